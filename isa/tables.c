/* The definition files as data. */
#include "isa/instruction.h"

const struct format_row format_rows[FORMATS] = {
#define FORMAT(name, operands, d, a, b, immediate, drawing) \
	[FORMAT_##name] = { #name, operands, d, a, b, immediate, drawing },
#include "isa/formats.def"
};

const struct operation_row operation_rows[OPERATIONS] = {
#define INSTRUCTION(mnemonic, format, opcode, semantics) \
	[OPERATION_##mnemonic] = { #mnemonic, FORMAT_##format, opcode, #semantics },
#include "isa/pg32.def"
};

enum operation operation_of(uint8_t opcode)
{
	switch (opcode) {
#define INSTRUCTION(mnemonic, format, opcode, semantics) \
	case opcode:                                     \
		return OPERATION_##mnemonic;
#include "isa/pg32.def"
	default:
		return OPERATIONS;
	}
}
