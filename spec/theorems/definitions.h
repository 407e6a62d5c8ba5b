/* The definitions of Popek and Goldberg, as formulas over a pair of symbolic states. */
#ifndef PG32_SPEC_THEOREMS_DEFINITIONS_H
#define PG32_SPEC_THEOREMS_DEFINITIONS_H

#include "spec/theorems/step.h"

/* What may differ between the two states of a pair. */
enum differing { DIFFER_PLACE = 1, DIFFER_MODE = 2, DIFFER_RESOURCES = 4 };

enum claim {
#define CLAIM(NAME, key, text, differing) CLAIM_##NAME,
#include "spec/theorems/claims.def"
	CLAIMS
};

struct claim_row {
	const char *key;
	const char *text;
	unsigned differing;
};

extern const struct claim_row claim_rows[CLAIMS];

/* Two states and the same instruction from both. */
struct pair {
	Z3_ast word;
	struct symbolic_state states[2];
	struct step steps[2];
};

/* A pair for the claim, of an instruction of the row (NULL: a word that is none). */
struct pair make_pair(Z3_context z, enum claim claim, const struct row *row, bool gated);

/* Whether the two are states of machines, with the same window contents, the instruction at pc in
 * them; and, except for faults, neither memory-traps. */
Z3_ast is_a_pair(Z3_context z, const struct pair *pair, enum claim claim, const struct row *row);

/* Whether the pair shows the claim. */
Z3_ast shows(Z3_context z, const struct pair *pair, enum claim claim);

/* Whether the real machine, with nothing under way in its devices, can be put into both states. */
Z3_ast is_replayable(Z3_context z, const struct pair *pair);

#endif
