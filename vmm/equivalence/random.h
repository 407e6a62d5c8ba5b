/* Random numbers from a seed: the same on every host. */
#ifndef PG32_VMM_EQUIVALENCE_RANDOM_H
#define PG32_VMM_EQUIVALENCE_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

/* splitmix64. */
static inline uint64_t next_random(uint64_t *state)
{
	uint64_t mixed = *state += UINT64_C(0x9E3779B97F4A7C15);
	mixed = (mixed ^ mixed >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94D049BB133111EB);
	return mixed ^ mixed >> 31;
}

/* From 0 to limit - 1. */
static inline uint32_t below(uint64_t *state, uint32_t limit)
{
	return (uint32_t)(next_random(state) >> 32) % limit;
}

static inline bool one_in(uint64_t *state, uint32_t chances)
{
	return below(state, chances) == 0;
}

#endif
