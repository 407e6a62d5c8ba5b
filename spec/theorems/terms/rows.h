/* The rows of isa/pg32.def and isa/flaws.def with the meaning that they have on the machine,
 * written in terms of Z3. */
#ifndef PG32_SPEC_THEOREMS_ROWS_H
#define PG32_SPEC_THEOREMS_ROWS_H

#include "isa/formats.h"
#include "isa/operations.h"
#include "spec/theorems/terms/step.h"

/* A row: what execute takes. */
struct row {
	const char *mnemonic;
	enum format format;
	uint8_t opcode;
	uint32_t traits;
	void (*semantics)(struct step *step);
	const char *text; /* what a described row is read from (described.h); else NULL */
};

/* The rows of isa/pg32.def and isa/flaws.def; the one between them is none. */
extern const struct row rows[ALL_OPERATIONS];

/* Whether the word is written in the row's format with the row's opcode. */
Z3_ast is_of_row(Z3_context z, Z3_ast word, const struct row *row);

/* Whether the word is in the privileged group, of a row or not. */
Z3_ast is_of_privileged_group(Z3_context z, Z3_ast word);

/* Whether it is of no row that the profile's machine has. */
Z3_ast is_undefined(Z3_context z, Z3_ast word, uint32_t profile);

/* Executes the row's instruction whose word this is; a row of NULL stands for the words that are
 * no instruction. Without gated, group F is not privileged: it does in user mode what it does in
 * supervisor mode. */
struct step take_step(Z3_context z, const struct symbolic_state *state, Z3_ast word,
                      const struct row *row, bool gated);

#endif
