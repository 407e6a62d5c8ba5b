/* Copies of memory: memcpy, memmove and memset over many sizes and alignments. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#ifndef SCALE
#define SCALE 100
#endif

enum { BUFFER = 65536, PASSES = 150 * SCALE };

int main(void)
{
	static uint8_t buffer[BUFFER];
	uint32_t random = 1, checksum = 0;

	for (uint32_t i = 0; i < BUFFER; i++)
		buffer[i] = (uint8_t)(i * 7 >> 3);
	for (int i = 0; i < PASSES; i++) {
		random = random * 1103515245 + 12345;

		uint32_t size = random >> 16 & 4095;
		uint32_t from = (random >> 4) % (BUFFER / 2 - 4096);
		uint32_t to = BUFFER / 2 + (random >> 9) % (BUFFER / 2 - 4096);

		memcpy(buffer + to, buffer + from, size);
		memmove(buffer + from + 1, buffer + from, size / 2);
		memset(buffer + from + size / 4, i, size / 8);
		checksum += (uint32_t)memcmp(buffer + to, buffer + from, size) >> 31;
	}
	for (uint32_t i = 0; i < BUFFER; i++)
		checksum = checksum * 31 + buffer[i];
	printf("%08" PRIx32 "\n", checksum);
	return 0;
}
