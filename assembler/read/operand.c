/* Operands of directives. */
#include "assembler/read/operand.h"

#include "assembler/program/assembler.h"
#include "assembler/program/expression.h"

struct expression *require_value(struct assembler *assembler, const struct operand *operand)
{
	if (operand->kind == OPERAND_VALUE)
		return as_value(assembler, operand->expression);
	error_at(&assembler->diagnostics, operand->location, "a number is expected here");
	return NULL;
}

bool require_number(struct assembler *assembler, const struct operand *operand, const char *what,
                    int64_t *number)
{
	struct expression *expression = require_value(assembler, operand);
	*number = 0;
	if (expression == NULL)
		return false;
	struct evaluation evaluation = { .assembler = assembler };
	struct value value = evaluate(&evaluation, expression);
	*number = value.number;
	if (value.state == VALUE_KNOWN && value.piece == NULL)
		return true;
	if (value.state != VALUE_FAILED)
		error_at(&assembler->diagnostics, expression->location,
		         "%s must be a number that is known here", what);
	return false;
}

bool optional_number(struct assembler *assembler, const struct statement *statement, size_t index,
                     const char *what, int64_t minimum, int64_t maximum, int64_t otherwise,
                     int64_t *number)
{
	*number = otherwise;
	if (index >= statement->count || statement->operands[index].kind == OPERAND_EMPTY)
		return true;
	const struct operand *operand = &statement->operands[index];
	if (!require_number(assembler, operand, what, number))
		return false;
	if (*number >= minimum && *number <= maximum)
		return true;
	error_at(&assembler->diagnostics, operand->location,
	         "%s %lld is out of range: it is %lld to %lld", what, (long long)*number,
	         (long long)minimum, (long long)maximum);
	return false;
}

bool require_string(struct assembler *assembler, const struct operand *operand)
{
	if (operand->kind == OPERAND_STRING)
		return true;
	error_at(&assembler->diagnostics, operand->location, "a string is expected here");
	return false;
}

struct name *require_name(struct assembler *assembler, const struct operand *operand)
{
	if (operand->kind == OPERAND_VALUE && operand->expression->word != NULL)
		return operand->expression->word;
	error_at(&assembler->diagnostics, operand->location, "a symbol's name is expected here");
	return NULL;
}
