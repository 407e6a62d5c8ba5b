/* The semantics of an instruction as text: the values and effects of isa/pg32.def, each giving
 * its notation instead of doing it. */
#ifndef PG32_SPEC_TEXT_H
#define PG32_SPEC_TEXT_H

#include "isa/operations.h"

enum { TEXT_SIZE = 128 };

/* A value's or an effect's notation, and the name of the trap that it may end in, or NULL. */
struct text {
	char characters[TEXT_SIZE];
	bool is_compound; /* needs parentheses inside another value */
	const char *trap;
};

/* What an instruction does, as section 3 of the manual writes it. */
struct text semantics_text(enum operation operation);

#endif
