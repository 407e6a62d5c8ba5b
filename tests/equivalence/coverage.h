/* What a campaign's programs reached: instruction x mode x how it ended, cause x mode x how its
 * trap was delivered. Measured at every instruction of the bare machine, whose mode is the guest's
 * virtual mode. */
#ifndef PG32_TESTS_EQUIVALENCE_COVERAGE_H
#define PG32_TESTS_EQUIVALENCE_COVERAGE_H

#include <stdio.h>

#include "isa/instruction.h"
#include "tests/equivalence/pair.h"

/* Rows: the operations, words of groups 0 to E that are no instruction, and of group F. Ends: those
 * of enum outcome. */
enum {
	COVERAGE_ROWS = OPERATIONS + 2,
	COVERAGE_ENDS = OUTCOME_DOUBLE_TRAP + 1,
	INSTRUCTION_CELLS = COVERAGE_ROWS * 2 * COVERAGE_ENDS,
	CAUSE_CELLS = CAUSES * 2 * COVERAGE_ENDS,
	COVERAGE_BYTES = (INSTRUCTION_CELLS + CAUSE_CELLS + 7) / 8
};

/* A bit for each cell: first the instructions', then the causes'. */
struct coverage {
	uint8_t cells[COVERAGE_BYTES];
};

/* Notes a step of the bare machine; the observer is a coverage. */
void coverage_observe(void *observer, const struct step *step);

/* Adds what another has. */
void coverage_add(struct coverage *coverage, const struct coverage *other);

/* Prints how many of the cells that can be reached are, and which are not; a line begins with the
 * prefix. */
void coverage_print(const struct coverage *coverage, const char *prefix, FILE *file);

#endif
