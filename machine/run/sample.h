/* Which instructions ran most often in the last stretch before the limit: a loop shows there. */
#ifndef PG32_MACHINE_RUN_SAMPLE_H
#define PG32_MACHINE_RUN_SAMPLE_H

#include <stdint.h>

/* So many instructions before the limit are counted one by one. */
enum { SAMPLE = 4096, SAMPLE_SLOTS = 2 * SAMPLE };

struct sample {
	uint32_t total;
	struct sampled {
		uint32_t physical, count;
	} slots[SAMPLE_SLOTS]; /* a table by a hash of the address; count 0 is free */
};

/* Counts an instruction; no more than SAMPLE of them. */
void sample_count(struct sample *sample, uint32_t physical);

/* The commonest, at most so many, the most frequent first; returns how many. */
unsigned sample_commonest(const struct sample *sample, struct sampled *list, unsigned most);

#endif
