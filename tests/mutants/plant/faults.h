/* The faults that can be planted in a source, each where a switch says. */
#ifndef PG32_TESTS_MUTANTS_PLANT_FAULTS_H
#define PG32_TESTS_MUTANTS_PLANT_FAULTS_H

#include "tests/mutants/plant/tokens.h"

enum { CHANGE_ROOM = 64, CODE_ROOM = 320 };

/* Text that is put around tokens, or in the place of one. */
struct edit {
	unsigned from, to; /* the first and the last token */
	unsigned rank;     /* of the same tokens the higher one is outside */
	char open[CODE_ROOM], close[CODE_ROOM];
	char between[CODE_ROOM]; /* in the place of the token at */
	unsigned at;             /* 0: of none */
};

struct fault {
	unsigned number;
	unsigned token; /* where it is */
	char change[CHANGE_ROOM];
};

struct faults {
	unsigned next; /* the number of the next one */
	struct fault *list;
	unsigned count;
	struct edit *edits;
	unsigned edit_count;
};

/* Finds the faults of a source, and the edits that plant them. */
void faults_find(struct faults *faults, const struct source *source);

#endif
