/* An instruction: its word, its fields, its text. Pure functions over the definition files. */
#ifndef PG32_ISA_INSTRUCTION_H
#define PG32_ISA_INSTRUCTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "isa/operations.h"

/* A decoded instruction. Fields that the format does not have are zero. The
 * immediate is the field as it is in the word, sign-extended: in words for
 * branches and jumps, not yet shifted for lui and auipc. */
struct instruction {
	enum operation operation;
	uint8_t d, a, b;
	int32_t immediate;
};

/* Whether the instruction has a target, and for one at the address which. */
bool has_target(const struct instruction *instruction, uint32_t address, uint32_t *target);

/* Whether encode can represent it: registers below 16, immediate in range,
 * fields that the format does not have zero. */
bool is_encodable(const struct instruction *instruction);

/* The word of an encodable instruction. */
uint32_t encode(const struct instruction *instruction);

/* Decodes a word of the profile's machine; false where it is no instruction, and then *instruction
 * is unspecified.
 * encode(decode(word)) is word, and decode(encode(x)) is x. */
bool decode(enum profile profile, uint32_t word, struct instruction *instruction);

/* What the word of the trap area at an address, a multiple of 4, is called; NULL behind the area.
 */
const char *trap_area_name(uint32_t address);

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
