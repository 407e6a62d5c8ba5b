/* Where a debugger finds the shadow in a running VMM: it reads this table by its symbol. */
#include <stddef.h>

#include "vmm/bare/bare.h"
#include "vmm/layout.h"

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
};
