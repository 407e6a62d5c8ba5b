/* Random supervisors. */
#ifndef PG32_TESTS_EQUIVALENCE_GENERATE_H
#define PG32_TESTS_EQUIVALENCE_GENERATE_H

#include "tests/equivalence/program.h"

/* The program of a seed: the same on every host. */
void generate(struct program *program, uint64_t seed);

#endif
