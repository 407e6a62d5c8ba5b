/* Values put into bytes and words. */
#include "assembler/program/fixup.h"

#include <assert.h>

#include "assembler/assembler.h"
#include "assembler/read/expression.h"
#include "isa/instruction.h"

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

/* The distance to a target in words: bits of it, signed. Addresses wrap around. */
static bool place_distance(struct assembler *assembler, uint32_t location, const char *what,
                           int64_t target, uint32_t address, unsigned bits, uint32_t *word)
{
	if (!check_range(assembler, location, "the target", target, INT32_MIN, UINT32_MAX))
		return false;
	int32_t distance = (int32_t)((uint32_t)target - address);
	int32_t reach = 1 << (bits + 1);
	if (distance % 4 != 0) {
		error_at(&assembler->diagnostics, location,
		         "the target 0x%x is not at a multiple of 4", (uint32_t)target);
		return false;
	}
	if (distance < -reach || distance >= reach) {
		error_at(&assembler->diagnostics, location,
		         "the target is too far: it is %d bytes away, and %s reaches %d to %d",
		         distance, what, -reach, reach - 4);
		return false;
	}
	*word |= (uint32_t)(distance / 4) & ((1u << bits) - 1);
	return true;
}

bool place_immediate(struct assembler *assembler, uint32_t location, char letter, int64_t number,
                     uint32_t address, uint32_t *word)
{
	switch (letter) {
	case 'h':
		if (!check_range(assembler, location, "the shift amount", number, 0, 31))
			return false;
		*word |= (uint32_t)number;
		return true;
	case 'u':
		if (!check_range(assembler, location, "the upper immediate", number, -0x80000,
		                 0xFFFFF))
			return false;
		*word |= (uint32_t)number & 0xFFFFF;
		return true;
	case 'o':
		return place_distance(assembler, location, "a conditional branch", number, address,
		                      16, word);
	case 'j':
		return place_distance(assembler, location, "a jump or call", number, address, 20,
		                      word);
	default:
		number = as_signed(number);
		if (!check_range(assembler, location, "the immediate", number, INT16_MIN,
		                 INT16_MAX))
			return false;
		*word |= (uint32_t)number & 0xFFFF;
		return true;
	}
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
	if (place_immediate(assembler, location, fixup->kind, value.number,
	                    piece->address + fixup->offset, &word))
		place_data(assembler, location, 4, word, bytes);
}

void apply_fixups(struct assembler *assembler, struct unit *unit)
{
	for (struct piece *piece = unit->pieces; piece != NULL; piece = piece->next)
		for (size_t i = 0; i < piece->fixup_count; i++)
			apply_fixup(assembler, piece, &piece->fixups[i]);
}
