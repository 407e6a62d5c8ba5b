/* What a campaign's programs reached: instruction x mode x how it ended, and cause x mode x how its
 * trap was delivered, measured at every instruction of the bare machine, whose mode is the guest's
 * virtual mode; cause x mode x level of the VMM that passed the trap on; the edges of the VMM's
 * core; the classes of values, and of events at one instant (values.h). */
#ifndef PG32_VMM_EQUIVALENCE_COVERAGE_H
#define PG32_VMM_EQUIVALENCE_COVERAGE_H

#include <stdio.h>

#include "isa/operations.h"
#include "vmm/equivalence/edges.h"
#include "vmm/equivalence/pair.h"
#include "vmm/equivalence/values.h"

/* Rows: the operations, words of groups 0 to E that are no instruction, and of group F. Ends: those
 * of enum outcome. */
enum {
	COVERAGE_ROWS = OPERATIONS + 2,
	COVERAGE_ENDS = OUTCOME_DOUBLE_TRAP + 1,
	INSTRUCTION_CELLS = COVERAGE_ROWS * 2 * COVERAGE_ENDS,
	CAUSE_CELLS = CAUSES * 2 * COVERAGE_ENDS,
	LEVEL_CELLS = LEVELS * CAUSES * 2,
	COVERAGE_CELLS =
	        INSTRUCTION_CELLS + CAUSE_CELLS + LEVEL_CELLS + EDGES + VALUE_CELLS + INSTANT_CELLS,
	COVERAGE_BYTES = (COVERAGE_CELLS + 7) / 8
};

/* A bit for each cell: the instructions', the causes', the levels', the edges'. */
struct coverage {
	uint8_t cells[COVERAGE_BYTES];
};

/* What notes it, as the observer of a pair. */
struct watch {
	struct coverage *coverage; /* not owned */
	const struct pair *pair;   /* not owned */
	bool reflected;            /* at the last exit a trap was passed on to the guest */
	unsigned pending;          /* sources that asked for attention before the last step */
	bool has_before;           /* there was one */
	struct psw before;         /* where it began */
	/* What of this program is in the coverage: edges, and of each level and mode the causes. */
	uint64_t edges;
	uint64_t causes[LEVELS][2];
};

/* Has the pair watched from its next boot on. */
void coverage_watch(struct watch *watch, struct coverage *coverage, struct pair *pair);

/* Adds what another has. */
void coverage_add(struct coverage *coverage, const struct coverage *other);

/* Prints how many of the cells that can be reached are, and which are not; a line begins with the
 * prefix. Of the levels, those that the campaign has. */
void coverage_print(const struct coverage *coverage, const char *prefix, FILE *file);

#endif
