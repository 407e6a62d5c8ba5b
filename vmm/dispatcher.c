/* The dispatcher: every exit comes here, and is emulated or reflected. */
#include "vmm/port.h"
#include "vmm/vmm.h"

/* What the guest did since it was resumed: exactly the time that the real timer ran. */
static void account(struct vm *vm, const struct exit *exit)
{
	uint32_t completed = vm->real.timer - exit->old.timer;
	vm->guest.cpu.psw.pc = exit->old.pc;
	if (completed != 0) {
		vm->guest.cpu.delivering = false;
		pass_time(&vm->guest, completed);
	}
}

/* Passes a trap on to the guest, as its own hardware would. */
static enum outcome reflect(struct vm *vm, const struct trap *trap)
{
	vm->counts[trap->cause]++;
	return deliver(&vm->guest, trap);
}

static enum outcome emulate(struct vm *vm, uint32_t word, struct trap *trap)
{
	enum outcome outcome = interpret(vm, word, trap);
	if (outcome == OUTCOME_TRAPPED)
		return reflect(vm, trap);
	vm->counts[COUNT_EMULATED + (word >> 24 & 0xF)]++;
	return outcome;
}

void dispatch(struct vm *vm, const struct exit *exit)
{
	struct trap trap = exit->trap;
	enum outcome outcome = OUTCOME_COMPLETED;
	account(vm, exit);
	if (trap.cause == CAUSE_PRIVILEGED && !in_user_mode(&vm->guest))
		outcome = emulate(vm, trap.word, &trap);
	else if (trap.cause == CAUSE_TIMER)
		vm->counts[COUNT_TIMER]++;
	else
		outcome = reflect(vm, &trap);
	/* A new PSW may let the next interrupt in at once: then it is the second, a check-stop. */
	while (outcome == OUTCOME_COMPLETED && interrupt_is_due(&vm->guest, &trap))
		outcome = reflect(vm, &trap);
	if (outcome == OUTCOME_COMPLETED) {
		allocate(vm);
	} else {
		vm->last = trap;
		port_stop(vm, outcome, &trap);
	}
}
