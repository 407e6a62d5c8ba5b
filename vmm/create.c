/* A virtual machine is made, and its kernel booted. */
#include "vmm/port.h"
#include "vmm/vmm.h"

enum boot_error vm_create(struct vm *vm, struct memory memory, uint32_t origin,
                          struct shadow_pages shadow, const struct file *kernel,
                          const struct file *modules, uint32_t count)
{
	memset(vm, 0, sizeof *vm);
	vm->origin = origin;
	vm->real.status = STATUS_USER | STATUS_INTERRUPTS;
	vm->guest.memory = memory;
	vm->guest.wiring = wired_to(&virtual_backend, vm);
	struct equipment equipment = { .memory_size = memory.size };
#define EQUIPMENT(device, name, PORT) equipment.name = port_in(vm, PORT);
#include "machine/devices/devices.def"
	devices_reset(&vm->guest.devices, &equipment);
	buffer_reset(&vm->guest.buffer, shadow.pages, shadow.address, origin, equipment.profile);
	enum boot_error error = boot(&vm->guest, kernel, modules, count);
	if (error == BOOT_OK) {
		allocate_window(vm);
		allocate_time(vm);
	}
	return error;
}
