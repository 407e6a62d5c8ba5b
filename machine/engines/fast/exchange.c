/* The exchange of PSWs in translated code: a trap that a block ends in is delivered, and a
 * privileged instruction that needs no host executed, by a call, and the code goes on at what is
 * translated there. Both are the core's own functions. */
#include "isa/traits.h"
#include "machine/core/interrupt.h"
#include "machine/core/machine.h"
#include "machine/core/stretch.h"
#include "machine/engines/fast/fast.h"
#include "machine/engines/fast/registers.h"
#include "machine/engines/statistics.h"

/* The core's own text of both, which is here a part of the exchange. */
#define deliver deliver_here
#define execute_privileged execute_here
static inline __attribute__((always_inline)) enum outcome deliver(struct machine *machine,
                                                                  const struct trap *trap);
static enum outcome execute_privileged(struct machine *machine, uint32_t word, struct trap *trap);
#include "machine/core/trap.c"
#include "machine/core/privileged.c"

void begin_stretch(struct stretch *stretch)
{
	const struct machine *machine = stretch->machine;
	stretch->event = machine->devices.event_in;
	stretch->count = stretch->left = stretch_length(machine, stretch->most);
	stretch->user = in_user_mode(machine);
}

void lengthen_stretch(struct stretch *stretch)
{
	const struct machine *machine = stretch->machine;
	uint32_t count = stretch_length(machine, stretch->most);
	stretch->event = machine->devices.event_in;
	stretch->left += count - stretch->count;
	stretch->count = count;
}

/* As count_outcome, with the instructions that were completed. */
static void count(struct stretch *stretch, uint32_t completed, enum outcome outcome)
{
	stretch->most -= completed;
	stretch->executed += completed;
	if (stretch->user)
		stretch->statistics->user += completed;
	count_outcome(stretch->statistics, stretch->user, outcome, stretch->trap);
}

void begin_slice(struct fast *fast, uint32_t most)
{
	struct stretch *stretch = &fast->stretch;
	stretch->slice = most;
	if (stretch->left < most) {
		stretch->slice = stretch->left;
		/* It stays a branch: the host need not wait for what is left in order to go on. */
		__asm__ volatile("");
	}
	stretch->since = stretch->count - stretch->left + stretch->slice;
	stretch->has_exchanged = false;
	stretch->passed = 0;
	for (unsigned i = 0; i < TRAILS; i++)
		trail_make_room(&fast->trails[i]);
}

void settle_stretch(struct stretch *stretch)
{
	if (!stretch->has_exchanged)
		return;
	stretch->has_exchanged = false;
	pass_clock(stretch->machine, stretch->passed);
	stretch->most -= stretch->passed;
	stretch->executed += stretch->passed;
	stretch->count -= stretch->passed;
	lengthen_stretch(stretch);
}

void end_slice(struct stretch *stretch, uint32_t left)
{
	if (left != stretch->since)
		stretch->machine->cpu.delivering = false;
	stretch->left -= stretch->slice - left;
	stretch->slice = left;
}

/* Leaves the code, the stretch having ended. */
static const uint8_t *end(struct fast *fast, enum outcome outcome)
{
	fast->stretch.has_ended = true;
	fast->stretch.outcome = outcome;
	fast->context->trail = (uintptr_t)fast->trail->at;
	return fast->leave[LEAVING_ENDED];
}

/* The registers that no host register has, to the machine. */
static inline void registers_out(const struct fast *fast, struct machine *machine)
{
#pragma GCC unroll 16
	for (unsigned i = 1; i < REGISTERS; i++)
		if (host_registers[i] == NOWHERE)
			machine->cpu.registers[i] = (uint32_t)fast->context->registers[i];
}

/* Executes the privileged instruction that the stretch has come to. */
static enum outcome execute_step(struct fast *fast)
{
	struct stretch *stretch = &fast->stretch;
	struct machine *machine = stretch->machine;
	uint32_t pc = machine->cpu.psw.pc;
	registers_out(fast, machine);
	enum outcome outcome = execute_privileged(machine, stretch->trap->word, stretch->trap);
	/* It is executed again: a translation was read for it. */
	if (outcome == OUTCOME_FILLED ||
	    (outcome == OUTCOME_COMPLETED && machine->cpu.psw.pc == pc))
		trail_take_back(fast);
	return outcome;
}

const uint8_t *go_on(struct fast *fast, bool trapped)
{
	struct stretch *stretch = &fast->stretch;
	struct context *context = fast->context;
	*stretch->trap = (struct trap){ CAUSE_NONE, 0, 0 };
	begin_stretch(stretch);
	begin_slice(fast, fast->exchange_slice);
	fast->trail = stretch->trails[stretch->user];
	context->trail = (uintptr_t)fast->trail->at;
	context->left = stretch->slice;
	context->pc = stretch->machine->cpu.psw.pc;
	const struct psw *psw = &stretch->machine->cpu.psw;
	if (!windows_look(fast, stretch->machine))
		return fast->leave[LEAVING_MISS];
	*(trapped ? &fast->handler : accepted_place(fast, psw)) =
	        (struct accepted){ psw->status, psw->base, psw->bound, fast->window };
	uint32_t start = block_find(fast, context->pc);
	if (start == 0)
		return fast->leave[LEAVING_MISS];
	context->window = (uintptr_t)fast->window->bytes;
	context->table = (uintptr_t)fast->window->table;
	return (const uint8_t *)(uintptr_t)context->code + start;
}

const uint8_t *exchange(struct fast *fast)
{
	struct stretch *stretch = &fast->stretch;
	struct context *context = fast->context;
	struct machine *machine = stretch->machine;
	fast->trail->at = (uint64_t *)(uintptr_t)context->trail;
	const struct block *block = trail_last(fast);
	bool traps = block->ending == ENDING_TRAP || stretch->user;
	struct trap interrupt;
	settle_stretch(stretch);
	/* The instruction has not been executed, but its block was taken from what is left. */
	end_slice(stretch, context->left + 1);
	machine->cpu.psw.pc = context->pc;
	uint32_t completed = stretch->count - stretch->left;
	pass_time(machine, completed);
	*stretch->trap = block->trap;
	enum outcome outcome = traps ? OUTCOME_TRAPPED : execute_step(fast);
	count(stretch, completed + (outcome == OUTCOME_COMPLETED), outcome);
	if (outcome == OUTCOME_FILLED)
		outcome = OUTCOME_COMPLETED;
	traps = outcome == OUTCOME_TRAPPED;
	if (traps)
		outcome = deliver(machine, stretch->trap);
	if (fast->written != NULL)
		pages_settle(fast);
	if (outcome != OUTCOME_COMPLETED || stretch->most == 0 ||
	    !windows_know(&machine->cpu.psw, &machine->buffer) ||
	    interrupt_is_due(machine, &interrupt))
		return end(fast, outcome);
	return go_on(fast, traps);
}
