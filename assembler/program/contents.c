/* The contents of pieces. */
#include "assembler/program/contents.h"

#include <string.h>

#include "assembler/program/assembler.h"
#include "assembler/program/expression.h"
#include "assembler/program/line.h"
#include "assembler/program/reference.h"
#include "assembler/program/section.h"
#include "isa/instruction.h"

/* What of one unit goes into one section: far more than the machine has memory. */
enum { PIECE_LIMIT = 1 << 28 };

static bool has_room(struct assembler *assembler, uint32_t location, size_t size)
{
	if (size <= PIECE_LIMIT - assembler->piece->size)
		return true;
	error_at(&assembler->diagnostics, location, "section '%s' grows beyond %d MiB",
	         assembler->piece->name, PIECE_LIMIT >> 20);
	return false;
}

static bool are_zero(const uint8_t *bytes, size_t size)
{
	for (size_t i = 0; bytes != NULL && i < size; i++)
		if (bytes[i] != 0)
			return false;
	return true;
}

/* What comes next is code, or is data. */
static void begin_stretch(struct piece *piece, bool is_code)
{
	const struct stretch *last =
	        piece->stretch_count == 0 ? NULL : &piece->stretches[piece->stretch_count - 1];
	if (last != NULL && last->is_code == is_code)
		return;
	piece->stretches = grow(piece->stretches, &piece->stretch_capacity,
	                        piece->stretch_count + 1, sizeof *piece->stretches);
	piece->stretches[piece->stretch_count++] =
	        (struct stretch){ (uint32_t)piece->size, is_code };
}

static bool append(struct assembler *assembler, uint32_t location, const void *bytes, size_t size,
                   bool is_code)
{
	struct piece *piece = assembler->piece;
	if (size == 0)
		return true;
	if (!has_room(assembler, location, size))
		return false;
	if (piece->section->part == PART_DROPPED) {
		piece->size += size;
		return true;
	}
	if (piece->section->part == PART_BSS) {
		if (!are_zero(bytes, size)) {
			error_at(&assembler->diagnostics, location,
			         "section '%s' can hold zeros only", piece->name);
			return false;
		}
	} else {
		begin_stretch(piece, is_code);
		piece->bytes = grow(piece->bytes, &piece->capacity, piece->size + size, 1);
		if (bytes != NULL)
			memcpy(piece->bytes + piece->size, bytes, size);
		else
			memset(piece->bytes + piece->size, 0, size);
	}
	piece->size += size;
	return true;
}

bool add_bytes(struct assembler *assembler, uint32_t location, const void *bytes, size_t size)
{
	return append(assembler, location, bytes, size, false);
}

/* Adds bytes, and a fixup for them: an instruction has bytes before it is known, data has none. */
static bool add_unfinished(struct assembler *assembler, uint32_t location, char kind,
                           const void *bytes, size_t size, const struct expression *expression)
{
	struct piece *piece = assembler->piece;
	size_t offset = piece->size;
	if (piece->section->part == PART_BSS) {
		error_at(&assembler->diagnostics, location, "section '%s' can hold zeros only",
		         piece->name);
		return false;
	}
	if (!append(assembler, location, bytes, size, bytes != NULL))
		return false;
	if (piece->section->part == PART_DROPPED)
		return true;
	mark_references(expression);
	piece->fixups = grow(piece->fixups, &piece->fixup_capacity, piece->fixup_count + 1,
	                     sizeof *piece->fixups);
	piece->fixups[piece->fixup_count++] = (struct fixup){
		.expression = expression,
		.offset = (uint32_t)offset,
		.location = location,
		.kind = kind,
	};
	return true;
}

bool add_fixup(struct assembler *assembler, uint32_t location, char kind, size_t size,
               const struct expression *expression)
{
	return add_unfinished(assembler, location, kind, NULL, size, expression);
}

static void put_word(uint8_t bytes[4], uint32_t word)
{
	for (unsigned i = 0; i < 4; i++)
		bytes[i] = (uint8_t)(word >> 8 * i);
}

bool add_word(struct assembler *assembler, uint32_t location, uint32_t word, char kind,
              const struct expression *expression)
{
	struct piece *piece = assembler->piece;
	if (piece->size % 4 != 0) {
		error_at(&assembler->diagnostics, location,
		         "an instruction must lie at a multiple of 4: use .align 2 before it");
		return false;
	}
	if (piece->alignment < 4)
		piece->alignment = 4;
	note_line(assembler);
	uint8_t bytes[4];
	put_word(bytes, word);
	if (kind != 0)
		return add_unfinished(assembler, location, kind, bytes, sizeof bytes, expression);
	return append(assembler, location, bytes, sizeof bytes, true);
}

bool add_filled(struct assembler *assembler, uint32_t location, int fill, size_t size)
{
	struct piece *piece = assembler->piece;
	size_t from = piece->size;
	uint8_t byte = (uint8_t)fill;
	/* What a section cannot hold is told of one byte as of many. */
	if (size > 0 && piece->section->part == PART_BSS && !are_zero(&byte, 1))
		return add_bytes(assembler, location, &byte, 1);
	if (!add_bytes(assembler, location, NULL, size))
		return false;
	if (size > 0 && fill != 0 && piece->bytes != NULL)
		memset(piece->bytes + from, fill, size);
	return true;
}

bool add_copies(struct assembler *assembler, uint32_t location, const void *bytes, size_t size,
                size_t count)
{
	if (are_zero(bytes, size))
		return add_bytes(assembler, location, NULL, size * count);
	if (!has_room(assembler, location, size * count))
		return false;
	for (; count > 0; count--)
		if (!add_bytes(assembler, location, bytes, size))
			return false;
	return true;
}

/* Zeros up to a whole word, then instructions that do nothing. */
static bool pad_with_instructions(struct assembler *assembler, uint32_t location, size_t size)
{
	uint8_t bytes[4];
	put_word(bytes, encode(&(struct instruction){ .operation = OPERATION_addi }));
	size_t rest = (4 - assembler->piece->size % 4) % 4;
	if (rest > size)
		rest = size;
	if (!add_bytes(assembler, location, NULL, rest))
		return false;
	for (size -= rest; size >= 4; size -= 4)
		if (!append(assembler, location, bytes, 4, true))
			return false;
	return add_bytes(assembler, location, NULL, size);
}

bool align_to(struct assembler *assembler, uint32_t location, uint32_t alignment, int fill,
              uint32_t maximum)
{
	struct piece *piece = assembler->piece;
	size_t size = (alignment - piece->size % alignment) % alignment;
	if (size > maximum)
		return true;
	if (piece->alignment < alignment)
		piece->alignment = alignment;
	if (fill < 0 && piece->section->part == PART_TEXT)
		return pad_with_instructions(assembler, location, size);
	return add_filled(assembler, location, fill < 0 ? 0 : fill, size);
}

void move_on(struct assembler *assembler, uint32_t location, const struct expression *place,
             int fill)
{
	if (place == NULL)
		return;
	struct evaluation evaluation = { .assembler = assembler };
	struct value value = evaluate(&evaluation, place);
	struct piece *piece = assembler->piece;
	int64_t from = (int64_t)piece->size;
	if (value.state != VALUE_KNOWN || (value.piece != NULL && value.piece != piece))
		error_at(&assembler->diagnostics, place->location,
		         "the place must be a number or a place in this section");
	else if (value.number < from)
		error_at(&assembler->diagnostics, place->location,
		         ".org cannot go back, from %lld to %lld", (long long)from,
		         (long long)value.number);
	else
		add_filled(assembler, location, fill, (size_t)(value.number - from));
}
