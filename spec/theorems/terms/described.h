/* An instruction that is described on the command line, by a row as those of isa/flaws.def. */
#ifndef PG32_SPEC_THEOREMS_DESCRIBED_H
#define PG32_SPEC_THEOREMS_DESCRIBED_H

#include <stddef.h>

#include "spec/theorems/terms/rows.h"

enum { DESCRIBED_NAME = 32 };

/* A row, and the text that it is read from, which must outlive it. */
struct described {
	struct row row;
	char name[DESCRIBED_NAME];
};

/* Reads "NAME, FORMAT, OPCODE, SEMANTICS". The opcode is of no other row. False with one line in
 * message (size bytes) that says what is wrong and where. */
bool describe(struct described *described, const char *text, char *message, size_t size);

#endif
