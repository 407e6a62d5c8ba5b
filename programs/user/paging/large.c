/* large: sorts so many KiB of numbers in memory, more of them than the machine may have memory for.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include "programs/user/runtime/runtime.h"
#include "programs/user/runtime/system.h"

/* Marsaglia's xorshift of 32 bits. */
static uint32_t next(uint32_t number)
{
	number ^= number << 13;
	number ^= number >> 17;
	return number ^ number << 5;
}

static void exchange(uint32_t *one, uint32_t *other)
{
	uint32_t number = *one;
	*one = *other;
	*other = number;
}

/* Quicksort: each pass goes over memory from both ends inwards, which is kind to the swap space. */
static void sort(uint32_t *begin, uint32_t *end)
{
	while (end - begin > 1) {
		uint32_t pivot = begin[(end - begin) / 2], *low = begin, *high = end - 1;
		while (low <= high) {
			while (*low < pivot)
				low++;
			while (*high > pivot)
				high--;
			if (low <= high)
				exchange(low++, high--);
		}
		sort(begin, high + 1);
		begin = low;
	}
}

static uint32_t sum_of(const uint32_t *numbers, uint32_t count)
{
	uint32_t sum = 0;
	for (uint32_t i = 0; i < count; i++)
		sum += numbers[i];
	return sum;
}

static bool is_sorted(const uint32_t *numbers, uint32_t count)
{
	for (uint32_t i = 1; i < count; i++) {
		if (numbers[i - 1] > numbers[i])
			return false;
	}
	return true;
}

int main(int count, char **arguments)
{
	uint32_t size = count > 1 ? (uint32_t)strtoul(arguments[1], NULL, 10) : 64;
	uint32_t *numbers = size == 0 || size > 16384 ? NULL : malloc(size * 1024);
	if (numbers == NULL)
		return complain("large", count > 1 ? arguments[1] : "memory", ERROR_MEMORY);
	uint32_t number = 1, total = size * 1024 / sizeof number;
	for (uint32_t i = 0; i < total; i++)
		numbers[i] = number = next(number);
	uint32_t sum = sum_of(numbers, total);
	sort(numbers, numbers + total);
	bool is_right = is_sorted(numbers, total) && sum_of(numbers, total) == sum;
	printf("%" PRIu32 " numbers sorted, %" PRIu32 " KiB: %s\n", total, size,
	       is_right ? "right" : "wrong");
	return !is_right;
}
