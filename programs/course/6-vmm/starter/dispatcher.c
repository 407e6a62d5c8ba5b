/* The dispatcher: every exit comes here, and is emulated or reflected. */
#include "isa/instruction.h"
#include "machine/core/time.h"
#include "vmm/port.h"
#include "vmm/vmm.h"

/* Stage 1, yours: the guest ran under vm->real, and *old is what the trap has stored of it: the
 * real timer has counted. Its pc is the guest's, and what it has completed is the guest's time; a
 * guest that has completed an instruction has left the delivery of a trap (cpu.delivering). */
void account(struct vm *vm, const struct psw *old)
{
	vm->guest.cpu.psw.pc = old->pc;
}

/* Stage 2, yours: what the machine does for a trap, done to the guest: its PSW, cause, value and
 * word go to its memory's address 0, its new PSW comes from there, and its window is another.
 * Counts the trap in vm->counts[trap->cause] and keeps it in vm->last. OUTCOME_COMPLETED,
 * OUTCOME_MALFORMED or OUTCOME_DOUBLE_TRAP. */
enum outcome reflect(struct vm *vm, const struct trap *trap)
{
	vm->last = *trap;
	return OUTCOME_DOUBLE_TRAP;
}

/* Yours: every exit. Account; then emulate or reflect; then whatever interrupt is due
 * (interrupt_is_due); then give the guest its time, for it is resumed when this returns. Whoever
 * loads a PSW calls allocate_window, and a guest that is then paged needs allocate_pages, which is
 * given.
 *
 * Stage 1: a privileged instruction of the guest's supervisor is emulated, and counted in
 * vm->counts[COUNT_EMULATED + privileged_number(word)]. Stage 2: every other trap is reflected.
 * Stage 3: a timer interrupt says that the time given is over, and is counted in
 * vm->counts[COUNT_TIMER]. */
void dispatch(struct vm *vm, const struct exit *exit)
{
	account(vm, &exit->old);
	port_stop(vm, reflect(vm, &exit->trap));
}
