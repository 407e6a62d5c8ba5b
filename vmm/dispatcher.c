/* The dispatcher: every exit comes here, and is emulated or reflected. */
#include "isa/operations.h"
#include "machine/core/time.h"
#include "vmm/port.h"
#include "vmm/vmm.h"

_Static_assert((int)CAUSES <= (int)COUNT_EMULATED, "each cause has its count");

void account(struct vm *vm, const struct psw *old)
{
	uint32_t completed = vm->real.timer - old->timer;
	vm->guest.cpu.psw.pc = old->pc;
	if (completed != 0) {
		vm->guest.cpu.delivering = false;
		pass_time(&vm->guest, completed);
	}
}

enum outcome reflect(struct vm *vm, const struct trap *trap)
{
	vm->counts[trap->cause]++;
	vm->last = *trap;
	enum outcome outcome = deliver(&vm->guest, trap);
	allocate_window(vm);
	return outcome;
}

static enum outcome emulate(struct vm *vm, uint32_t word)
{
	enum outcome outcome = interpret(vm, word, &vm->last);
	if (outcome == OUTCOME_TRAPPED)
		return reflect(vm, &vm->last);
	if (outcome == OUTCOME_FILLED) {
		vm->counts[COUNT_FILLED]++;
		return OUTCOME_COMPLETED;
	}
	vm->counts[COUNT_EMULATED + privileged_number(word)]++;
	if (word_has(word, TRAIT_SETS_PSW))
		allocate_window(vm);
	return outcome;
}

/* Delivers the interrupt that is due. A new PSW may let the next one in at once: then that is a
 * trap before the handler has begun. */
static enum outcome interrupt(struct vm *vm)
{
	enum outcome outcome;
	do
		outcome = reflect(vm, &vm->last);
	while (outcome == OUTCOME_COMPLETED && interrupt_is_due(&vm->guest, &vm->last));
	return outcome;
}

/* What comes behind an exit with interrupts enabled, or paged. */
static SELDOM enum outcome follow_up(struct vm *vm)
{
	enum outcome outcome = OUTCOME_COMPLETED;
	if (interrupt_is_due(&vm->guest, &vm->last))
		outcome = interrupt(vm);
	if (outcome == OUTCOME_COMPLETED && is_paged(&vm->guest.cpu.psw))
		allocate_pages(vm);
	return outcome;
}

void dispatch(struct vm *vm, const struct exit *exit)
{
	enum outcome outcome = OUTCOME_COMPLETED;
	account(vm, &exit->old);
	if (exit->trap.cause == CAUSE_PRIVILEGED && !in_user_mode(&vm->guest))
		outcome = emulate(vm, exit->trap.word);
	else if (exit->trap.cause == CAUSE_TIMER)
		vm->counts[COUNT_TIMER]++;
	else
		outcome = reflect(vm, &exit->trap);
	if (outcome == OUTCOME_COMPLETED &&
	    (vm->guest.cpu.psw.status & (STATUS_INTERRUPTS | STATUS_PAGED)) != 0)
		outcome = follow_up(vm);
	if (outcome == OUTCOME_COMPLETED)
		allocate_time(vm);
	else
		port_stop(vm, outcome);
}
