/* A fill: a transition of its own, between instructions, that takes no time. */
#include "isa/causes.h"
#include "machine/core/machine.h"

void turn_buffer(struct machine *machine, uint32_t root)
{
	if (root != machine->buffer.root)
		buffer_empty(&machine->buffer, root);
}

bool fill_buffer(struct machine *machine, const struct trap *refused)
{
	const struct psw *psw = &machine->cpu.psw;
	if (!is_paged(psw) || refused->cause < CAUSE_FETCH || refused->cause > CAUSE_STORE)
		return false;
	const struct buffer *buffer = &machine->buffer;
	uint32_t entry =
	        walk(psw, &machine->memory, buffer, refused->value, (enum access)refused->cause);
	if (entry == 0)
		return false;
	/* Where the mode that is in force refuses what is held: that of a VMM's guest is not its
	 * own. */
	if (buffer->plain == 0 && buffer_entry(buffer, refused->value) == entry)
		return false;
	buffer_hold(&machine->buffer, refused->value, entry);
	return true;
}
