/* The definitions of Popek and Goldberg, as formulas over a pair of symbolic states. */
#ifndef PG32_SPEC_THEOREMS_DEFINITIONS_H
#define PG32_SPEC_THEOREMS_DEFINITIONS_H

#include "spec/theorems/terms/rows.h"

/* What may differ between the two states of a pair. */
enum differing { DIFFER_PLACE = 1, DIFFER_MODE = 2, DIFFER_RESOURCES = 4 };

enum claim {
#define CLAIM(NAME, key, text, differing) CLAIM_##NAME,
#include "spec/theorems/classify/claims.def"
	CLAIMS
};

struct claim_row {
	const char *key;
	const char *text;
	unsigned differing;
};

extern const struct claim_row claim_rows[CLAIMS];

/* What is classified: the words of a row, or, with a row of NULL, those that are no instruction; on
 * the profile's machine. */
struct subject {
	uint32_t profile;
	const struct row *row;
};

/* An address of the page for which two buffers that differ do; any page, where they do not. */
Z3_ast differing_page(Z3_context z);

/* Two states and the same instruction from both. */
struct pair {
	Z3_ast word;
	Z3_ast is_of_subject; /* whether the word is */
	struct symbolic_state states[2];
	struct step steps[2];
};

/* A pair for the claim; in both R is of this kind. */
struct pair make_pair(Z3_context z, enum claim claim, struct subject subject, bool gated,
                      bool is_paged);

/* Whether the two are states of machines, with the same window contents, the instruction at pc in
 * them and the subject's; and, except for faults, neither memory-traps. */
Z3_ast is_a_pair(Z3_context z, const struct pair *pair, enum claim claim);

/* Whether the pair shows the claim. */
Z3_ast shows(Z3_context z, const struct pair *pair, enum claim claim);

/* What makes a pair plain, the most welcome first: it is the paper's, where the window moves and
 * nothing else of R changes; S2 is a user, as a guest really is; the window stays where it is, and
 * so do tables that are walked; the resources are the same; windows end in memory; time is not
 * about to be over. */
enum plainness {
	PLAIN_WINDOW,
	PLAIN_USER,
	PLAIN_PLACE,
	PLAIN_MEMORY,
	PLAIN_RESOURCES,
	PLAIN_BOUND,
	PLAIN_TIME,
	PLAINNESSES
};

Z3_ast is_plain(Z3_context z, const struct pair *pair, enum plainness plainness);

/* Whether the real machine, with nothing under way in its devices, can be put into both states. */
Z3_ast is_replayable(Z3_context z, const struct pair *pair);

#endif
