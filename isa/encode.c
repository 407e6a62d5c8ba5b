/* Words from fields and fields from words, as formats.def says. */
#include "isa/instruction.h"

int32_t immediate_minimum(unsigned bits)
{
	return bits >= 16 ? -(1 << (bits - 1)) : 0;
}

int32_t immediate_maximum(unsigned bits)
{
	return bits >= 16 ? (1 << (bits - 1)) - 1 : (1 << bits) - 1;
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
	return (uint32_t)operation->opcode << 24 | (uint32_t)instruction->d << row->d |
	       (uint32_t)instruction->a << row->a | (uint32_t)instruction->b << row->b |
	       ((uint32_t)instruction->immediate & ((1u << row->immediate) - 1));
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
