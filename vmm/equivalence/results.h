/* What a range of seeds gave, as one line of text in a state file. */
#ifndef PG32_VMM_EQUIVALENCE_RESULTS_H
#define PG32_VMM_EQUIVALENCE_RESULTS_H

#include "vmm/equivalence/coverage.h"

enum { FAILED_SEEDS = 8, RESULTS_LINE = 2048, CAMPAIGN_ROOM = 64 };

struct results {
	uint64_t from, to; /* seeds, both included */
	uint64_t programs, instructions, exits, long_programs;
	uint64_t ends[COVERAGE_ENDS]; /* how the programs ended; COMPLETED: at the limit */
	uint64_t refused;             /* images that cannot be booted, either way */
	uint64_t failures;
	uint64_t crashed, hung;        /* of the failures */
	uint64_t failed[FAILED_SEEDS]; /* the first of them */
	struct coverage coverage;
};

/* A program of at least so many instructions is a long one. */
enum { LONG_PROGRAM = 200 };

/* Adds what another range gave; from and to stay. */
void results_add(struct results *results, const struct results *other);

/* The line, with its newline; the campaign is one word that says what was run. */
void results_print(const struct results *results, const char *campaign, char line[RESULTS_LINE]);

/* Reads a line, and the campaign that it is of. False where it is none that results_print could
 * have made of a range whose programs have all been run. */
bool results_read(struct results *results, char campaign[CAMPAIGN_ROOM], const char *line);

/* The summary, for people. A line begins with the prefix. */
void results_summary(const struct results *results, const char *prefix, FILE *file);

#endif
