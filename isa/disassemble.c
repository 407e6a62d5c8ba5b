/* The text of a word, as the assembler reads it. */
#include "isa/disassemble.h"

#include "isa/formats.h"
#include "isa/instruction.h"
#include "isa/names.h"

/* Appends to a text of DISASSEMBLY_SIZE bytes; what does not fit is a mistake of ours. */
static char *append(char *end, const char *text)
{
	while (*text != 0)
		*end++ = *text++;
	*end = 0;
	return end;
}

static char *append_hex(char *end, uint32_t value)
{
	int shift = 28;
	while (shift > 0 && value >> shift == 0)
		shift -= 4;
	end = append(end, "0x");
	for (; shift >= 0; shift -= 4)
		*end++ = "0123456789abcdef"[value >> shift & 0xF];
	*end = 0;
	return end;
}

static char *append_decimal(char *end, int32_t value)
{
	char digits[12];
	unsigned count = 0;
	uint32_t magnitude = value < 0 ? 0 - (uint32_t)value : (uint32_t)value;
	do {
		digits[count++] = (char)('0' + magnitude % 10);
		magnitude /= 10;
	} while (magnitude != 0);
	if (value < 0)
		*end++ = '-';
	while (count > 0)
		*end++ = digits[--count];
	*end = 0;
	return end;
}

static char *append_operand(char *end, char character, const struct instruction *instruction,
                            uint32_t address)
{
	enum letter letter = letter_named(character);
	uint32_t target;
	if (letter == LETTER_none)
		return append(end, character == ',' ? ", " : (char[]){ character, 0 });
	switch (letter_rows[letter].kind) {
	case KIND_REGISTER:
		return append(end, register_name(letter_register(instruction, letter)));
	case KIND_DECIMAL:
		return append_decimal(end, instruction->immediate);
	case KIND_HEX:
		return append_hex(end, (uint32_t)instruction->immediate &
		                               ((1u << letter_rows[letter].bits) - 1));
	case KIND_TARGET:
		has_target(instruction, address, &target);
		return append_hex(end, target);
	}
	return end;
}

char *disassemble(uint32_t profile, uint32_t word, uint32_t address, char text[DISASSEMBLY_SIZE])
{
	struct instruction instruction;
	if (!decode(profile, word, &instruction)) {
		append_hex(append(text, ".word "), word);
		return text;
	}
	const struct operation_row *row = &operation_rows[instruction.operation];
	char *end = append(text, row->mnemonic);
	const char *operand = format_rows[row->format].operands;
	if (*operand != 0)
		end = append(end, " ");
	for (; *operand != 0; operand++)
		end = append_operand(end, *operand, &instruction, address);
	return text;
}
