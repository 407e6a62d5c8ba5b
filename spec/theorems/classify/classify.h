/* The classification of each instruction, decided by a solver, and the theorems' verdicts. */
#ifndef PG32_SPEC_THEOREMS_CLASSIFY_H
#define PG32_SPEC_THEOREMS_CLASSIFY_H

#include "isa/operations.h"
#include "spec/theorems/classify/concrete.h"
#include "spec/theorems/classify/definitions.h"

/* What the solver answers. */
enum answer {
	ANSWER_NO,     /* a proof: no state shows it */
	ANSWER_YES,    /* the witness shows it */
	ANSWER_UNKNOWN /* the solver gave up: the classification is worth nothing */
};

/* The kinds of R. */
enum kind { KIND_WINDOW, KIND_SPACE, KINDS_OF_R };

struct decided {
	bool is_asked; /* else the answers are nothing */
	enum answer answers[CLAIMS];
	/* Where the answer is yes: the pair, and whether the real machine can be put into it. */
	struct witness witnesses[CLAIMS];
};

struct classification {
	const char *name;
	struct subject subject;
	uint64_t words; /* how many of the 2^32 words are of it */
	struct decided of[KINDS_OF_R];
	enum answer answers[CLAIMS]; /* yes, where it is for one of the kinds */
	/* For group F, what it would be if it were not privileged; else as answers. */
	enum answer ungated[CLAIMS];
};

/* The conditions on the instructions. That of theorem 2 is that of theorem 1; the last is that of
 * theorem 3 by footnote 5. */
enum theorem { THEOREM_1, THEOREM_2, THEOREM_3, THEOREM_3_BOTH_USER, THEOREMS };

enum { PAGING_PROFILES = PROFILES - FIRST_PAGING_PROFILE };

/* What was decided. A row is classified once, whichever machines have it: no row's meaning depends
 * on what other rows there are. But it does on the paging, so that all rows are classified once
 * more for each machine that has another, with R of the paged kind: with the other it is PG32. */
struct theorems {
	enum profile profile;                       /* whose machine was asked for; PROFILES: all */
	bool is_partition;                          /* no word is of two rows */
	struct classification rows[ALL_OPERATIONS]; /* those of the machines asked for */
	struct classification undefined[PROFILES];  /* the words that are no instruction of it */
	struct classification paged_rows[PAGING_PROFILES]
	                                [OPERATIONS]; /* the rows of these machines */
};

/* What the answers make of it. An answer that is unknown counts against the machine. */
bool is_classified_privileged(const struct classification *class);
bool is_sensitive_class(const struct classification *class);
bool is_decided(const struct classification *class);

/* The witness of a claim whose answer is yes: for people and scripts, a window where one does. */
const struct witness *witness_of(const struct classification *class, enum claim claim);

/* Whether the theorem's condition fails by this instruction. */
bool is_counterexample(const struct classification *class, enum theorem theorem);

/* Classifies a row, or for OPERATIONS the words that are no instruction of the profile, which then
 * count as all but those of PG32's rows and the profile's. */
struct classification classify(enum profile profile, enum operation operation);

/* Classifies a row that no machine has, as if PG32 had it beside its own. */
struct classification classify_described(const struct row *row);

void free_classification(struct classification *class);

/* Classifies all words of the profile's machine, or for PROFILES of all machines. A pointer to what
 * theorems_free frees. */
struct theorems *theorems_decide(enum profile profile);
void theorems_free(struct theorems *theorems);

/* The classes of a machine that was asked for, from 0: the rows of PG32, the profile's own, the
 * words that are none. NULL behind the last. */
const struct classification *classification_of(const struct theorems *theorems,
                                               enum profile profile, unsigned number);

bool is_asked_for(const struct theorems *theorems, enum profile profile);

/* What the instructions show by which theorem 1 fails on the profile's machine: yes, where one
 * does.
 */
void answers_at_fault(const struct theorems *theorems, enum profile profile,
                      enum answer answers[CLAIMS]);

/* Whether the theorem's condition holds on the profile's machine. */
bool holds(const struct theorems *theorems, enum profile profile, enum theorem theorem);

#endif
