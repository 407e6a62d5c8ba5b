/* Where a debugger finds the shadow in a running VMM: it reads this table by its symbol. */
#include <stddef.h>

#include "vmm/bare/bare.h"
#include "machine/core/layout.h"

_Static_assert(VM_ADDRESS + offsetof(struct vm, guest.cpu.registers) == 0x40, "entry.s knows this");

/* The same for entry.s, as symbols. */
ENTRY void vmm_parts(void)
{
	__asm__(".globl vm_registers, vm_real, stack_top\n\t"
	        ".set vm_registers, %0\n\t"
	        ".set vm_real, %1\n\t"
	        ".set stack_top, %2"
	        :
	        : "i"(VM_ADDRESS + offsetof(struct vm, guest.cpu.registers)),
	          "i"(VM_ADDRESS + offsetof(struct vm, real)), "i"(IMAGE_BEGIN));
}

const uint32_t vmm_layout[LAYOUT_WORDS] = {
	[LAYOUT_MAGIC] = VMM_LAYOUT_MAGIC,
	[LAYOUT_ORIGIN] = VM_ADDRESS + offsetof(struct vm, origin),
	[LAYOUT_REGISTERS] = VM_ADDRESS + offsetof(struct vm, guest.cpu.registers),
	[LAYOUT_PSW] = VM_ADDRESS + offsetof(struct vm, guest.cpu.psw),
	[LAYOUT_MEMORY_SIZE] = VM_ADDRESS + offsetof(struct vm, guest.memory.size),
	[LAYOUT_CLOCK] = VM_ADDRESS + offsetof(struct vm, guest.devices.clock),
	[LAYOUT_WAITED] = VM_ADDRESS + offsetof(struct vm, guest.devices.waited),
	[LAYOUT_COUNTS] = VM_ADDRESS + offsetof(struct vm, counts),
	[LAYOUT_LAST] = VM_ADDRESS + offsetof(struct vm, last),
	[LAYOUT_INTERPRETED] = VM_ADDRESS + offsetof(struct vm, interpreted),
	[LAYOUT_DELIVERING] = VM_ADDRESS + offsetof(struct vm, guest.cpu.delivering),
	[LAYOUT_MEMORY] = VM_ADDRESS + offsetof(struct vm, guest.memory.bytes),
	[LAYOUT_EVENT_IN] = VM_ADDRESS + offsetof(struct vm, guest.devices.event_in),
	[LAYOUT_LONGEST_WAIT] = VM_ADDRESS + offsetof(struct vm, guest.wiring.longest_wait),
	[LAYOUT_IDLE] = VM_ADDRESS + offsetof(struct vm, guest.wiring.idle),
	[LAYOUT_BACKEND] = VM_ADDRESS + offsetof(struct vm, guest.wiring.backend),
	[LAYOUT_CONTEXT] = VM_ADDRESS + offsetof(struct vm, guest.wiring.context),
	[LAYOUT_REAL] = VM_ADDRESS + offsetof(struct vm, real),
	[LAYOUT_BUFFER] = VM_ADDRESS + offsetof(struct vm, guest.buffer),
#define FIELD(device, name, TYPE, reset) \
	[LAYOUT_##device##_##name] = VM_ADDRESS + offsetof(struct vm, guest.devices.device.name),
#include "machine/devices/devices.def"
};
