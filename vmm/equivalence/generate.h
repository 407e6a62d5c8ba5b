/* Random supervisors. */
#ifndef PG32_VMM_EQUIVALENCE_GENERATE_H
#define PG32_VMM_EQUIVALENCE_GENERATE_H

#include "vmm/equivalence/program.h"

/* Goes up when the programs of seeds change: state files of another generator are not continued. */
enum { GENERATOR = 8 };

/* Seeds that are so far apart have the same turn. */
static const uint64_t TURNS = UINT64_C(1) << 61;

/* The program of a seed, for the machine of the profile: the same on every host. */
void generate(struct program *program, uint32_t profile, uint64_t seed);

#endif
