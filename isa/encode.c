/* Words from fields and fields from words, as formats.def says. */
#include "isa/formats.h"
#include "isa/instruction.h"

enum letter letter_named(char character)
{
	enum letter letter = LETTERS;
	while (--letter != LETTER_none && letter_rows[letter].letter[0] != character)
		;
	return letter;
}

static bool has_sign(const struct letter_row *row)
{
	return row->minimum < 0;
}

int32_t immediate_minimum(enum letter letter)
{
	const struct letter_row *row = &letter_rows[letter];
	return has_sign(row) ? -(1 << (row->bits - 1)) : 0;
}

int32_t immediate_maximum(enum letter letter)
{
	const struct letter_row *row = &letter_rows[letter];
	return (1 << (row->bits - has_sign(row))) - 1;
}

uint8_t letter_register(const struct instruction *instruction, enum letter letter)
{
	switch (letter_rows[letter].field) {
	case FIELD_d:
		return instruction->d;
	case FIELD_a:
		return instruction->a;
	case FIELD_b:
		return instruction->b;
	case FIELD_immediate:
		break;
	}
	return 0;
}

void set_letter_register(struct instruction *instruction, enum letter letter, uint8_t number)
{
	switch (letter_rows[letter].field) {
	case FIELD_d:
		instruction->d = number;
		break;
	case FIELD_a:
		instruction->a = number;
		break;
	case FIELD_b:
		instruction->b = number;
		break;
	case FIELD_immediate:
		break;
	}
}

bool has_target(const struct instruction *instruction, uint32_t address, uint32_t *target)
{
	enum letter letter = format_rows[operation_rows[instruction->operation].format].immediate;
	*target = address + ((uint32_t)instruction->immediate << 2);
	return letter_rows[letter].kind == KIND_TARGET;
}

uint32_t unused_of(enum format format)
{
	switch (format) {
#define FORMAT(name, operands, d, a, b, immediate, drawing) \
	case FORMAT_##name:                                 \
		return UNUSED_##name;
#include "isa/formats.def"
	case FORMATS:
		break;
	}
	return 0;
}

static bool fits(uint8_t value, uint8_t place)
{
	return value < (place == 0 ? 1 : 16);
}

bool is_encodable(const struct instruction *instruction)
{
	if ((unsigned)instruction->operation >= ALL_OPERATIONS ||
	    instruction->operation == OPERATIONS)
		return false;
	const struct format_row *row = &format_rows[operation_rows[instruction->operation].format];
	return fits(instruction->d, row->d) && fits(instruction->a, row->a) &&
	       fits(instruction->b, row->b) &&
	       instruction->immediate >= immediate_minimum(row->immediate) &&
	       instruction->immediate <= immediate_maximum(row->immediate);
}

uint32_t encode(const struct instruction *instruction)
{
	const struct operation_row *operation = &operation_rows[instruction->operation];
	const struct format_row *row = &format_rows[operation->format];
	const struct letter_row *immediate = &letter_rows[row->immediate];
	return (uint32_t)operation->opcode << 24 | (uint32_t)instruction->d << row->d |
	       (uint32_t)instruction->a << row->a | (uint32_t)instruction->b << row->b |
	       ((uint32_t)instruction->immediate & ((1u << immediate->bits) - 1))
	               << immediate->lowest;
}

static uint8_t register_field(uint32_t word, uint8_t place)
{
	return (uint8_t)(place == 0 ? 0 : word >> place & 0xF);
}

bool decode(enum profile profile, uint32_t word, struct instruction *instruction)
{
	enum operation operation = operation_of(profile, word_opcode(word));
	if (operation == OPERATIONS)
		return false;
	enum format format = operation_rows[operation].format;
	const struct format_row *row = &format_rows[format];
	*instruction = (struct instruction){
		.operation = operation,
		.d = register_field(word, row->d),
		.a = register_field(word, row->a),
		.b = register_field(word, row->b),
		.immediate = (int32_t)immediate_of(word, row->immediate),
	};
	return (word & unused_of(format)) == 0;
}
