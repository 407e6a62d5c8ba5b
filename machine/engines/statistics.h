/* What a machine did, counted as it ran. */
#ifndef PG32_MACHINE_ENGINES_STATISTICS_H
#define PG32_MACHINE_ENGINES_STATISTICS_H

#include "isa/word.h"
#include "machine/core/counts.h"
#include "machine/core/outcome.h"
#include "machine/core/translate.h"

struct statistics {
	uint64_t traps[COUNT_EMULATED];          /* by cause, as a VMM counts them */
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

#endif
