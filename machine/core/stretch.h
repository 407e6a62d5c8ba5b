/* A stretch: from one event of a machine to the next, by whatever executes its instructions. */
#ifndef PG32_MACHINE_CORE_STRETCH_H
#define PG32_MACHINE_CORE_STRETCH_H

#include "machine/core/time.h"

/* How many instructions may complete before the next event of the machine: at least 1, at most
 * most, which is at least 1. */
static inline uint32_t stretch_length(const struct machine *machine, uint64_t most)
{
	uint32_t time = time_to_event(machine) - 1; /* nothing coming is the longest time */
	if (time >= most)
		time = (uint32_t)most - 1;
	return time + (time != UINT32_MAX);
}

/* Has the machine go on where so many of at most most instructions have completed: passes their
 * time, and executes what was left to the caller. *repeats: it is a wait that goes on, or a
 * translation was read for it, and it is executed again. */
static inline enum outcome stretch_end(struct machine *machine, uint64_t most, uint32_t completed,
                                       enum outcome outcome, struct trap *trap, bool *repeats)
{
	*repeats = false;
	pass_time(machine, completed);
	if (outcome != OUTCOME_PRIVILEGED && outcome != OUTCOME_FLAWED)
		return outcome == OUTCOME_FILLED ? OUTCOME_COMPLETED : outcome;
	/* No event is due yet: it would have ended the stretch before this instruction. */
	uint32_t pc = machine->cpu.psw.pc;
	uint64_t left = most - completed;
	machine->wiring.longest_wait = left < UINT32_MAX ? (uint32_t)left : UINT32_MAX;
	if (outcome == OUTCOME_FLAWED)
		outcome = execute_flawed(machine, trap->word, trap);
	else
		outcome = execute_privileged(machine, trap->word, trap);
	*repeats = outcome == OUTCOME_FILLED ||
	           (outcome == OUTCOME_COMPLETED && machine->cpu.psw.pc == pc);
	return outcome == OUTCOME_FILLED ? OUTCOME_COMPLETED : outcome;
}

#endif
