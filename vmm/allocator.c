/* The allocator: the resources of the guest, memory and time, as parts of the real ones. */
#include "machine/core/time.h"
#include "vmm/port.h"
#include "vmm/vmm.h"

/* The guest's window (l, b) within its memory of B bytes at L is (L + l, min(b, B - l)), or bound 0
 * where l is not in its memory. */
void allocate_window(struct vm *vm)
{
	const struct psw *virtual = &vm->guest.cpu.psw;
	vm->real.base = vm->origin + virtual->base;
	vm->real.bound = window_of(virtual, &vm->guest.memory).size;
}

/* What the guest's buffer holds, as the shadow has it; the space is of the size that it asks for.
 */
void allocate_pages(struct vm *vm)
{
	vm->real.status |= STATUS_PAGED;
	vm->real.base = buffer_address(&vm->guest.buffer);
	vm->real.bound = vm->guest.cpu.psw.bound;
	port_expect(vm, true);
}

void allocate_space(struct vm *vm)
{
	vm->real.status &= ~(uint32_t)STATUS_PAGED;
	port_expect(vm, false);
	allocate_window(vm);
	if (is_paged(&vm->guest.cpu.psw))
		allocate_pages(vm);
}

/* The guest runs until its timer or one of its devices is due, and never without a timer, which
 * is what counts its instructions. */
void allocate_time(struct vm *vm)
{
	uint32_t time = time_to_event(&vm->guest);
	vm->real.pc = vm->guest.cpu.psw.pc;
	vm->real.timer = time == 0 ? UINT32_MAX : time;
}

enum boot_error vm_create(struct vm *vm, struct memory memory, uint32_t origin,
                          struct shadow_pages shadow, const struct file *kernel,
                          const struct file *modules, uint32_t count)
{
	memset(vm, 0, sizeof *vm);
	vm->origin = origin;
	vm->real.status = STATUS_USER | STATUS_INTERRUPTS;
	vm->guest.memory = memory;
	buffer_reset(&vm->guest.buffer, shadow.pages, shadow.address, origin);
	vm->guest.wiring = wired_to(&virtual_backend, vm);
	struct equipment equipment = { .memory_size = memory.size };
#define EQUIPMENT(device, name, PORT) equipment.name = port_in(vm, PORT);
#include "machine/devices/devices.def"
	devices_reset(&vm->guest.devices, &equipment);
	enum boot_error error = boot(&vm->guest, kernel, modules, count);
	if (error == BOOT_OK) {
		allocate_window(vm);
		allocate_time(vm);
	}
	return error;
}
