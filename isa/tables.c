/* The definition files as data. */
#include "isa/formats.h"
#include "isa/instruction.h"

#include <string.h>

#include "isa/architecture.h"

#define PSW_NAMES(psw, which)                                                     \
	[(psw) / 4] = which "status", [(psw) / 4 + 1] = which "pc",               \
	         [(psw) / 4 + 2] = which "base", [(psw) / 4 + 3] = which "bound", \
	         [(psw) / 4 + 4] = which "timer"

const char *trap_area_name(uint32_t address)
{
	static const char *const names[TRAP_AREA_END / 4] = {
		PSW_NAMES(TRAP_OLD_PSW, "old "), [TRAP_CAUSE / 4] = "cause",
		[TRAP_VALUE / 4] = "value",      [TRAP_WORD / 4] = "word",
		PSW_NAMES(TRAP_NEW_PSW, "new "),
	};
	return address < TRAP_AREA_END ? names[address / 4] : NULL;
}

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

const struct profile_row profile_rows[PROFILES] = {
	[PROFILE_pg32] = { "pg32", "PG32", "" },
#define FLAW(mnemonic, format, opcode, semantics, machine, text) \
	[PROFILE_##mnemonic] = { #mnemonic, machine, text },
#define PAGING(name, source, kept, refused, marks, machine, text) \
	[PROFILE_##name] = { #name, machine, text },
#include "isa/flaws.def"
};

/* No name is longer than a tab. */
const char profile_list[] = "pg32\tPG32 as it is: every sensitive instruction is privileged\n"
#define FLAW(mnemonic, format, opcode, semantics, machine, text) \
#mnemonic "\t" machine ": " text "\n"
#define PAGING(name, source, kept, refused, marks, machine, text) #name "\t" machine ": " text "\n"
#include "isa/flaws.def"
        ;

enum profile profile_named(const char *name)
{
	size_t size = strlen(name) + 1;
	for (enum profile profile = PROFILE_pg32; profile < PROFILES; profile++)
		if (strlen(profile_rows[profile].name) + 1 == size &&
		    memcmp(name, profile_rows[profile].name, size) == 0)
			return profile;
	return PROFILES;
}

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
