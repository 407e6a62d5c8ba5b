/* Formats and their letters of operands: the rows of letters.def and formats.def. */
#ifndef PG32_ISA_FORMATS_H
#define PG32_ISA_FORMATS_H

#include <stdbool.h>
#include <stdint.h>

#include "isa/word.h"

struct instruction;

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

extern const struct letter_row letter_rows[LETTERS];
extern const struct format_row format_rows[FORMATS];

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

/* The letter that is this character, or LETTER_none. */
enum letter letter_named(char character);

/* The range of an immediate's bits, both ends included. */
int32_t immediate_minimum(enum letter letter);
int32_t immediate_maximum(enum letter letter);

/* The bits below the opcode that must be zero in a word of the format. */
uint32_t unused_of(enum format format);

/* The number of the register that a letter names, and to set it. */
uint8_t letter_register(const struct instruction *instruction, enum letter letter);
void set_letter_register(struct instruction *instruction, enum letter letter, uint8_t number);

#endif
