/* Returns from traps: whether the registers are as they were, as far as the program reads them. */
#include <inttypes.h>
#include <string.h>

#include "isa/names.h"
#include "machine/check/look.h"
#include "machine/run/names.h"
#include "machine/run/session.h"

static bool is_interrupt(const struct context *context)
{
	return context->trap.cause == CAUSE_TIMER || context->trap.cause == CAUSE_DEVICE;
}

void note_trap(struct check *check, const struct step *step)
{
	const uint8_t *memory = check->session->computer.memory.bytes + check->origin;
	struct context *oldest = &check->contexts[0];
	for (unsigned i = 1; i < MOST_CONTEXTS; i++)
		if (check->contexts[i].order < oldest->order)
			oldest = &check->contexts[i];
	oldest->psw = read_psw(memory + TRAP_OLD_PSW);
	oldest->trap =
	        (struct trap){ read_word(memory + TRAP_CAUSE), read_word(memory + TRAP_VALUE),
		               read_word(memory + TRAP_WORD) };
	memcpy(oldest->registers, step->machine->cpu.registers, sizeof oldest->registers);
	oldest->changed = check->changed;
	oldest->order = ++check->order;
	check->changed.mask = 0;
	check->read_by_handler = check->written_by_handler = 0;
	marks_write(&check->marks, check->origin + TRAP_OLD_PSW, TRAP_NEW_PSW - TRAP_OLD_PSW);
}

/* Whether this PSW goes on where the trap has interrupted it, or behind its instruction. */
static bool goes_on(const struct context *context, const struct psw *psw)
{
	const uint32_t kind = STATUS_USER | STATUS_PAGED;
	bool is_behind = !is_interrupt(context) && psw->pc == context->psw.pc + 4;
	return context->order != 0 && (psw->pc == context->psw.pc || is_behind) &&
	       ((psw->status ^ context->psw.status) & kind) == 0;
}

/* Whether it does so in the same window: a kernel may give a program another. */
static bool has_same_window(const struct context *context, const struct psw *psw)
{
	return psw->base == context->psw.base && psw->bound == context->psw.bound;
}

/* Whether a handler may give this register another value: the results of a system call, what an
 * instruction that was carried out for the program writes, and what the handler computes with, for
 * that is meant. */
static bool may_change(const struct check *check, const struct context *context,
                       const struct psw *psw, unsigned number)
{
	struct instruction instruction;
	enum profile profile = check->session->options.equipment.profile;
	if (context->trap.cause == CAUSE_SYSCALL)
		return number == REGISTER_A0 || number == REGISTER_A0 + 1;
	if ((check->read_by_handler >> number & 1) != 0)
		return true;
	if (psw->pc == context->psw.pc)
		return false;
	return !decode(profile, context->trap.word, &instruction) || instruction.d == number;
}

/* The registers that are others than they were: a bit for each. */
static uint32_t changes_of(const struct check *check, const struct context *context,
                           const struct psw *psw, const uint32_t *registers)
{
	uint32_t changes = 0;
	for (unsigned i = 1; i < REGISTERS; i++)
		if (registers[i] != context->registers[i] && !may_change(check, context, psw, i))
			changes |= 1u << i;
	return changes;
}

static int count_of(uint32_t changes)
{
	return __builtin_popcount(changes);
}

/* What is returned to: of those that the PSW goes on with the one with the fewest changes, the
 * latest first. NULL: none. */
static struct context *find_context(struct check *check, const struct psw *psw,
                                    const uint32_t *registers, uint32_t *changes)
{
	struct context *found = NULL;
	for (unsigned i = 0; i < MOST_CONTEXTS; i++) {
		struct context *context = &check->contexts[i];
		if (!goes_on(context, psw))
			continue;
		uint32_t others = changes_of(check, context, psw, registers);
		if (others != 0 && !has_same_window(context, psw))
			continue;
		if (found != NULL &&
		    (count_of(others) > count_of(*changes) ||
		     (count_of(others) == count_of(*changes) && context->order < found->order)))
			continue;
		found = context;
		*changes = others;
	}
	return found;
}

