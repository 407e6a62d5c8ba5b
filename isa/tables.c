/* The definition files as data. */
#include "isa/formats.h"
#include "isa/instruction.h"

const struct letter_row letter_rows[LETTERS] = {
	[LETTER_none] = { "", FIELD_immediate, KIND_DECIMAL, 0, 0, 0, 0, "", "" },
#define LETTER(letter, field, kind, lowest, bits, minimum, maximum, name, what)  \
	[LETTER_##letter] = { #letter, FIELD_##field, KIND_##kind, lowest, bits, \
		              minimum, maximum,       name,        what },
#include "isa/letters.def"
};

const struct format_row format_rows[FORMATS] = {
#define FORMAT(name, operands, d, a, b, immediate, drawing) \
	[FORMAT_##name] = { #name, operands, d, a, b, LETTER_##immediate, drawing },
#include "isa/formats.def"
};

const struct operation_row operation_rows[ALL_OPERATIONS] = {
	[OPERATIONS] = { "", FORMAT_NONE, 0, 0 },
#define INSTRUCTION(mnemonic, format, opcode, semantics) \
	[OPERATION_##mnemonic] = { #mnemonic, FORMAT_##format, opcode, TRAITS_##mnemonic },
#include "isa/pg32.def"
#define FLAW(mnemonic, format, opcode, semantics, machine, text) \
	[OPERATION_##mnemonic] = { #mnemonic, FORMAT_##format, opcode, TRAITS_##mnemonic },
#include "isa/flaws.def"
};

enum operation operation_of(enum profile profile, uint8_t opcode)
{
	enum operation flaw = flaw_of(profile);
	switch (opcode) {
#define INSTRUCTION(mnemonic, format, opcode, semantics) \
	case opcode:                                     \
		return OPERATION_##mnemonic;
#include "isa/pg32.def"
	default:
		return operation_rows[flaw].opcode == opcode ? flaw : OPERATIONS;
	}
}

enum operation privileged_operation(unsigned number)
{
	enum operation operation = 0;
	while (operation < OPERATIONS &&
	       ((operation_rows[operation].traits & TRAIT_PRIVILEGED) == 0 ||
	        privileged_number((uint32_t)operation_rows[operation].opcode << 24) != number))
		operation++;
	return operation;
}
