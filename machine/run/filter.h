/* --trace's filter: which instructions and traps are shown. */
#ifndef PG32_MACHINE_RUN_FILTER_H
#define PG32_MACHINE_RUN_FILTER_H

#include <stdbool.h>
#include <stdint.h>

#include "machine/front/failure.h"

/* All bounds are inclusive. */
struct filter {
	uint32_t first_pc, last_pc;
	unsigned first_level, last_level;
	uint64_t from, to;    /* positions: the clock that a line begins with */
	const char *function; /* the name of a symbol; NULL: any. Not owned, and not ended by 0 */
	unsigned function_length;
	uint32_t given; /* a bit for each kind of word */
};

/* Lets everything through. */
struct filter filter_of_all(void);

/* Takes a word such as "pc=0x1000-0x1FFF", which is that long. False with a failure where it is
 * none. */
bool filter_take(struct filter *filter, const char *word, unsigned length, struct failure *failure);

/* Whether an instruction at this pc of a level, in the function of this name (NULL: not known), is
 * to be shown; its position is seen to before. */
bool filter_passes(const struct filter *filter, unsigned level, uint32_t pc, const char *function);

#endif
