/* An instruction's word, whatever it means. */
#ifndef PG32_ISA_WORD_H
#define PG32_ISA_WORD_H

#include <stdbool.h>
#include <stdint.h>

/* The groups of instructions, by the first digit of the opcode: the privileged one is F. */
enum group { GROUP_PRIVILEGED = 0xF };

/* So many bits of a word from the lowest up, sign-extended where they have a sign. */
static inline uint32_t field_of(uint32_t word, unsigned lowest, unsigned bits, bool has_sign)
{
	uint32_t value = word >> lowest & ((1u << bits) - 1);
	uint32_t sign = has_sign ? 1u << (bits - 1) : 0;
	return (value ^ sign) - sign;
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
 * for each is an array. */
enum { PRIVILEGED_NUMBERS = 16 };

static inline unsigned privileged_number(uint32_t word)
{
	return word >> 24 & (PRIVILEGED_NUMBERS - 1);
}

#endif
