/* The hybrid VMM: the guest's supervisor is interpreted, its users run directly. */
#include "isa/instruction.h"
#include "machine/core/time.h"
#include "vmm/bare/bare.h"
#include "vmm/port.h"

bool is_interpreted(const struct vm *vm)
{
	struct trap interrupt;
	return !in_user_mode(&vm->guest) || interrupt_is_due(&vm->guest, &interrupt);
}

/* Unprivileged instructions up to the guest's next event, and the one that ends them. */
static enum outcome execute(struct vm *vm, struct trap *trap)
{
	struct history unread = { .next = 0 };
	struct machine *guest = &vm->guest;
	uint32_t time = time_to_event(guest), completed;
	enum outcome outcome = execute_unprivileged(guest, time != 0 ? time : UINT32_MAX,
	                                            &completed, &unread, trap);
	if (completed != 0) {
		guest->cpu.delivering = false;
		pass_time(guest, completed);
	}
	if (outcome == OUTCOME_PRIVILEGED)
		return interpret(vm, trap->word, trap);
	if (outcome == OUTCOME_FLAWED)
		return execute_flawed(guest, trap->word, trap);
	return outcome;
}

/* One stretch of interpretation. */
static enum outcome interpret_on(struct vm *vm)
{
	struct devices *devices = &vm->guest.devices;
	uint64_t before = devices->clock - devices->waited;
	struct trap trap;
	if (interrupt_is_due(&vm->guest, &trap))
		return reflect(vm, &trap);
	enum outcome outcome = execute(vm, &trap);
	vm->interpreted += devices->clock - devices->waited - before;
	if (outcome == OUTCOME_TRAPPED)
		return reflect(vm, &trap);
	if (outcome == OUTCOME_HALTED)
		vm->last = trap;
	return outcome == OUTCOME_FILLED ? OUTCOME_COMPLETED : outcome;
}

static _Noreturn void go_on(enum outcome outcome)
{
	while (outcome == OUTCOME_COMPLETED && is_interpreted(THE_VM))
		outcome = interpret_on(THE_VM);
	if (outcome != OUTCOME_COMPLETED)
		port_stop(THE_VM, outcome);
	allocate_space(THE_VM);
	allocate_time(THE_VM);
	vmm_resume();
}

_Noreturn void vmm_start(void)
{
	go_on(OUTCOME_COMPLETED);
}

/* Only the guest's users run directly: there is nothing to emulate. */
_Noreturn void vmm_dispatch(void)
{
	const struct exit *exit = (const struct exit *)TRAP_OLD_PSW;
	enum outcome outcome = OUTCOME_COMPLETED;
	account(THE_VM, &exit->old);
	if (exit->trap.cause == CAUSE_TIMER)
		THE_VM->counts[COUNT_TIMER]++;
	else
		outcome = reflect(THE_VM, &exit->trap);
	go_on(outcome);
}
