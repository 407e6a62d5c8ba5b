/* The operators of expressions. */
#include "assembler/read/arithmetic.h"

static int64_t divide(int64_t a, int64_t b)
{
	return b == -1 ? negate_number(a) : a / b;
}

static int64_t shift_left(int64_t a, int64_t b)
{
	return b < 0 || b > 63 ? 0 : (int64_t)((uint64_t)a << b);
}

/* Copies the sign. */
static int64_t shift_right(int64_t a, int64_t b)
{
	if (b < 0 || b > 63)
		b = 63;
	return a >= 0 ? a >> b : ~(~a >> b);
}

static int64_t bitwise(enum operator operation, uint64_t a, uint64_t b)
{
	return (int64_t)(operation == OPERATOR_AND  ? a & b
	                 : operation == OPERATOR_OR ? a | b
	                                            : a ^ b);
}

bool compute(enum operator operation, int64_t a, int64_t b, int64_t *result)
{
	switch (operation) {
	case OPERATOR_ADD:
		*result = add_numbers(a, b);
		return true;
	case OPERATOR_SUBTRACT:
		*result = add_numbers(a, negate_number(b));
		return true;
	case OPERATOR_MULTIPLY:
		*result = (int64_t)((uint64_t)a * (uint64_t)b);
		return true;
	case OPERATOR_DIVIDE:
		*result = b == 0 ? 0 : divide(a, b);
		return b != 0;
	case OPERATOR_REMAINDER:
		*result = b == 0 || b == -1 ? 0 : a % b;
		return b != 0;
	case OPERATOR_SHIFT_LEFT:
		*result = shift_left(a, b);
		return true;
	case OPERATOR_SHIFT_RIGHT:
		*result = shift_right(a, b);
		return true;
	case OPERATOR_AND:
	case OPERATOR_OR:
	case OPERATOR_XOR:
		*result = bitwise(operation, (uint64_t)a, (uint64_t)b);
		return true;
	case OPERATOR_EQUAL:
		*result = a == b;
		return true;
	case OPERATOR_UNEQUAL:
		*result = a != b;
		return true;
	case OPERATOR_LESS:
		*result = a < b;
		return true;
	case OPERATOR_LESS_OR_EQUAL:
		*result = a <= b;
		return true;
	case OPERATOR_GREATER:
		*result = a > b;
		return true;
	case OPERATOR_GREATER_OR_EQUAL:
		*result = a >= b;
		return true;
	case OPERATOR_LOGICAL_AND:
		*result = a != 0 && b != 0;
		return true;
	case OPERATOR_LOGICAL_OR:
		*result = a != 0 || b != 0;
		return true;
	case OPERATOR_NEGATE:
	case OPERATOR_INVERT:
	case OPERATOR_NOT:
		break;
	}
	*result = compute_unary(operation, a);
	return true;
}

int64_t compute_unary(enum operator operation, int64_t a)
{
	if (operation == OPERATOR_NEGATE)
		return negate_number(a);
	return operation == OPERATOR_INVERT ? ~a : a == 0;
}

bool keeps_distance(enum operator operation)
{
	return operation == OPERATOR_SUBTRACT ||
	       (operation >= OPERATOR_EQUAL && operation <= OPERATOR_GREATER_OR_EQUAL);
}
