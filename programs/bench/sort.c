/* Sorting: the library's qsort of records, by a function. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#ifndef SCALE
#define SCALE 100
#endif

enum { RECORDS = 10000, PASSES = (SCALE + 9) / 10 };

struct record {
	uint32_t key, number;
};

/* Equal keys by their numbers, so that every correct sort gives the same. */
static int compare(const void *left, const void *right)
{
	const struct record *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->number < b->number ? -1 : a->number > b->number;
}

int main(void)
{
	static struct record records[RECORDS];
	uint32_t random = 1, checksum = 0;

	for (int pass = 0; pass < PASSES; pass++) {
		for (uint32_t i = 0; i < RECORDS; i++) {
			random = random * 1103515245 + 12345;
			records[i] = (struct record){ random >> 8 & 0xFFFF, i };
		}
		qsort(records, RECORDS, sizeof(records[0]), compare);
		for (uint32_t i = 0; i < RECORDS; i++)
			checksum = checksum * 31 + records[i].number;
	}
	printf("%08" PRIx32 " %" PRIu32 " to %" PRIu32 "\n", checksum, records[0].key,
	       records[RECORDS - 1].key);
	return 0;
}
