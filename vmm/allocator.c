/* The allocator: the resources of the guest, memory and time, as parts of the real ones. */
#include "machine/core/time.h"
#include "vmm/vmm.h"

/* The guest's window (l, b) within its memory of B bytes at L is (L + l, min(b, B - l)), or bound 0
 * where l is not in its memory. */
void allocate_window(struct vm *vm)
{
	const struct psw *virtual = &vm->guest.cpu.psw;
	vm->real.base = vm->origin + virtual->base;
	vm->real.bound = window_of(virtual, &vm->guest.memory).size;
}

/* The guest runs until its timer or one of its devices is due, and never without a timer, which
 * is what counts its instructions. */
void allocate_time(struct vm *vm)
{
	uint32_t time = time_to_event(&vm->guest);
	vm->real.pc = vm->guest.cpu.psw.pc;
	vm->real.timer = time == 0 ? UINT32_MAX : time;
}
