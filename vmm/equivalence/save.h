/* Writes a program that fails into files that reproduce it. */
#ifndef PG32_VMM_EQUIVALENCE_SAVE_H
#define PG32_VMM_EQUIVALENCE_SAVE_H

#include "vmm/equivalence/trial.h"

/* Reduces the program of the seed, which fails, and writes into the folder seed-N.s, the report
 * seed-N.txt, and where they are needed seed-N.elf with seed-N.moduleK, seed-N.input and
 * seed-N.disk. Says so on standard error, as it says what could not be written. */
void save_failure(struct trial *trial, struct program *program, uint64_t seed, const char *folder);

/* A program that ended the process it was compared in. */
struct lost {
	uint64_t seed;
	const char *what; /* happened, in a few words */
	uint32_t profile;
	unsigned depth;
	const char *vmm; /* NULL: the command named none */
	bool hybrid, direct;
	uint64_t limit;
	const char *folder;
};

/* Writes seed-N.s, with the program as it is, and says so. */
void save_lost(const struct lost *lost);

#endif
