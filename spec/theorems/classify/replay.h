/* Witnesses on the real machine: the step functions of machine/core, and the definitions once more,
 * in C and over what really happened. */
#ifndef PG32_SPEC_THEOREMS_REPLAY_H
#define PG32_SPEC_THEOREMS_REPLAY_H

#include "machine/core/machine.h"
#include "spec/theorems/classify/witness.h"

/* One instruction of the real machine, from a state. */
struct run_of_one {
	struct machine before, after; /* their memories and pages are owned */
	enum outcome outcome;
	struct trap trap;
	unsigned output; /* bytes that it put on the console */
};

/* Puts the profile's machine into the state and executes the instruction at its pc. */
struct run_of_one replay(uint32_t profile, const struct concrete_state *state);
void free_run(struct run_of_one *run);

/* Whether the two runs show the claim. */
bool runs_show(const struct run_of_one runs[2], enum claim claim);

#endif
