/* Words and halves at all addresses. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct __attribute__((packed)) word {
	uint32_t value;
};

struct __attribute__((packed)) half {
	int16_t value;
};

struct __attribute__((packed)) two_words {
	uint64_t value;
};

int main(void)
{
	unsigned char bytes[32];

	for (int i = 0; i < 32; i++)
		bytes[i] = (unsigned char)(i * 37 + 128);
	for (int i = 0; i < 8; i++) {
		struct word *word = (struct word *)(bytes + i);
		struct half *half = (struct half *)(bytes + 9 + i);
		struct two_words *two = (struct two_words *)(bytes + 15 + i);

		word->value += 0x01020304;
		half->value = (int16_t)(half->value >> 1);
		two->value ^= two->value >> 3;
		printf("%08" PRIx32 " %d %016" PRIx64 "\n", word->value, half->value, two->value);
	}
	for (int i = 0; i < 32; i++)
		printf("%02x", bytes[i]);
	printf("\n");
	return 0;
}
