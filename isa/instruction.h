/* An instruction: its word, its fields, its text. Pure functions over the definition files. */
#ifndef PG32_ISA_INSTRUCTION_H
#define PG32_ISA_INSTRUCTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "isa/architecture.h"
#include "isa/traits.h"

enum letter {
	LETTER_none,
#define LETTER(letter, field, kind, lowest, bits, minimum, maximum, name, what) LETTER_##letter,
#include "isa/letters.def"
	LETTERS
};

enum letter_kind { KIND_REGISTER, KIND_DECIMAL, KIND_HEX, KIND_TARGET };

/* The members of struct instruction. */
enum field { FIELD_d, FIELD_a, FIELD_b, FIELD_immediate };

enum format {
#define FORMAT(name, operands, d, a, b, immediate, drawing) FORMAT_##name,
#include "isa/formats.def"
	FORMATS
};

/* PG32's own, then OPERATIONS, which is none, then those of the profiles. */
enum operation {
#define INSTRUCTION(mnemonic, format, opcode, semantics) OPERATION_##mnemonic,
#include "isa/pg32.def"
	OPERATIONS,
#define FLAW(mnemonic, format, opcode, semantics, machine, text) OPERATION_##mnemonic,
#include "isa/flaws.def"
	ALL_OPERATIONS
};

enum opcode {
#define INSTRUCTION(mnemonic, format, opcode, semantics) OPCODE_##mnemonic = (opcode),
#include "isa/pg32.def"
#define FLAW(mnemonic, format, opcode, semantics, machine, text) OPCODE_##mnemonic = (opcode),
#include "isa/flaws.def"
};

/* The rows of letters.def, formats.def, pg32.def and flaws.def, as data, and what is derived from
 * them. */
struct letter_row {
	const char *letter; /* one character; empty for LETTER_none, an immediate of no bits */
	enum field field;
	enum letter_kind kind;
	uint8_t lowest, bits;
	int32_t minimum, maximum;
	const char *name;
	const char *what;
};

struct format_row {
	const char *name;
	const char *operands;
	uint8_t d, a, b;
	enum letter immediate;
	const char *drawing;
};

struct operation_row {
	const char *mnemonic;
	enum format format;
	uint8_t opcode;
	uint32_t traits; /* of enum trait */
};

extern const struct letter_row letter_rows[LETTERS];
extern const struct format_row format_rows[FORMATS];
extern const struct operation_row operation_rows[ALL_OPERATIONS];

struct profile_row {
	const char *name;
	const char *machine; /* where the flaw is from */
	const char *text;    /* what the instruction does */
};

extern const struct profile_row profile_rows[PROFILES];

/* The profile that an operation is of, and the operation that is a profile's own: OPERATIONS for
 * PG32's. Both lists are in the order of flaws.def. */
static inline enum profile profile_of(enum operation operation)
{
	return operation > OPERATIONS ? (enum profile)(operation - OPERATIONS) : PROFILE_pg32;
}

static inline enum operation flaw_of(enum profile profile)
{
	return (enum operation)((unsigned)OPERATIONS + profile);
}

/* The profile of this name, or PROFILES. */
enum profile profile_named(const char *name);

/* What --isa help prints: a line for each profile. */
extern const char profile_list[];

/* A decoded instruction. Fields that the format does not have are zero. The
 * immediate is the field as it is in the word, sign-extended: in words for
 * branches and jumps, not yet shifted for lui and auipc. */
struct instruction {
	enum operation operation;
	uint8_t d, a, b;
	int32_t immediate;
};

/* The bits of each format that no field uses, which must be zero, below the opcode:
 *
 *   digit    7 6   5   4   3   2 1 0
 *           [ op | d | a | b | 0 0 0 ]    or  [ op | d or b | a | imm16 ]
 *           [ op | d |     imm20     ]
 */
enum immediate_field {
	IMMEDIATE_FIELD_none = 0,
#define LETTER(letter, field, kind, lowest, bits, minimum, maximum, name, what) \
	IMMEDIATE_FIELD_##letter = ((1 << (bits)) - 1) << (lowest),
#include "isa/letters.def"
};
#define FIELD(place) ((place) == 0 ? 0 : 0xF << (place))
enum unused {
#define FORMAT(name, operands, d, a, b, immediate, drawing) \
	UNUSED_##name = 0xFFFFFF & ~(FIELD(d) | FIELD(a) | FIELD(b) | IMMEDIATE_FIELD_##immediate),
#include "isa/formats.def"
};
#undef FIELD

