/* The text of a word, as the assembler reads it. */
#include "isa/instruction.h"

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

static char *append_operand(char *end, char letter, const struct instruction *instruction,
                            uint32_t address)
{
	uint32_t immediate = (uint32_t)instruction->immediate;
	switch (letter) {
	case 'd':
		return append(end, register_name(instruction->d));
	case 'a':
		return append(end, register_name(instruction->a));
	case 'b':
		return append(end, register_name(instruction->b));
	case 'i':
	case 'h':
		return append_decimal(end, instruction->immediate);
	case 'u':
		return append_hex(end, immediate & 0xFFFFF);
	case 'o':
	case 'j':
		return append_hex(end, address + (immediate << 2));
	case ',':
		return append(end, ", ");
	default:
		return append(end, (char[]){ letter, 0 });
	}
}

char *disassemble(enum profile profile, uint32_t word, uint32_t address,
                  char text[DISASSEMBLY_SIZE])
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
