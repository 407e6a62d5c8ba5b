/* CRC-32 of a buffer by a table: a chain of dependent loads of bytes. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

#ifndef SCALE
#define SCALE 100
#endif

enum { BUFFER = 16384, PASSES = 2 * SCALE };

static void make_table(uint32_t table[256])
{
	for (uint32_t i = 0; i < 256; i++) {
		uint32_t value = i;

		for (int bit = 0; bit < 8; bit++)
			value = value >> 1 ^ (value & 1 ? UINT32_C(0xEDB88320) : 0);
		table[i] = value;
	}
}

static uint32_t checksum(const uint32_t table[256], uint32_t value, const uint8_t *bytes, int size)
{
	value = ~value;
	for (int i = 0; i < size; i++)
		value = value >> 8 ^ table[(value ^ bytes[i]) & 255];
	return ~value;
}

int main(void)
{
	static uint32_t table[256];
	static uint8_t buffer[BUFFER];
	uint32_t value = 0;

	make_table(table);
	for (int i = 0; i < BUFFER; i++)
		buffer[i] = (uint8_t)(i * i >> 5);
	for (int i = 0; i < PASSES; i++)
		value = checksum(table, value, buffer, BUFFER);
	printf("%08" PRIx32 "\n", value);
	return 0;
}
