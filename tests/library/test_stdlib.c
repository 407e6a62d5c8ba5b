/* The functions of stdlib.h: numbers as the host reads them, sorting, the heap, the end. */
#include <criterion/criterion.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tests/library/library.h"

static void compare_number(const char *text, int base)
{
	char *our_end, *their_end;

	errno = pg32_errno = 0;
	cr_assert_eq(pg32_strtol(text, &our_end, base), strtol(text, &their_end, base), "%s %d",
	             text, base);
	cr_assert_eq(our_end, their_end, "%s %d", text, base);
	cr_assert_eq(pg32_errno, errno, "%s %d", text, base);
	errno = pg32_errno = 0;
	cr_assert_eq(pg32_strtoul(text, &our_end, base), strtoul(text, &their_end, base), "%s %d",
	             text, base);
	cr_assert_eq(our_end, their_end, "%s %d", text, base);
	cr_assert_eq(pg32_errno, errno, "%s %d", text, base);
}

Test(numbers, are_read_as_by_the_host)
{
	static const char *const numbers[] = {
		"",
		"0",
		"00",
		"7",
		"-7",
		"+7",
		"--7",
		" \t\n42x",
		"0x",
		"0x1F",
		"-0X1f",
		"x",
		"0xg",
		"08",
		"0779",
		"zZ9",
		"1 2",
		"- 1",
		"+-1",
		"123abc",
		"99999999999999999999",
		"9223372036854775807",
		"9223372036854775808",
		"-9223372036854775808",
		"-9223372036854775809",
		"18446744073709551615",
		"18446744073709551616",
		"-18446744073709551615",
		"-18446744073709551616",
		"184467440737095516150",
		"7FFFFFFFFFFFFFFF",
		"1777777777777777777777",
		"2000000000000000000000",
	};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		compare_number(numbers[i], 0);
		for (int base = 2; base <= 36; base++)
			compare_number(numbers[i], base);
		cr_assert_eq(pg32_atoi(numbers[i]), atoi(numbers[i]));
	}
}

Test(numbers, a_base_that_is_none_is_an_error)
{
	static const int bases[] = { -1, 1, 37 };

	for (int i = 0; i < 3; i++) {
		pg32_errno = 0;
		cr_assert_eq(pg32_strtol("10", NULL, bases[i]), 0);
		cr_assert_eq(pg32_errno, EINVAL);
	}
}

/* An element of any size: its key is its first two bytes. */
static int by_key(const void *left, const void *right)
{
	uint16_t a, b;

	memcpy(&a, left, 2);
	memcpy(&b, right, 2);
	return a < b ? -1 : a > b;
}

static uint16_t pattern(int kind, size_t i, size_t count)
{
	switch (kind) {
	case 0:
		return (uint16_t)rand();
	case 1:
		return (uint16_t)i;
	case 2:
		return (uint16_t)(count - i);
	case 3:
		return 5;
	case 4:
		return (uint16_t)(i % 3);
	default:
		return (uint16_t)(i < count / 2 ? i : count - i);
	}
}

Test(sorting, gives_all_elements_in_order)
{
	for (int kind = 0; kind < 6; kind++) {
		for (size_t count = 0; count < 300; count += 1 + count / 5) {
			for (size_t size = 2; size < 14; size += 3) {
				unsigned char *ours = malloc(count * size + 1);
				unsigned sum_before = 0, sum_after = 0;

				for (size_t i = 0; i < count * size; i++)
					ours[i] = (unsigned char)rand();
				for (size_t i = 0; i < count; i++) {
					uint16_t key = pattern(kind, i, count);

					memcpy(ours + i * size, &key, 2);
				}
				for (size_t i = 0; i < count * size; i++)
					sum_before += ours[i] * (unsigned)(1 + i % size);
				pg32_qsort(ours, count, size, by_key);
				for (size_t i = 0; i < count * size; i++)
					sum_after += ours[i] * (unsigned)(1 + i % size);
				for (size_t i = 1; i < count; i++)
					cr_assert(by_key(ours + (i - 1) * size, ours + i * size) <=
					          0);
				cr_assert_eq(sum_before, sum_after);
				free(ours);
			}
		}
	}
}

static size_t comparisons;

/* An adversary: it decides the order of elements as they are compared, so that each pivot turns
 * out to be among the smallest. Elements are places in this array. */
static int keys[2000], solid, candidate;

static int adversary(const void *left, const void *right)
{
	int a = *(const int *)left, b = *(const int *)right;
	enum { UNDECIDED = 1 << 30 };

	comparisons++;
	if (keys[a] == UNDECIDED && keys[b] == UNDECIDED)
		keys[a == candidate ? a : b] = solid++;
	if (keys[a] == UNDECIDED)
		candidate = a;
	else if (keys[b] == UNDECIDED)
		candidate = b;
	return keys[a] < keys[b] ? -1 : keys[a] > keys[b];
}

Test(sorting, no_order_makes_it_quadratic)
{
	enum { COUNT = 2000, LOGARITHM = 11 };
	int elements[COUNT];

	for (int i = 0; i < COUNT; i++) {
		elements[i] = i;
		keys[i] = 1 << 30;
	}
	pg32_qsort(elements, COUNT, sizeof(int), adversary);
	cr_assert_lt(comparisons, COUNT * LOGARITHM * 8);
	for (int i = 1; i < COUNT; i++)
		cr_assert_leq(keys[elements[i - 1]], keys[elements[i]]);
}

Test(sorting, search_finds_what_is_there_and_nothing_else)
{
	uint16_t array[20];

	for (uint16_t i = 0; i < 20; i++)
		array[i] = (uint16_t)(2 * i + 1);
	for (size_t count = 0; count <= 20; count++) {
		for (uint16_t key = 0; key < 45; key++) {
			uint16_t *found = pg32_bsearch(&key, array, count, sizeof(key), by_key);

			if (key % 2 == 1 && key / 2u < count)
				cr_assert_eq(found, array + key / 2);
			else
				cr_assert_eq(found, NULL);
		}
	}
}

Test(random_numbers, repeat_with_the_seed)
{
	pg32_srand(7);
	int first = pg32_rand(), second = pg32_rand();

	cr_assert(first >= 0 && second >= 0 && first != second);
	pg32_srand(7);
	cr_assert_eq(pg32_rand(), first);
	cr_assert_eq(pg32_rand(), second);
}

static void note_one(void)
{
	pg32_fputs("1", &__stdout);
}

static void note_two(void)
{
	pg32_fputs("2", &__stdout);
}

static void exit_7(void)
{
	pg32_exit(7);
}

Test(end, exit_calls_the_functions_last_first)
{
	cr_assert_eq(pg32_atexit(note_one), 0);
	cr_assert_eq(pg32_atexit(note_two), 0);
	cr_assert_eq(status_of(exit_7), 7);
	cr_assert_str_eq(host.output, "21");
}

Test(end, there_are_32_places_for_functions)
{
	for (int i = 0; i < 32; i++)
		cr_assert_eq(pg32_atexit(note_one), 0);
	cr_assert_neq(pg32_atexit(note_one), 0);
}

Test(end, abort_halts_with_its_status)
{
	cr_assert_eq(status_of(pg32_abort), 58);
	cr_assert_str_eq(host.output, "aborted\n");
}
