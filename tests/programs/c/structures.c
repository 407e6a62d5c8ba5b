/* Structures: passed, returned, copied, nested, packed, with bit fields; unions. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct pair {
	int32_t left, right;
};

struct large {
	int32_t values[12];
	struct pair pair;
};

struct small {
	int8_t value;
};

struct mixed {
	char c;
	int16_t h;
	int64_t w;
	struct small s;
};

struct __attribute__((packed)) packed {
	uint8_t first;
	uint32_t second;
	uint16_t third;
	uint64_t fourth;
};

struct fields {
	unsigned a : 3;
	signed b : 5;
	unsigned c : 13;
	signed d : 11;
	unsigned e : 1;
	unsigned : 0;
	uint32_t f : 20;
};

union view {
	uint32_t word;
	uint8_t bytes[4];
	struct fields fields;
};

static __attribute__((noinline)) struct pair swap(struct pair pair)
{
	return (struct pair){ pair.right, pair.left };
}

static __attribute__((noinline)) struct large scale(struct large large, int32_t by,
                                                    struct small small)
{
	for (int i = 0; i < 12; i++)
		large.values[i] = large.values[i] * by + small.value;
	large.pair = swap(large.pair);
	return large;
}

static __attribute__((noinline)) int64_t sum(char c, struct mixed m, struct pair p, int64_t w,
                                             struct small s, struct large l)
{
	return c + m.c + m.h + m.w + m.s.value + p.left - p.right + w + s.value + l.values[11] +
	       l.pair.left;
}

static __attribute__((noinline)) void fill(volatile struct fields *fields, int i)
{
	fields->a = (unsigned)i & 7;
	fields->b = (i % 32) - 16;
	fields->c = (unsigned)i * 77 & 8191;
	fields->d = i * 13 % 1024 - 500;
	fields->e = i & 1;
	fields->f = (uint32_t)i * 9999 & 0xFFFFF;
}

int main(void)
{
	struct large large = { { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 }, { 100, 200 } };
	struct mixed mixed = { 'x', -300, INT64_C(-5000000000), { -7 } };
	struct packed packed[3];
	struct fields fields;
	union view view = { .word = 0x12345678 };

	for (int i = 0; i < 5; i++)
		large = scale(large, 3, (struct small){ (int8_t)-i });
	for (int i = 0; i < 12; i++)
		printf("%" PRId32 " ", large.values[i]);
	printf("%" PRId32 " %" PRId32 "\n", large.pair.left, large.pair.right);
	printf("%" PRId64 "\n",
	       sum('a', mixed, (struct pair){ 5, 9 }, 1, (struct small){ 3 }, large));

	for (unsigned i = 0; i < 3; i++)
		packed[i] = (struct packed){ (uint8_t)i, 0xA0B0C0D0 + i, (uint16_t)(i * 1000),
			                     UINT64_C(0x1122334455667788) * (i + 1) };
	for (size_t i = 0; i < sizeof(packed); i++)
		printf("%02x", ((unsigned char *)packed)[i]);
	printf("\n%" PRIx32 " %" PRIx64 "\n", packed[1].second, packed[2].fourth);

	for (int i = 0; i < 8; i++) {
		fill(&fields, i * 12345);
		printf("%u %d %u %d %u %" PRIu32 "\n", fields.a, fields.b, fields.c, fields.d,
		       fields.e, (uint32_t)fields.f);
	}
	view.bytes[2] = 0xEE;
	printf("%08" PRIx32 " %u %d\n", view.word, view.fields.a, view.fields.b);
	return 0;
}
