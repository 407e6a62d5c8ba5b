/* Values put into bytes and words. */
#include "assembler/program/fixup.h"

#include <assert.h>

#include "assembler/program/assembler.h"
#include "assembler/program/expression.h"
#include "assembler/program/section.h"

static bool check_range(struct assembler *assembler, uint32_t location, const char *what,
                        int64_t number, int64_t minimum, int64_t maximum)
{
	if (number >= minimum && number <= maximum)
		return true;
	error_at(&assembler->diagnostics, location, "%s %lld is out of range: it is %lld to %lld",
	         what, (long long)number, (long long)minimum, (long long)maximum);
	return false;
}

/* A 32-bit number may be written as signed or unsigned. */
static int64_t as_signed(int64_t number)
{
	return number > INT32_MAX && number <= UINT32_MAX ? number - (INT64_C(1) << 32) : number;
}

/* The distance to a target in words. Addresses wrap around. */
static bool place_distance(struct assembler *assembler, uint32_t location,
                           const struct letter_row *row, int64_t target, uint32_t address,
                           int64_t *number)
{
	if (!check_range(assembler, location, "the target", target, INT32_MIN, UINT32_MAX))
		return false;
	int32_t distance = (int32_t)((uint32_t)target - address);
	if (distance % 4 != 0) {
		error_at(&assembler->diagnostics, location,
		         "the target 0x%x is not at a multiple of 4", (uint32_t)target);
		return false;
	}
	*number = distance / 4;
	if (*number >= row->minimum && *number <= row->maximum)
		return true;
	error_at(&assembler->diagnostics, location,
	         "the target is too far: it is %d bytes away, and %s reaches %d to %d", distance,
	         row->what, 4 * row->minimum, 4 * row->maximum);
	return false;
}

bool place_immediate(struct assembler *assembler, uint32_t location, enum letter letter,
                     int64_t number, uint32_t address, uint32_t *word)
{
	const struct letter_row *row = &letter_rows[letter];
	if (row->kind == KIND_TARGET) {
		if (!place_distance(assembler, location, row, number, address, &number))
			return false;
	} else {
		if (row->minimum < 0 && row->maximum == immediate_maximum(letter))
			number = as_signed(number);
		if (!check_range(assembler, location, row->what, number, row->minimum,
		                 row->maximum))
			return false;
	}
	*word |= ((uint32_t)number & ((1u << row->bits) - 1)) << row->lowest;
	return true;
}

bool place_data(struct assembler *assembler, uint32_t location, unsigned size, int64_t number,
                uint8_t *bytes)
{
	int64_t limit = size < 8 ? INT64_C(1) << (8 * size) : 0;
	if (size < 8 && (number < -limit / 2 || number >= limit)) {
		error_at(&assembler->diagnostics, location,
		         "the number %lld does not fit in %u byte%s", (long long)number, size,
		         size == 1 ? "" : "s");
		return false;
	}
	for (unsigned i = 0; i < size; i++)
		bytes[i] = (uint8_t)((uint64_t)number >> 8 * i);
	return true;
}

static void apply_fixup(struct assembler *assembler, const struct piece *piece,
                        const struct fixup *fixup)
{
	struct evaluation evaluation = {
		.assembler = assembler, .is_final = true, .piece = piece, .offset = fixup->offset
	};
	struct value value = evaluate(&evaluation, fixup->expression);
	/* At the end everything is known, or there was an error. */
	assert(value.state == VALUE_KNOWN || assembler->diagnostics.errors > 0);
	if (value.state != VALUE_KNOWN)
		return;
	uint8_t *bytes = piece->bytes + fixup->offset;
	uint32_t location = fixup->expression->location;
	if (fixup->kind >= '1' && fixup->kind <= '8') {
		place_data(assembler, location, (unsigned)(fixup->kind - '0'), value.number, bytes);
		return;
	}
	uint32_t word = (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
	                (uint32_t)bytes[3] << 24;
	if (place_immediate(assembler, location, letter_named(fixup->kind), value.number,
	                    piece->address + fixup->offset, &word))
		place_data(assembler, location, 4, word, bytes);
}

void apply_fixups(struct assembler *assembler, struct unit *unit)
{
	for (struct piece *piece = unit->pieces; piece != NULL; piece = piece->next)
		for (size_t i = 0; i < piece->fixup_count; i++)
			apply_fixup(assembler, piece, &piece->fixups[i]);
}
