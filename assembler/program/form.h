/* The forms of instructions: what operands a mnemonic takes and the words that they make. The
 * machine's own come from isa/, the others from pseudo.def. */
#ifndef PG32_ASSEMBLER_FORM_H
#define PG32_ASSEMBLER_FORM_H

#include <stdint.h>

#include "isa/instruction.h"

struct assembler;
struct statement;

enum { MOST_SLOTS = 3, MOST_STEPS_OF_FORM = 2 };

/* An operand: its letter, and for an address like i(a) the letter of the register. */
struct slot {
	char letter;
	char base;
};

/* Where the register fields of a step come from: a fixed register, or an operand. */
enum register_source { FROM_D = 16, FROM_A, FROM_B };

/* What of the form's expression an immediate takes. */
enum immediate_source {
	IMMEDIATE_NONE,
	IMMEDIATE_FIXED,
	IMMEDIATE_WHOLE,
	IMMEDIATE_HIGH,
	IMMEDIATE_LOW
};

/* An instruction that a form makes. */
struct step {
	enum operation operation;
	uint8_t d, a, b; /* register numbers, or register_source */
	enum immediate_source source;
	int32_t immediate; /* of IMMEDIATE_FIXED */
	char letter;       /* the operand letter of the immediate in the machine's format */
};

struct form {
	const struct form *next; /* of the same mnemonic */
	const char *operands;
	struct slot slots[MOST_SLOTS];
	unsigned slot_count;
	struct step steps[MOST_STEPS_OF_FORM];
	unsigned step_count;
};

/* Gives each mnemonic its forms, and each register its number. */
void make_forms(struct assembler *assembler);

/* Does so for the instruction that the assembler's profile adds, if there is one. */
void make_profile_form(struct assembler *assembler);

/* Assembles a statement whose name has forms; wrong operands are an error. */
void assemble_instruction(struct assembler *assembler, const struct statement *statement);

#endif