/* What the processor goes on with has these registers changed, and of those from before those that
 * are still as they were then. */
static void keep_changes(struct check *check, const struct step *step,
                         const struct context *context, uint32_t changes)
{
	struct changed *changed = &check->changed;
	*changed = context->changed;
	if (changes == 0)
		return;
	changed->mask |= changes;
	for (unsigned i = 1; i < REGISTERS; i++)
		if ((changes >> i & 1) != 0)
			changed->was[i] = context->registers[i];
	changed->cause = context->trap.cause;
	changed->returned = *step;
	changed->clock = clock_at(check, step);
}

void look_at_return(struct check *check, const struct step *step)
{
	struct psw psw;
	struct trap refused;
	uint8_t bytes[sizeof psw];
	const struct machine *machine = step->machine;
	const uint32_t *registers = machine->cpu.registers;
	uint32_t changes = 0;
	if ((step->traits & TRAIT_SETS_PSW) == 0 || !is_wanted(check, CHECK_registers))
		return;
	uint32_t address = registers[step->instruction.a] + (uint32_t)step->instruction.immediate;
	if (!copy_in(&machine->cpu.psw, &machine->memory, &machine->buffer, address, bytes,
	             sizeof bytes, &refused))
		return;
	psw = read_psw(bytes);
	check->changed.mask = 0;
	struct context *context = find_context(check, &psw, registers, &changes);
	if (context == NULL)
		return;
	/* Another stack is another thread, unless it is all that is another. */
	bool is_other = (changes >> REGISTER_SP & 1) != 0 &&
	                (count_of(changes) > 1 || context->order != check->order);
	if (is_other)
		return;
	keep_changes(check, step, context, changes);
	context->order = 0;
}

static void warn_of_change(struct check *check, const struct step *step, unsigned number)
{
	const struct changed *changed = &check->changed;
	FILE *file = warn(check, CHECK_registers, &changed->returned);
	if (file == NULL)
		return;
	fprintf(file,
	        "returns from a %s with %s=%" PRIx32 ", which was %" PRIx32 " and is read at ",
	        cause_text(changed->cause), register_name(number),
	        step->machine->cpu.registers[number], changed->was[number]);
	print_step(file, check, step);
	warn_end(check, &changed->returned, changed->clock);
}

/* The registers that the instruction reads: a bit for each. What a store puts somewhere it only
 * does as told: stores_too says where that counts. */
static uint32_t registers_read(const struct step *step, bool stores_too)
{
	const struct instruction *instruction = &step->instruction;
	bool is_store = (step->traits & TRAITS_STORE) != 0;
	uint32_t read = 0;
	if ((step->traits & TRAIT_READS_A) != 0)
		read |= 1u << instruction->a;
	if ((step->traits & TRAIT_READS_B) != 0 && (!is_store || stores_too))
		read |= 1u << instruction->b;
	return read;
}

void look_at_registers(struct check *check, const struct step *step)
{
	struct changed *changed = &check->changed;
	/* A handler saves what it does not compute with. */
	check->read_by_handler |= registers_read(step, false) & ~check->written_by_handler;
	/* To put a register on the stack is no use of it: a function does so with what it is to
	 * leave as it was, whether that means anything or not. */
	bool pushes = step->instruction.a == REGISTER_SP;
	uint32_t read = changed->mask & registers_read(step, !pushes);
	for (unsigned i = 1; read >> i != 0; i++)
		if ((read >> i & 1) != 0)
			warn_of_change(check, step, i);
	changed->mask &= ~read;
	if ((step->traits & TRAIT_WRITES_D) == 0)
		return;
	changed->mask &= ~(1u << step->instruction.d);
	check->written_by_handler |= 1u << step->instruction.d;
}
