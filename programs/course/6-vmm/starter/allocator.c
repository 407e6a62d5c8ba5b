/* The allocator: the guest's memory and time as parts of the real ones. */
#include "machine/core/time.h"
#include "vmm/vmm.h"

/* Stage 1, yours: the guest's window (l, b) in its memory of B bytes at L is (L + l, min(b, B - l))
 * of the real memory, or nothing where l is not in its memory. Sets base and bound of vm->real. */
void allocate_window(struct vm *vm)
{
	vm->real.base = vm->origin;
	vm->real.bound = 0;
}

/* Stage 1, yours: the guest goes on where its own pc is, until its next event. Never without a
 * timer, which is what counts its instructions. Sets timer of vm->real. */
void allocate_time(struct vm *vm)
{
	vm->real.pc = vm->guest.cpu.psw.pc;
	vm->real.timer = UINT32_MAX;
}
