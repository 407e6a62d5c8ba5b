/* memcpy, eight words at a time. */
#include <string.h>

#include "programs/lib/word.h"

/* Two batches of four, each loaded before it is stored: as many as there are registers for. */
static inline void copy_block(struct word *to, const struct word *from)
{
	for (int i = 0; i < 8; i += 4) {
		uint32_t first = from[i].value, second = from[i + 1].value;
		uint32_t third = from[i + 2].value, fourth = from[i + 3].value;

		to[i].value = first;
		to[i + 1].value = second;
		to[i + 2].value = third;
		to[i + 3].value = fourth;
	}
}

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
	struct word *to_word = to;
	const struct word *from_word = from;

	for (; size >= 8 * sizeof(struct word); size -= 8 * sizeof(struct word)) {
		copy_block(to_word, from_word);
		to_word += 8;
		from_word += 8;
	}
	for (; size >= sizeof(struct word); size -= sizeof(struct word))
		*to_word++ = *from_word++;

	unsigned char *to_byte = (unsigned char *)to_word;
	const unsigned char *from_byte = (const unsigned char *)from_word;

	while (size-- > 0)
		*to_byte++ = *from_byte++;
	return to;
}
