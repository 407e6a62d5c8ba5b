/* What is known of each byte of a machine's memory. */
#include "machine/check/marks.h"
#include "machine/core/machine.h"

#include <stdlib.h>

bool marks_begin(struct marks *marks, uint32_t size)
{
	*marks = (struct marks){ calloc(size, 1), size };
	return marks->bytes != NULL;
}

void marks_end(struct marks *marks)
{
	free(marks->bytes);
}

void marks_write(struct marks *marks, uint32_t physical, uint32_t bytes)
{
	if (physical >= marks->size)
		return;
	if (bytes > marks->size - physical)
		bytes = marks->size - physical;
	for (uint32_t i = 0; i < bytes; i++) {
		*mark_of_word(marks, physical + i) &= (uint8_t)~MARKS_OF_WORD;
		marks->bytes[physical + i] |= MARK_WRITTEN;
	}
}

bool find_pieces(const struct machine *machine, uint32_t address, uint32_t bytes,
                 enum access access, struct piece pieces[2])
{
	const struct psw *psw = &machine->cpu.psw;
	struct window window = peek(psw, &machine->memory, &machine->buffer, address, access);
	uint32_t first = window.size < bytes ? window.size : bytes;
	pieces[0] = (struct piece){ window.physical, first };
	pieces[1] = (struct piece){ 0, 0 };
	if (first == bytes)
		return true;
	if (first == 0)
		return false;
	window = peek(psw, &machine->memory, &machine->buffer, address + first, access);
	pieces[1] = (struct piece){ window.physical, bytes - first };
	return window.size >= bytes - first;
}

bool marks_are_unwritten(const struct marks *marks, const struct piece pieces[2], uint32_t first,
                         uint32_t bytes)
{
	for (uint32_t i = first; i < first + bytes; i++)
		if ((marks->bytes[piece_at(pieces, i)] & MARK_WRITTEN) != 0)
			return false;
	return true;
}
