/* The instruction at which bare and virtual part. A difference is found where the VMM resumes its
 * guest, and that can be long after. */
#ifndef PG32_VMM_EQUIVALENCE_PARTING_H
#define PG32_VMM_EQUIVALENCE_PARTING_H

#include "vmm/equivalence/compare.h"

struct parting {
	bool found;     /* an instruction that was executed directly; else it is the exit itself */
	uint64_t clock; /* instructions before it */
	struct psw psw; /* bare, before it */
	bool fetched;
	uint32_t word;    /* where fetched */
	struct trap trap; /* that bare has instead of it; or CAUSE_NONE */
	struct differences differences;
};

/* What a pair was booted with. */
struct cargo {
	const struct supply *supply;
	const struct file *files;
	uint32_t count;
};

/* Of a pair that run_in_step has found to differ: boots it again with the same cargo, runs it to
 * the last resume before the difference, and from there one instruction of the guest at a time. The
 * pair is left at its divergence as it was, and the differences there are the same. */
struct parting parting_find(struct pair *pair, const struct cargo *cargo,
                            struct differences *differences);

#endif
