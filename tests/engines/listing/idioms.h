/* Idioms of the guest's code, whose blocks are listed whole. */
#ifndef PG32_TESTS_ENGINES_LISTING_IDIOMS_H
#define PG32_TESTS_ENGINES_LISTING_IDIOMS_H

#include "isa/instruction.h"

enum circumstance {
	ORDINARY,
	MIXED,   /* the page is code and data */
	CAREFUL, /* accesses are outside the window too often */
	OLD      /* the host has no BMI2 */
};

struct idiom {
	const char *text; /* NULL: behind the last one */
	enum circumstance circumstance;
	unsigned count;
	struct instruction instructions[8];
};

extern const struct idiom idioms[];

#endif
