/* Data: initialised and zeroed, tables of pointers, addresses of parts, strings, alignment. */
#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct node {
	const char *name;
	struct node *next;
	int16_t values[3];
	int8_t flag;
};

extern struct node second;

static char zeroed[5000];
static int32_t counters[4] = { [2] = -9 };
int64_t wide = INT64_C(-0x123456789ABCDEF);
const uint16_t halves[] = { 1, 2, 0xFFFF };
struct node first = { "first", &second, { 1, -2, 3 }, 1 };
struct node second = { "second", &first, { -4, 5, -6 }, -1 };
static int32_t *const inside = &counters[2];
static const char *const text = "one string" + 4;
static char array[] = "array\0with\tescapes \"\\ \x7F\377";
static const char *const names[2][3] = { { "a", "bb", "ccc" }, { "dddd", "", "string" } };
static _Alignas(64) char aligned[3];
static const ptrdiff_t distance = offsetof(struct node, flag) - offsetof(struct node, values);

static int next_number(void)
{
	static int number = 41;

	return ++number;
}

int main(void)
{
	int sum = 0;

	for (size_t i = 0; i < sizeof(zeroed); i++)
		sum |= zeroed[i];
	zeroed[4999] = 1;
	*inside += 10;
	first.next->values[1] *= 3;
	printf("%d %" PRId32 " %" PRId64 " %u\n", sum, counters[2], wide, halves[2]);
	printf("%s %s %d %d\n", first.name, first.next->next->next->name, second.values[1],
	       second.flag);
	printf("%s %d %d\n", text, (int)sizeof(array), (unsigned char)array[sizeof(array) - 2]);
	for (int i = 0; i < 6; i++)
		printf("%s,", names[i / 3][i % 3]);
	printf(" %d %d %d\n", (int)((uintptr_t)aligned % 64), (int)distance,
	       next_number() + next_number());
	wide >>= 20;
	counters[(wide & 3)]++;
	printf("%" PRId64 " %" PRId32 " %d\n", wide, counters[wide & 3], memcmp(array, "array", 6));
	return 0;
}
