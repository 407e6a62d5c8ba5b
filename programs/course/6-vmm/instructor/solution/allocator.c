/* The allocator: the guest's memory and time as parts of the real ones. */
#include "machine/core/time.h"
#include "vmm/vmm.h"

/* The guest's window (l, b) in its memory of B bytes at L is (L + l, min(b, B - l)). */
void allocate_window(struct vm *vm)
{
	const struct psw *virtual = &vm->guest.cpu.psw;
	uint32_t size = vm->guest.memory.size;
	uint32_t left = virtual->base < size ? size - virtual->base : 0;
	vm->real.base = vm->origin + virtual->base;
	vm->real.bound = virtual->bound < left ? virtual->bound : left;
}

/* Never without a timer: it is what counts the guest's instructions. */
void allocate_time(struct vm *vm)
{
	uint32_t time = time_to_event(&vm->guest);
	vm->real.pc = vm->guest.cpu.psw.pc;
	vm->real.timer = time != 0 ? time : UINT32_MAX;
}
