/* Arithmetic of expressions: 64-bit numbers that wrap around. */
#ifndef PG32_ASSEMBLER_ARITHMETIC_H
#define PG32_ASSEMBLER_ARITHMETIC_H

#include <stdbool.h>
#include <stdint.h>

enum operator{
	OPERATOR_NEGATE,
	OPERATOR_INVERT,
	OPERATOR_NOT,
	OPERATOR_ADD,
	OPERATOR_SUBTRACT,
	OPERATOR_MULTIPLY,
	OPERATOR_DIVIDE,
	OPERATOR_REMAINDER,
	OPERATOR_SHIFT_LEFT,
	OPERATOR_SHIFT_RIGHT,
	OPERATOR_AND,
	OPERATOR_OR,
	OPERATOR_XOR,
	OPERATOR_OR_NOT,
	OPERATOR_EQUAL,
	OPERATOR_UNEQUAL,
	OPERATOR_LESS,
	OPERATOR_LESS_OR_EQUAL,
	OPERATOR_GREATER,
	OPERATOR_GREATER_OR_EQUAL,
	OPERATOR_LOGICAL_AND,
	OPERATOR_LOGICAL_OR,
};

static inline int64_t add_numbers(int64_t a, int64_t b)
{
	return (int64_t)((uint64_t)a + (uint64_t)b);
}

static inline int64_t negate_number(int64_t number)
{
	return (int64_t)(0 - (uint64_t)number);
}

/* The upper 20 bits such that adding low_part, sign-extended, gives the low 32 bits again. */
static inline int64_t high_part(int64_t number)
{
	return (int64_t)(((uint32_t)number + 0x800) >> 12);
}

/* The lower 12 bits, sign-extended. */
static inline int64_t low_part(int64_t number)
{
	return (int64_t)((uint32_t)number & 0xFFF) - (((uint32_t)number & 0x800) << 1);
}

/* The result of two operands; false for a division by zero. Comparisons give -1 or 0, as GNU as
 * has them, && and || give 1 or 0. */
bool compute(enum operator operation, int64_t a, int64_t b, int64_t *result);

int64_t compute_unary(enum operator operation, int64_t a);

/* Whether the result for two places of one piece is a number: their distance or order. */
bool keeps_distance(enum operator operation);

#endif
