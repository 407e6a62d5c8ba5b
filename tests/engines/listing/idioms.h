/* Idioms of the guest's code, whose blocks are listed whole. */
#ifndef PG32_TESTS_ENGINES_LISTING_IDIOMS_H
#define PG32_TESTS_ENGINES_LISTING_IDIOMS_H

#include "isa/instruction.h"
#include "machine/engines/fast/sample.h"

struct idiom {
	const char *text; /* NULL: behind the last one */
	enum circumstance circumstance;
	unsigned count;
	struct instruction instructions[8];
};

extern const struct idiom idioms[];

#endif
