/* The hybrid VMM: the guest's supervisor is interpreted, its users run directly. */
#include "isa/instruction.h"
#include "machine/core/time.h"
#include "vmm/bare/bare.h"
#include "vmm/port.h"

/* Stage 3, yours: goes on with the guest after what became of it. While it is in supervisor mode,
 * or an interrupt is due, it is interpreted: interrupts and traps are reflected, everything else is
 * done to the shadow, and its time passes. Then it is resumed, under the space and the time that it
 * is to have (allocate_space, allocate_time, vmm_resume), or it has ended (port_stop).
 *
 *   execute_unprivileged   (machine/core/machine.h) the guest's instructions, one after the other,
 * up to so many; says how many completed, and why it stopped interpret              a privileged
 * one, as in assignment 6 execute_flawed         the one that the machine's profile has beside
 * PG32's
 */
static _Noreturn void go_on(enum outcome outcome)
{
	(void)outcome;
	port_stop(THE_VM, OUTCOME_DOUBLE_TRAP);
	vmm_resume();
}

/* The guest has booted. */
_Noreturn void vmm_start(void)
{
	go_on(OUTCOME_COMPLETED);
}

/* Stage 3, yours: an exit, which TRAP_OLD_PSW has as a struct exit. From which mode of the guest
 * can one come, and what is to be done with it? */
_Noreturn void vmm_dispatch(void)
{
	go_on(OUTCOME_COMPLETED);
}
