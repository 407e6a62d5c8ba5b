/* vmm-hybrid.elf: between an exit and the next resume the guest's supervisor code is interpreted.
 */
#include "vmm/bare/bare.h"
#include "vmm/port.h"

/* Interprets until the guest is in user mode, and resumes it there. */
static _Noreturn void go_on(enum outcome outcome)
{
	struct history unread = { .next = 0 };
	struct trap trap = { CAUSE_NONE, 0, 0 };
	while (outcome == OUTCOME_COMPLETED && is_interpreted(THE_VM)) {
		outcome = interpret_stretch(THE_VM, NEVER, &unread, &trap);
		if (outcome == OUTCOME_TRAPPED)
			outcome = reflect(THE_VM, &trap);
	}
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

_Noreturn void vmm_dispatch(void)
{
	go_on(dispatch_hybrid(THE_VM, (const struct exit *)TRAP_OLD_PSW));
}
