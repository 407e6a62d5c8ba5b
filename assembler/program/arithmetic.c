/* The operators of expressions. */
#include "assembler/program/arithmetic.h"

static int64_t divide(int64_t a, int64_t b)
{
	return b == -1 ? negate_number(a) : a / b;
}

static int64_t shift_left(int64_t a, int64_t b)
{
	return b < 0 || b > 63 ? 0 : (int64_t)((uint64_t)a << b);
}

/* Of 64 bits without a sign: zeros come in. */
static int64_t shift_right(int64_t a, int64_t b)
{
	return b < 0 || b > 63 ? 0 : (int64_t)((uint64_t)a >> b);
}

static int64_t truth(bool is_true)
{
	return is_true ? -1 : 0;
}

static bool compare(enum operator operation, int64_t a, int64_t b)
{
	return operation == OPERATOR_EQUAL           ? a == b
	       : operation == OPERATOR_UNEQUAL       ? a != b
	       : operation == OPERATOR_LESS          ? a < b
	       : operation == OPERATOR_LESS_OR_EQUAL ? a <= b
	       : operation == OPERATOR_GREATER       ? a > b
	                                             : a >= b;
}

/* Of two operands with which there is a result. */
static int64_t result_of(enum operator operation, int64_t a, int64_t b)
{
	switch (operation) {
	case OPERATOR_ADD:
		return add_numbers(a, b);
	case OPERATOR_SUBTRACT:
		return add_numbers(a, negate_number(b));
	case OPERATOR_MULTIPLY:
		return (int64_t)((uint64_t)a * (uint64_t)b);
	case OPERATOR_DIVIDE:
		return divide(a, b);
	case OPERATOR_REMAINDER:
		return b == -1 ? 0 : a % b;
	case OPERATOR_SHIFT_LEFT:
		return shift_left(a, b);
	case OPERATOR_SHIFT_RIGHT:
		return shift_right(a, b);
	case OPERATOR_AND:
		return a & b;
	case OPERATOR_OR:
		return a | b;
	case OPERATOR_XOR:
		return a ^ b;
	case OPERATOR_OR_NOT:
		return a | ~b;
	case OPERATOR_EQUAL:
	case OPERATOR_UNEQUAL:
	case OPERATOR_LESS:
	case OPERATOR_LESS_OR_EQUAL:
	case OPERATOR_GREATER:
	case OPERATOR_GREATER_OR_EQUAL:
		return truth(compare(operation, a, b));
	case OPERATOR_LOGICAL_AND:
		return a != 0 && b != 0;
	case OPERATOR_LOGICAL_OR:
		return a != 0 || b != 0;
	case OPERATOR_NEGATE:
	case OPERATOR_INVERT:
	case OPERATOR_NOT:
		break;
	}
	return compute_unary(operation, a);
}

bool compute(enum operator operation, int64_t a, int64_t b, int64_t *result)
{
	bool divides = operation == OPERATOR_DIVIDE || operation == OPERATOR_REMAINDER;
	bool has_result = !divides || b != 0;
	*result = has_result ? result_of(operation, a, b) : 0;
	return has_result;
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
