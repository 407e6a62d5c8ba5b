/* An instruction: its word and its fields. Pure functions over the definition files. */
#ifndef PG32_ISA_INSTRUCTION_H
#define PG32_ISA_INSTRUCTION_H

#include <stdbool.h>
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

#endif
