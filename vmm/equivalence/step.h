/* A step of the bare machine, as it is observed. */
#ifndef PG32_VMM_EQUIVALENCE_STEP_H
#define PG32_VMM_EQUIVALENCE_STEP_H

#include "machine/core/machine.h"

/* A step of the bare machine: an instruction, or an interrupt or a fetch that trapped. */
struct step {
	struct psw psw; /* before it */
	uint64_t clock; /* before it */
	bool fetched;
	uint32_t word;                 /* where fetched, */
	uint32_t traits;               /* and those of its instruction */
	uint32_t reaches;              /* where it has an address or a port: that */
	struct psw loaded;             /* where it was malformed: the PSW that was to be loaded */
	const struct devices *devices; /* behind it */
	enum outcome outcome;
	struct trap trap; /* where it trapped */
	enum outcome delivery;
};

/* Notes what is seen before the step; the step is all zeros. */
void step_look(struct step *step, const struct machine *bare);

/* Notes what was to be loaded, behind a step that ended with a malformed PSW, outcome and all. */
void step_look_malformed(struct step *step, const struct machine *bare);

#endif
