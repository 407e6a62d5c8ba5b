/* The compute-bound program: digits of pi by a spigot, division upon division, no input and next
 * to no output. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

#ifndef SCALE
#define SCALE 100
#endif

/* Each pass of the spigot makes four digits and uses up 14 places. */
enum { DIGITS = 8 * SCALE + 8, PLACES = DIGITS / 4 * 14, BASE = 10000 };

int main(void)
{
	static uint32_t places[PLACES + 1];
	uint32_t carried = 0;

	for (int i = 0; i < PLACES; i++)
		places[i] = BASE / 5;
	for (int end = PLACES; end > 0; end -= 14) {
		uint32_t sum = 0;

		for (uint32_t i = (uint32_t)end - 1; i > 0; i--) {
			sum = sum * i + places[i] * BASE;
			places[i] = sum % (2 * i - 1);
			sum /= 2 * i - 1;
		}
		printf("%04" PRIu32, carried + sum / BASE);
		carried = sum % BASE;
	}
	printf("\n");
	return 0;
}
