/* The forms of instructions: what operands a mnemonic takes and the words that they make. The
 * machine's own come from isa/, the others from pseudo.def. */
#ifndef PG32_ASSEMBLER_FORM_H
#define PG32_ASSEMBLER_FORM_H

#include <stdbool.h>
#include <stdint.h>

#include "isa/formats.h"
#include "isa/instruction.h"
#include "isa/psw.h"

struct assembler;
struct statement;

enum { MOST_SLOTS = 3, MOST_STEPS_OF_FORM = 2 };

/* What an operand may be. */
enum fit { FIT_REGISTER, FIT_NUMBER, FIT_KNOWN, FIT_ANYTHING };

/* A letter of operands: one of isa/letters.def, or of pseudo.def. */
struct operand_letter {
	enum letter letter; /* LETTER_none where it is of pseudo.def */
	enum fit fit;
	int64_t minimum, maximum, multiple; /* of FIT_KNOWN */
	const char *name;                   /* in the manual */
};

/* An operand: its letter, and for an address like i(a) the letter of the register. */
struct slot {
	struct operand_letter letter;
	enum letter base;
};

/* What of the form's expression an immediate takes. */
enum immediate_source {
	IMMEDIATE_NONE,
	IMMEDIATE_FIXED,
	IMMEDIATE_WHOLE,
	IMMEDIATE_HIGH,
	IMMEDIATE_LOW
};

/* An instruction that a form makes. Its registers are numbers, or FROM_OPERAND and the letter of an
 * operand; its immediate is that of IMMEDIATE_FIXED. */
enum { FROM_OPERAND = REGISTERS };

struct step {
	struct instruction instruction;
	enum immediate_source source;
	enum letter letter; /* of the immediate in the machine's format */
};

struct form {
	const struct form *next; /* of the same mnemonic */
	const char *operands;
	struct slot slots[MOST_SLOTS];
	unsigned slot_count;
	struct step steps[MOST_STEPS_OF_FORM];
	unsigned step_count;
};

/* What a letter of operands is; false where it is none. */
bool find_operand_letter(char character, struct operand_letter *letter);

/* Gives each mnemonic its forms, and each register its number. */
void make_forms(struct assembler *assembler);

/* Does so for the instruction that the assembler's profile adds, if there is one. */
void make_profile_form(struct assembler *assembler);

/* Assembles a statement whose name has forms; wrong operands are an error. */
void assemble_instruction(struct assembler *assembler, const struct statement *statement);

#endif
