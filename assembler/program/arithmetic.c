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
		*result = a & b;
		return true;
	case OPERATOR_OR:
		*result = a | b;
		return true;
	case OPERATOR_XOR:
		*result = a ^ b;
		return true;
	case OPERATOR_OR_NOT:
		*result = a | ~b;
		return true;
	case OPERATOR_EQUAL:
		*result = truth(a == b);
		return true;
	case OPERATOR_UNEQUAL:
		*result = truth(a != b);
		return true;
	case OPERATOR_LESS:
		*result = truth(a < b);
		return true;
	case OPERATOR_LESS_OR_EQUAL:
		*result = truth(a <= b);
		return true;
	case OPERATOR_GREATER:
		*result = truth(a > b);
		return true;
	case OPERATOR_GREATER_OR_EQUAL:
		*result = truth(a >= b);
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
