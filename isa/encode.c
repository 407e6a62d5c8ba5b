/* Words from fields and fields from words, as formats.def says. */
#include "isa/instruction.h"

enum { SHIFT_D = 20, SHIFT_A = 16, SHIFT_B = 12 };

int32_t immediate_minimum(char letter)
{
	switch (letter) {
	case 'i':
	case 'o':
		return -0x8000;
	case 'u':
	case 'j':
		return -0x80000;
	default:
		return 0;
	}
}

int32_t immediate_maximum(char letter)
{
	switch (letter) {
	case 'i':
	case 'o':
		return 0x7FFF;
	case 'u':
	case 'j':
		return 0x7FFFF;
	case 'h':
		return 31;
	default:
		return 0;
	}
}

static bool is_immediate(char letter)
{
	return letter == 'i' || letter == 'h' || letter == 'o' || letter == 'u' || letter == 'j';
}

static bool has(enum format format, char letter)
{
	for (const char *operand = format_rows[format].operands; *operand != 0; operand++)
		if (*operand == letter)
			return true;
	return false;
}

char immediate_letter(enum format format)
{
	for (const char *operand = format_rows[format].operands; *operand != 0; operand++)
		if (is_immediate(*operand))
			return *operand;
	return 0;
}

static uint32_t immediate_mask(char letter)
{
	if (letter == 0)
		return 0;
	return letter == 'u' || letter == 'j' ? 0xFFFFF : 0xFFFF;
}

/* Where b stands: digit 3, or digit 5 beside an immediate. */
static unsigned shift_of_b(enum format format)
{
	return immediate_letter(format) == 0 ? SHIFT_B : SHIFT_D;
}

static uint32_t sign_extend(uint32_t field, uint32_t mask)
{
	uint32_t sign = mask & ~(mask >> 1);
	return (field ^ sign) - sign;
}

bool is_encodable(const struct instruction *instruction)
{
	if ((unsigned)instruction->operation >= OPERATIONS)
		return false;
	enum format format = operation_rows[instruction->operation].format;
	char letter = immediate_letter(format);
	return instruction->d < (has(format, 'd') ? 16 : 1) &&
	       instruction->a < (has(format, 'a') ? 16 : 1) &&
	       instruction->b < (has(format, 'b') ? 16 : 1) &&
	       instruction->immediate >= immediate_minimum(letter) &&
	       instruction->immediate <= immediate_maximum(letter);
}

uint32_t encode(const struct instruction *instruction)
{
	const struct operation_row *row = &operation_rows[instruction->operation];
	return (uint32_t)row->opcode << 24 | (uint32_t)instruction->d << SHIFT_D |
	       (uint32_t)instruction->a << SHIFT_A |
	       (uint32_t)instruction->b << shift_of_b(row->format) |
	       ((uint32_t)instruction->immediate & immediate_mask(immediate_letter(row->format)));
}

static uint8_t register_field(uint32_t word, enum format format, char letter, unsigned shift)
{
	return has(format, letter) ? (uint8_t)(word >> shift & 0xF) : 0;
}

bool decode(uint32_t word, struct instruction *instruction)
{
	enum operation operation = operation_of(word_opcode(word));
	if (operation == OPERATIONS)
		return false;
	enum format format = operation_rows[operation].format;
	uint32_t mask = immediate_mask(immediate_letter(format));
	*instruction = (struct instruction){
		.operation = operation,
		.d = register_field(word, format, 'd', SHIFT_D),
		.a = register_field(word, format, 'a', SHIFT_A),
		.b = register_field(word, format, 'b', shift_of_b(format)),
		.immediate = (int32_t)sign_extend(word & mask, mask),
	};
	return is_encodable(instruction) && encode(instruction) == word;
}
