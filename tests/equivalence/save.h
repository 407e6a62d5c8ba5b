/* Writes a program that fails into files that reproduce it. */
#ifndef PG32_TESTS_EQUIVALENCE_SAVE_H
#define PG32_TESTS_EQUIVALENCE_SAVE_H

#include "tests/equivalence/trial.h"

/* Reduces the program of the seed, which fails, and writes into the folder seed-N.s, the report
 * seed-N.txt, and where they are needed seed-N.input and seed-N.disk. Says so on standard error, as
 * it says what could not be written. */
void save_failure(struct trial *trial, uint64_t seed, const char *folder);

#endif
