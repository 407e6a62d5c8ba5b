/* What the translator makes of some words: a copy, so that the translator can be asked for the
 * next. */
#ifndef PG32_SPEC_THEOREMS_TEMPLATE_H
#define PG32_SPEC_THEOREMS_TEMPLATE_H

#include "machine/engines/fast/sample.h"

enum {
	TEMPLATE_WORDS = 8,
	TEMPLATE_STEPS = TEMPLATE_WORDS * MOST_ROUNDS,
	TEMPLATE_CODE = 8192,
	LEAVINGS = LEAVING_FAULT + 1,
	EXCHANGES = 2
};

struct template
{
	uint32_t profile;
	enum circumstance circumstance;
	uint32_t pc;
	uint32_t words[TEMPLATE_WORDS];
	unsigned count;     /* of the words, which the block may go round several times */
	struct block block; /* its pointers lead nowhere any more */
	uint32_t number;    /* of the block */
	struct note notes[MOST_INSTRUCTIONS];
	uint32_t window_size;
	uint64_t context, code; /* where they are while code runs */
	uint32_t code_start;    /* before it are the ways in and out */
	uint64_t leave[LEAVINGS], exchanges[EXCHANGES], enter;
	uint8_t ways[TEMPLATE_CODE], bytes[TEMPLATE_CODE];
	uint32_t size; /* of bytes: the block from its start */
};

/* The block of the words, or of the first of them, and of no more. False where there is none such.
 */
bool template_take(struct template *template, struct sample *sample, uint32_t profile, uint32_t pc,
                   const uint32_t *words, unsigned count, enum circumstance circumstance);

/* The code at this address, and in *count how many bytes there are; NULL where there is none. */
const uint8_t *template_code(const struct template *template, uint64_t at, unsigned *count);

#endif
