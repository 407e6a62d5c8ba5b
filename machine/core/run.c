/* Runs a machine, a stretch without events at a time. */
#include "machine/core/machine.h"
#include "machine/core/time.h"

enum outcome run(struct machine *machine, uint64_t most, struct history *history, struct trap *trap)
{
	if (interrupt_is_due(machine, trap))
		return OUTCOME_TRAPPED;
	uint32_t time = time_to_event(machine) - 1; /* nothing coming is the longest time */
	if (time >= most)
		time = (uint32_t)most - 1;
	uint32_t completed;
	enum outcome outcome = execute_unprivileged(machine, time + (time != UINT32_MAX),
	                                            &completed, history, trap);
	pass_time(machine, completed);
	if (outcome == OUTCOME_FLAWED)
		return execute_flawed(machine, trap->word, trap);
	if (outcome != OUTCOME_PRIVILEGED)
		return outcome;
	/* No event is due yet: it would have ended the stretch before this instruction. */
	uint32_t pc = machine->cpu.psw.pc;
	uint64_t left = most - completed;
	machine->wiring.longest_wait = left < UINT32_MAX ? (uint32_t)left : UINT32_MAX;
	outcome = execute_privileged(machine, trap->word, trap);
	/* A wait that goes on is executed again, and remembered then. */
	if (outcome == OUTCOME_COMPLETED && machine->cpu.psw.pc == pc)
		history_take_back(history);
	return outcome;
}
