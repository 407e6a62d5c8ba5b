/* vmm-hybrid.elf: between an exit and the next resume the guest's supervisor code is interpreted.
 */
#include "vmm/bare/bare.h"
#include "vmm/port.h"

/* Interprets until the guest is in user mode, and resumes it there. */
static _Noreturn void go_on(struct vm *the_vm, enum outcome outcome)
{
	struct history unread = { { 0 }, 0 };
	struct trap trap = { CAUSE_NONE, 0, 0 };
	while (outcome == OUTCOME_COMPLETED && is_interpreted(the_vm)) {
		outcome = interpret_stretch(the_vm, NEVER, &unread, &trap);
		if (outcome == OUTCOME_TRAPPED)
			outcome = reflect(the_vm, &trap);
	}
	if (outcome != OUTCOME_COMPLETED)
		port_stop(the_vm, outcome);
	allocate_window(the_vm);
	allocate_time(the_vm);
	vmm_resume();
}

_Noreturn void vmm_start(struct vm *the_vm)
{
	go_on(the_vm, OUTCOME_COMPLETED);
}

_Noreturn void vmm_dispatch(struct vm *the_vm)
{
	go_on(the_vm, dispatch_hybrid(the_vm, (const struct exit *)TRAP_OLD_PSW));
}
