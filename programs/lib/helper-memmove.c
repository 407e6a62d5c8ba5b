/* memmove, eight words at a time. What is stored at once was loaded before, and the word at the end
 * that is come to last before all others, so an overlap is no matter. */
#include <stdint.h>
#include <string.h>

#include "programs/lib/word.h"

static void copy_bytes(unsigned char *to, const unsigned char *from, size_t size)
{
	unsigned char bytes[sizeof(struct word)];

	for (size_t i = 0; i < size; i++)
		bytes[i] = from[i];
	for (size_t i = 0; i < size; i++)
		to[i] = bytes[i];
}

static void copy_up(unsigned char *to, const unsigned char *from, size_t size)
{
	struct word *end = (struct word *)(to + size) - 1;
	const struct word last = ((const struct word *)(from + size))[-1];

	for (; size >= BLOCK_SIZE; size -= BLOCK_SIZE) {
		copy_batch(to, from);
		copy_batch(to + BATCH_SIZE, from + BATCH_SIZE);
		to += BLOCK_SIZE;
		from += BLOCK_SIZE;
	}
	for (; size >= sizeof(struct word); size -= sizeof(struct word)) {
		copy_word(to, from);
		to += sizeof(struct word);
		from += sizeof(struct word);
	}
	*end = last;
}

static void copy_down(unsigned char *to, const unsigned char *from, size_t size)
{
	struct word *end = (struct word *)to;
	const struct word first = *(const struct word *)from;

	to += size;
	from += size;
	for (; size >= BLOCK_SIZE; size -= BLOCK_SIZE) {
		to -= BLOCK_SIZE;
		from -= BLOCK_SIZE;
		copy_batch(to + BATCH_SIZE, from + BATCH_SIZE);
		copy_batch(to, from);
	}
	for (; size >= sizeof(struct word); size -= sizeof(struct word)) {
		to -= sizeof(struct word);
		from -= sizeof(struct word);
		copy_word(to, from);
	}
	*end = first;
}

void *memmove(void *to, const void *from, size_t size)
{
	if (size < sizeof(struct word))
		copy_bytes(to, from, size);
	else if ((uintptr_t)to - (uintptr_t)from >= size)
		copy_up(to, from, size);
	else
		copy_down(to, from, size);
	return to;
}
