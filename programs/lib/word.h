/* A word at any address: PG32 loads and stores it in one instruction. And blocks of words. */
#ifndef PG32_LIB_WORD_H
#define PG32_LIB_WORD_H

#include <stdint.h>

struct word {
	uint32_t value;
} __attribute__((packed, may_alias));

enum { BATCH = 4, BATCH_SIZE = BATCH * sizeof(struct word), BLOCK_SIZE = 2 * BATCH_SIZE };

/* Copies so many words, all loaded before one is stored: as many as there are registers for. */
static inline void copy_batch(void *to, const void *from)
{
	struct word *to_word = to;
	const struct word *from_word = from;
	uint32_t first = from_word[0].value, second = from_word[1].value;
	uint32_t third = from_word[2].value, fourth = from_word[3].value;

	to_word[0].value = first;
	to_word[1].value = second;
	to_word[2].value = third;
	to_word[3].value = fourth;
}

static inline void copy_word(void *to, const void *from)
{
	((struct word *)to)->value = ((const struct word *)from)->value;
}

#endif