enum place_of_b {
#define FORMAT(name, operands, d, a, b, immediate, drawing) PLACE_OF_B_##name = (b),
#include "isa/formats.def"
};

enum immediate_of {
#define FORMAT(name, operands, d, a, b, immediate, drawing) \
	IMMEDIATE_OF_##name = LETTER_##immediate,
#include "isa/formats.def"
};

/* So many bits of a word from the lowest up, sign-extended where they have a sign. */
static inline uint32_t field_of(uint32_t word, unsigned lowest, unsigned bits, bool has_sign)
{
	uint32_t value = word >> lowest & ((1u << bits) - 1);
	uint32_t sign = has_sign ? 1u << (bits - 1) : 0;
	return (value ^ sign) - sign;
}

/* The immediate of a word, by its letter. */
static inline uint32_t immediate_of(uint32_t word, enum letter letter)
{
	switch (letter) {
#define LETTER(letter, field, kind, lowest, bits, minimum, maximum, name, what) \
	case LETTER_##letter:                                                   \
		return field_of(word, lowest, bits, (minimum) < 0);
#include "isa/letters.def"
	case LETTER_none:
	case LETTERS:
		break;
	}
	return 0;
}

static inline uint8_t word_opcode(uint32_t word)
{
	return (uint8_t)(word >> 24);
}

/* Whether the word is in the privileged group F, defined or not. */
static inline bool is_privileged(uint32_t word)
{
	return word >> 28 == GROUP_PRIVILEGED;
}

/* The words of group F by number, whether an instruction has that opcode or not: what is counted
 * for each is an array. The operation of a number is OPERATIONS where there is none. */
enum { PRIVILEGED_NUMBERS = 16 };

static inline unsigned privileged_number(uint32_t word)
{
	return word >> 24 & (PRIVILEGED_NUMBERS - 1);
}

enum operation privileged_operation(unsigned number);

/* Whether the word has the opcode of an instruction of PG32 that has one of these traits. Where
 * they are constant it is no more than the comparisons with those opcodes. */
static inline bool word_has(uint32_t word, uint32_t traits)
{
	return false
#define INSTRUCTION(mnemonic, format, opcode, semantics) \
	|| ((TRAITS_##mnemonic & traits) != 0 && word_opcode(word) == (opcode))
#include "isa/pg32.def"
	        ;
}

/* The operation of the profile's machine whose opcode this is, or OPERATIONS where there is none.
 */
enum operation operation_of(enum profile profile, uint8_t opcode);

/* The letter that is this character, or LETTER_none. */
enum letter letter_named(char character);

/* The range of an immediate's bits, both ends included. */
int32_t immediate_minimum(enum letter letter);
int32_t immediate_maximum(enum letter letter);

/* The number of the register that a letter names, and to set it. */
uint8_t letter_register(const struct instruction *instruction, enum letter letter);
void set_letter_register(struct instruction *instruction, enum letter letter, uint8_t number);

/* Whether the instruction has a target, and for one at the address which. */
bool has_target(const struct instruction *instruction, uint32_t address, uint32_t *target);

/* The bits below the opcode that must be zero in a word of the format. */
uint32_t unused_of(enum format format);

/* Whether encode can represent it: registers below 16, immediate in range,
 * fields that the format does not have zero. */
bool is_encodable(const struct instruction *instruction);

/* The word of an encodable instruction. */
uint32_t encode(const struct instruction *instruction);

/* Decodes a word of the profile's machine; false where it is no instruction, and then *instruction
 * is unspecified.
 * encode(decode(word)) is word, and decode(encode(x)) is x. */
bool decode(enum profile profile, uint32_t word, struct instruction *instruction);

/* The ABI name of register 0 to 15; the number of a name ("a0", "fp", "r10", "x10"), or -1. */
const char *register_name(unsigned number);
int register_number(const char *name, size_t length);

enum { DISASSEMBLY_SIZE = 48 };

/* Writes the text of the instruction at this address, as the profile's assembler reads it, with
 * branch and jump targets as absolute hex addresses; ".word 0x..." where the word is no
 * instruction. Returns text, which is NUL-terminated and needs DISASSEMBLY_SIZE bytes. */
char *disassemble(enum profile profile, uint32_t word, uint32_t address,
                  char text[DISASSEMBLY_SIZE]);

#endif
