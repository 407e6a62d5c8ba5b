/* One generated program, run bare and virtual. */
#ifndef PG32_VMM_EQUIVALENCE_TRIAL_H
#define PG32_VMM_EQUIVALENCE_TRIAL_H

#include "vmm/equivalence/parting.h"
#include "vmm/equivalence/program.h"

/* What runs programs one after the other. */
struct trial {
	struct pair pair; /* created, with PROGRAM_MEMORY */
	struct supply supply;
	uint64_t limit;
	unsigned patience;              /* seconds of processor time without a step; 0: any */
	struct differences differences; /* of the last program that was different */
	uint64_t spent;                 /* instructions that its reduction has taken */
};

/* Runs the program; true where nothing differs. SIGVTALRM ends the process where the patience is at
 * its end. One trial at a time. */
bool trial_run(struct trial *trial, const struct program *program);

/* Where bare and virtual part, of a program that has just been run and differs. */
struct parting trial_part(struct trial *trial, const struct program *program);

/* Reduces a program that differs to one that still does, with fewer words that do something, and
 * where that is possible without input or disk; as far as a thousand million instructions go.
 * Leaves the trial's pair at its divergence. */
void trial_reduce(struct trial *trial, struct program *program);

#endif
