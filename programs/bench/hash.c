/* SHA-256 of a buffer: rotations and logic on words. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#ifndef SCALE
#define SCALE 100
#endif

enum { BLOCK = 64, WORDS = BLOCK / 4, ROUNDS = 64, BUFFER = 4096, PASSES = SCALE };

/* The fractional parts of the cube roots of the first 64 primes. */
static const uint32_t constants[ROUNDS] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
	0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
	0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
	0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
	0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
	0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
	0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
	0xc67178f2,
};

struct digest {
	uint32_t words[8];
};

static uint32_t rotate(uint32_t value, unsigned amount)
{
	return value >> amount | value << (32 - amount);
}

static uint32_t big_endian(const uint8_t *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
	       bytes[3];
}

static void expand(const uint8_t *block, uint32_t schedule[ROUNDS])
{
	for (int i = 0; i < WORDS; i++)
		schedule[i] = big_endian(block + 4 * i);
	for (int i = WORDS; i < ROUNDS; i++) {
		uint32_t near = schedule[i - 2], far = schedule[i - 15];
		uint32_t first = rotate(far, 7) ^ rotate(far, 18) ^ far >> 3;
		uint32_t second = rotate(near, 17) ^ rotate(near, 19) ^ near >> 10;

		schedule[i] = schedule[i - 16] + first + schedule[i - 7] + second;
	}
}

static void digest_block(struct digest *digest, const uint8_t *block)
{
	uint32_t schedule[ROUNDS];
	uint32_t *d = digest->words;
	uint32_t s[8];

	expand(block, schedule);
	memcpy(s, d, sizeof(s));
	for (int i = 0; i < ROUNDS; i++) {
		uint32_t choice = (s[4] & s[5]) ^ (~s[4] & s[6]);
		uint32_t majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
		uint32_t high = rotate(s[4], 6) ^ rotate(s[4], 11) ^ rotate(s[4], 25);
		uint32_t low = rotate(s[0], 2) ^ rotate(s[0], 13) ^ rotate(s[0], 22);
		uint32_t first = s[7] + high + choice + constants[i] + schedule[i];

		s[7] = s[6], s[6] = s[5], s[5] = s[4], s[4] = s[3] + first;
		s[3] = s[2], s[2] = s[1], s[1] = s[0], s[0] = first + low + majority;
	}
	for (int i = 0; i < 8; i++)
		d[i] += s[i];
}

/* The digest of whole blocks: the last one is the padding. */
static struct digest hash(const uint8_t *bytes, uint32_t size)
{
	struct digest digest = { { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
		                   0x9b05688c, 0x1f83d9ab, 0x5be0cd19 } };
	uint8_t padding[BLOCK] = { 0x80 };

	for (int i = 0; i < 4; i++)
		padding[BLOCK - 1 - i] = (uint8_t)(size * 8 >> 8 * i);
	for (uint32_t i = 0; i < size; i += BLOCK)
		digest_block(&digest, bytes + i);
	digest_block(&digest, padding);
	return digest;
}

int main(void)
{
	static uint8_t buffer[BUFFER];
	struct digest digest;

	for (int i = 0; i < PASSES; i++) {
		digest = hash(buffer, BUFFER);
		memcpy(buffer + i * 32 % BUFFER, &digest, sizeof(digest));
	}
	for (int i = 0; i < 8; i++)
		printf("%08" PRIx32, digest.words[i]);
	printf("\n");
	return 0;
}
