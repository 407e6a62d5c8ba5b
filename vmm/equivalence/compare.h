/* What differs between bare and virtual, in all that a guest can see. */
#ifndef PG32_VMM_EQUIVALENCE_COMPARE_H
#define PG32_VMM_EQUIVALENCE_COMPARE_H

#include "vmm/equivalence/pair.h"

enum { DIFFERENCES = 32, FIELD_SIZE = 32 };

struct difference {
	char field[FIELD_SIZE];
	char bare[FIELD_SIZE], virtual[FIELD_SIZE];
};

struct differences {
	unsigned count; /* at most DIFFERENCES are kept */
	struct difference list[DIFFERENCES];
};

/* Compares the two where pair_run_bare has left them: how they booted, and stopped, clock,
 * registers, PSW, the memory written since the last comparison (at the end all of it), console
 * output, the sectors written (at the end the disk), and whether the VMM is still in control. True
 * where all is equal.
 */
bool pair_compare(struct pair *pair, struct differences *differences);

/* Compares the two between exits, after pair_step: registers, PSW, clock, and memory where the
 * instruction may have stored, from this physical address of the guest on. */
bool pair_compare_between(struct pair *pair, uint32_t address, struct differences *differences);

/* The most bytes that an instruction stores. */
enum { MOST_STORED = sizeof(struct psw) };

/* Memories up to this size are compared as a whole at each resume, which then costs least. */
enum { SMALL_MEMORY = 64 * 1024 };

/* Runs a pair that pair_boot has booted, or not, to its end, comparing at every resume of the
 * guest. True where nothing differs; otherwise *differences says what does at the first divergence.
 */
bool run_in_step(struct pair *pair, struct differences *differences);

/* A name for an outcome. */
const char *outcome_text(enum outcome outcome);

#endif
