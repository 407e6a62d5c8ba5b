/* Adds up what several state files say. */
#ifndef PG32_VMM_EQUIVALENCE_MERGE_H
#define PG32_VMM_EQUIVALENCE_MERGE_H

#include "vmm/equivalence/state.h"

struct merge {
	struct results sum; /* from its first seed to its last */
	struct range {
		uint64_t from, to;
	} * ranges; /* that it has, in order, each once; owned */
	size_t count;
	char campaign[CAMPAIGN_ROOM];
};

/* Reads the files, named up to NULL, whose lines must all be of one campaign, and at least one. A
 * last line that was cut off is left out, and standard error says so. Released in any case. */
bool merge_files(struct merge *merge, char **paths, struct failure *failure);

void merge_release(struct merge *merge);

/* Prints the campaign, the seeds it covers and those that are missing between, and the sum. */
void merge_print(const struct merge *merge, FILE *file);

#endif
