/* The classification of each instruction, decided by a solver, and the theorems' verdicts. */
#ifndef PG32_SPEC_THEOREMS_CLASSIFY_H
#define PG32_SPEC_THEOREMS_CLASSIFY_H

#include "spec/theorems/concrete.h"
#include "spec/theorems/definitions.h"

/* What the solver answers. */
enum answer {
	ANSWER_NO,     /* a proof: no state shows it */
	ANSWER_YES,    /* the witness shows it */
	ANSWER_UNKNOWN /* the solver gave up: the classification is worth nothing */
};

struct classification {
	const char *name;
	const struct row *row; /* NULL: the words that are no instruction */
	uint64_t words;        /* how many of the 2^32 words are of it */
	enum answer answers[CLAIMS];
	/* Where the answer is yes: the pair, and whether the real machine can be put into it. */
	struct witness witnesses[CLAIMS];
	/* For group F, what it would be if it were not privileged; else as answers. */
	enum answer ungated[CLAIMS];
};

/* The rows, and one more for the words that are none. */
enum { CLASSES = OPERATIONS + 1 };

struct theorems {
	struct classification classes[CLASSES];
	bool is_partition;       /* no word is of two rows */
	bool is_decided;         /* no answer is unknown */
	bool first, third;       /* the conditions of theorem 1 and theorem 3 */
	bool third_in_user_mode; /* that of theorem 3 by footnote 5 */
};

/* What the answers make of it. An answer that is unknown counts against the machine. */
bool is_classified_privileged(const struct classification *class);
bool is_sensitive_class(const struct classification *class);

/* Classifies the row, or with NULL the words that are no instruction. */
struct classification classify(const struct row *row);
void free_classification(struct classification *class);

/* Classifies all words. A pointer to what theorems_free frees. */
struct theorems *theorems_decide(void);
void theorems_free(struct theorems *theorems);

#endif
