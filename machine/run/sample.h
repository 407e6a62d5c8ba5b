/* Which instructions ran most often in the last stretch before the limit: a loop shows there. */
#ifndef PG32_MACHINE_RUN_SAMPLE_H
#define PG32_MACHINE_RUN_SAMPLE_H

#include <stdint.h>

struct session;

/* So many instructions before the limit are counted one by one. */
enum { SAMPLE = 4096, SAMPLE_SLOTS = 2 * SAMPLE };

struct sample {
	uint32_t total;
	struct sampled {
		uint32_t physical, count;
	} slots[SAMPLE_SLOTS]; /* a table by a hash of the address; count 0 is free */
};

/* Counts the instruction that comes next, if the limit is so near. Returns how far to run, at most
 * most: up to where counting begins, or one instruction, or for a wait as far as it goes. */
uint64_t sample_next(struct session *session, uint64_t clock, uint64_t most);

/* The commonest, at most so many, the most frequent first; returns how many. */
unsigned sample_commonest(const struct sample *sample, struct sampled *list, unsigned most);

#endif
