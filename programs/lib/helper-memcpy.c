/* memcpy, eight words at a time. */
#include <string.h>

#include "programs/lib/word.h"

static void copy_little(unsigned char *to, const unsigned char *from, size_t size)
{
	for (; size >= sizeof(struct word); size -= sizeof(struct word)) {
		copy_word(to, from);
		to += sizeof(struct word);
		from += sizeof(struct word);
	}
	while (size-- > 0)
		*to++ = *from++;
}

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
	unsigned char *to_byte = to;
	const unsigned char *from_byte = from;

	if (size < BLOCK_SIZE) {
		copy_little(to_byte, from_byte, size);
		return to;
	}

	/* The last block is a whole one, too: it may begin in the one before. */
	const unsigned char *last = from_byte + (size - BLOCK_SIZE);
	unsigned char *to_last = to_byte + (size - BLOCK_SIZE);

	for (; from_byte < last; from_byte += BLOCK_SIZE, to_byte += BLOCK_SIZE) {
		copy_batch(to_byte, from_byte);
		copy_batch(to_byte + BATCH_SIZE, from_byte + BATCH_SIZE);
	}
	copy_batch(to_last, last);
	copy_batch(to_last + BATCH_SIZE, last + BATCH_SIZE);
	return to;
}
