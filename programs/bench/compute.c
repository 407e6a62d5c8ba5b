/* The compute-bound program: digits of pi by a spigot, division upon division, no input, and one
 * line of output. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

#ifndef SCALE
#define SCALE 100
#endif

/* A step of the spigot makes four digits and uses up 14 places. */
enum { GROUPS = 200, PLACES = GROUPS * 14, BASE = 10000, PASSES = (SCALE + 9) / 10 };

static void compute(uint32_t groups[GROUPS])
{
	static uint32_t places[PLACES];
	uint32_t carried = 0;

	for (int i = 0; i < PLACES; i++)
		places[i] = BASE / 5;
	for (uint32_t end = PLACES; end > 0; end -= 14) {
		uint32_t sum = 0;

		for (uint32_t i = end - 1; i > 0; i--) {
			sum = sum * i + places[i] * BASE;
			places[i] = sum % (2 * i - 1);
			sum /= 2 * i - 1;
		}
		*groups++ = carried + sum / BASE;
		carried = sum % BASE;
	}
}

int main(void)
{
	uint32_t groups[GROUPS], checksum = 0;

	for (int pass = 0; pass < PASSES; pass++) {
		compute(groups);
		for (int i = 0; i < GROUPS; i++)
			checksum = checksum * 31 + groups[i];
	}
	printf("%08" PRIx32 "\n", checksum);
	return 0;
}
