/* What a machine did, counted as it ran. */
#ifndef PG32_MACHINE_ENGINES_STATISTICS_H
#define PG32_MACHINE_ENGINES_STATISTICS_H

#include "isa/word.h"
#include "machine/core/layout.h"
#include "machine/core/machine.h"

struct statistics {
	uint64_t traps[COUNT_EMULATED];          /* by cause, as the layout counts them */
	uint64_t privileged[PRIVILEGED_NUMBERS]; /* privileged instructions, by privileged_number */
	uint64_t user;                           /* instructions completed in user mode */
};

/* Counts what ended a stretch that began in this mode: an outcome of run, and its trap. */
static inline void count_outcome(struct statistics *statistics, bool user, enum outcome outcome,
                                 const struct trap *trap)
{
	if (outcome == OUTCOME_TRAPPED)
		statistics->traps[trap->cause]++;
	else if (!user && is_privileged(trap->word))
		statistics->privileged[privileged_number(trap->word)]++;
}

/* The instructions completed, those of a wait as one. */
static inline uint64_t instructions_executed(const struct machine *machine)
{
	return machine->devices.clock - machine->devices.waited;
}

#endif
