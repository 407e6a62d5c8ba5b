/* The eight queens, more of them: a search with bits for columns and diagonals. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

#ifndef SCALE
#define SCALE 100
#endif

enum { QUEENS = 9, PASSES = SCALE };

/* The ways to complete a board whose taken columns and diagonals, as seen from the next row, are
 * these. */
static uint32_t count(uint32_t columns, uint32_t left, uint32_t right)
{
	uint32_t all = (UINT32_C(1) << QUEENS) - 1;
	uint32_t free = all & ~(columns | left | right);
	uint32_t ways = 0;

	if (columns == all)
		return 1;
	while (free != 0) {
		uint32_t place = free & (0 - free);

		free ^= place;
		ways += count(columns | place, (left | place) << 1, (right | place) >> 1);
	}
	return ways;
}

int main(void)
{
	uint32_t ways = 0;

	for (int i = 0; i < PASSES; i++)
		ways = ways * 3 + count(0, 0, 0);
	printf("%08" PRIx32 "\n", ways);
	return 0;
}
