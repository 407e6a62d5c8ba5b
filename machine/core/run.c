/* Runs a machine, a stretch without events at a time. */
#include "machine/core/interrupt.h"
#include "machine/core/machine.h"
#include "machine/core/stretch.h"

enum outcome run(struct machine *machine, uint64_t most, struct history *history, struct trap *trap)
{
	if (interrupt_is_due(machine, trap))
		return OUTCOME_TRAPPED;
	uint32_t completed;
	bool repeats;
	uint32_t count = stretch_length(machine, most);
	enum outcome outcome = execute_unprivileged(machine, count, &completed, history, trap);
	outcome = stretch_end(machine, most, completed, outcome, trap, &repeats);
	if (repeats)
		history_take_back(history);
	return outcome;
}
