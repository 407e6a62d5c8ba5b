/* ChaCha20: additions, exclusive ors and rotations on sixteen words. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#ifndef SCALE
#define SCALE 100
#endif

enum { WORDS = 16, DOUBLE_ROUNDS = 10, BLOCKS = 100 * SCALE };

static void quarter(uint32_t *a, uint32_t *b, uint32_t *c, uint32_t *d)
{
	*a += *b, *d ^= *a, *d = *d << 16 | *d >> 16;
	*c += *d, *b ^= *c, *b = *b << 12 | *b >> 20;
	*a += *b, *d ^= *a, *d = *d << 8 | *d >> 24;
	*c += *d, *b ^= *c, *b = *b << 7 | *b >> 25;
}

/* The next block of the key stream; the state's word 12 counts blocks. */
static void make_block(uint32_t state[WORDS], uint32_t block[WORDS])
{
	uint32_t *x = block;

	memcpy(x, state, WORDS * sizeof(*x));
	for (int i = 0; i < DOUBLE_ROUNDS; i++) {
		for (int j = 0; j < 4; j++)
			quarter(&x[j], &x[4 + j], &x[8 + j], &x[12 + j]);
		for (int j = 0; j < 4; j++)
			quarter(&x[j], &x[4 + (j + 1) % 4], &x[8 + (j + 2) % 4],
			        &x[12 + (j + 3) % 4]);
	}
	for (int i = 0; i < WORDS; i++)
		x[i] += state[i];
	state[12]++;
}

int main(void)
{
	uint32_t state[WORDS] = { 0x61707865, 0x3320646e, 0x79622d32, 0x6b206574 };
	uint32_t text[WORDS] = { 0 };

	for (uint32_t i = 4; i < 12; i++)
		state[i] = i * 0x01010101;
	for (int i = 0; i < BLOCKS; i++) {
		uint32_t block[WORDS];

		make_block(state, block);
		for (int j = 0; j < WORDS; j++)
			text[j] ^= block[j];
	}
	for (int i = 0; i < WORDS; i++)
		printf("%08" PRIx32 "%c", text[i], i % 8 == 7 ? '\n' : ' ');
	return 0;
}
