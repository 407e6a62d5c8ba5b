/* All paths of a program over terms, from one state to where each ends. */
#ifndef PG32_SPEC_THEOREMS_SYMBOLIC_RUN_H
#define PG32_SPEC_THEOREMS_SYMBOLIC_RUN_H

#include "spec/theorems/emulation/symbolic_cpu.h"

/* Where a path ends; the paths that meet at an instruction are joined into one. */
struct ending {
	struct symbolic_cpu cpu;
	struct flow_on on; /* FLOW_END or FLOW_STRAY */
	struct ending *next;
};

struct symbolic_run {
	struct ending *endings;
	unsigned branches;     /* both sides of which can be taken */
	unsigned instructions; /* executed over terms */
};

/* Runs from the state on. The endings are the caller's to free. */
struct symbolic_run run_symbolic(const struct surroundings *surroundings,
                                 const struct symbolic_cpu *start);
void symbolic_run_free(struct symbolic_run *run);

#endif
