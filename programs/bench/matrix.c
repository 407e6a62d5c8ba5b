/* Products of integer matrices: multiplication, and strides of a row. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#ifndef SCALE
#define SCALE 100
#endif

enum { SIZE = 48, PASSES = (SCALE + 2) / 2 };

static void multiply(int32_t left[SIZE][SIZE], int32_t right[SIZE][SIZE],
                     int32_t result[SIZE][SIZE])
{
	for (int i = 0; i < SIZE; i++) {
		for (int j = 0; j < SIZE; j++) {
			int32_t sum = 0;

			for (int k = 0; k < SIZE; k++)
				sum += left[i][k] * right[k][j];
			result[i][j] = sum % 4093;
		}
	}
}

int main(void)
{
	static int32_t left[SIZE][SIZE], right[SIZE][SIZE], result[SIZE][SIZE];
	uint32_t checksum = 0;

	for (int i = 0; i < SIZE; i++) {
		for (int j = 0; j < SIZE; j++) {
			left[i][j] = i * 3 + j;
			right[i][j] = (i ^ j) + 1;
		}
	}
	for (int i = 0; i < PASSES; i++) {
		multiply(left, right, result);
		memcpy(left, result, sizeof(left));
	}
	for (int i = 0; i < SIZE; i++)
		for (int j = 0; j < SIZE; j++)
			checksum = checksum * 31 + (uint32_t)result[i][j];
	printf("%08" PRIx32 "\n", checksum);
	return 0;
}
