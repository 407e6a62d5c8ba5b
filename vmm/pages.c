/* Paged guests: the shadow of the guest's buffer is what it runs under. */
#include "vmm/port.h"
#include "vmm/vmm.h"

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

bool dispatch_fill(struct vm *vm, const struct exit *exit)
{
	struct buffer *buffer = &vm->guest.buffer;
	buffer->below = buffer->turn;
	vm->real.status &= ~(uint32_t)STATUS_PAGED;
	port_expect(vm, false);
	if (!fill_buffer(&vm->guest, &exit->trap))
		return false;
	account(vm, &exit->old);
	vm->counts[COUNT_FILLED]++;
	allocate_pages(vm);
	allocate_time(vm);
	return true;
}
