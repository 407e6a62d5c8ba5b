/* memset, eight words at a time. */
#include <string.h>

#include "programs/lib/word.h"

static inline void set_block(unsigned char *to, uint32_t pattern)
{
	struct word *word = (struct word *)to;

#pragma GCC unroll 8
	for (size_t i = 0; i < BLOCK_SIZE / sizeof(struct word); i++)
		word[i].value = pattern;
}

static void set_little(unsigned char *to, uint32_t pattern, size_t size)
{
	for (; size >= sizeof(struct word); size -= sizeof(struct word)) {
		((struct word *)to)->value = pattern;
		to += sizeof(struct word);
	}
	while (size-- > 0)
		*to++ = (unsigned char)pattern;
}

void *memset(void *to, int byte, size_t size)
{
	unsigned char *at = to;
	uint32_t pattern = (unsigned char)byte * UINT32_C(0x01010101);

	if (size < BLOCK_SIZE) {
		set_little(at, pattern, size);
		return to;
	}

	/* The last block is a whole one, too: it may begin in the one before. */
	unsigned char *last = at + (size - BLOCK_SIZE);

	for (; at < last; at += BLOCK_SIZE)
		set_block(at, pattern);
	set_block(last, pattern);
	return to;
}
