/* The hybrid VMM (theorem 3): virtual supervisor code is interpreted, by the machine's own engine
 * over the shadow, and virtual user code runs directly. */
#include "vmm/vmm.h"

enum outcome dispatch_hybrid(struct vm *vm, const struct exit *exit)
{
	account(vm, &exit->old);
	if (exit->trap.cause != CAUSE_TIMER)
		return reflect(vm, &exit->trap);
	vm->counts[COUNT_TIMER]++;
	return OUTCOME_COMPLETED;
}

bool is_interpreted(const struct vm *vm)
{
	struct trap interrupt;
	return !in_user_mode(&vm->guest) || interrupt_is_due(&vm->guest, &interrupt);
}

enum outcome interpret_stretch(struct vm *vm, uint64_t most, struct history *history,
                               struct trap *trap)
{
	const struct devices *devices = &vm->guest.devices;
	uint64_t before = devices->clock - devices->waited;
	enum outcome outcome = run(&vm->guest, most, history, trap);
	vm->interpreted += devices->clock - devices->waited - before;
	if (outcome == OUTCOME_TRAPPED)
		vm->counts[COUNT_INTERPRETED] +=
		        trap->cause != CAUSE_TIMER && trap->cause != CAUSE_DEVICE;
	else if (outcome != OUTCOME_COMPLETED)
		vm->last = *trap;
	return outcome;
}
