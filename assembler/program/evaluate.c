/* The values of expressions, while reading and once places have addresses. */
#include "assembler/program/expression.h"

#include "assembler/program/arithmetic.h"
#include "assembler/program/assembler.h"
#include "assembler/program/section.h"
#include "assembler/program/symbol.h"

/* Values that are assigned in terms of each other can be long without being written long. */
enum { DEEPEST = 1000, MOST_STEPS = 1000000 };

static struct value failed(void)
{
	return (struct value){ .state = VALUE_FAILED };
}

static struct value unknown(void)
{
	return (struct value){ .state = VALUE_UNKNOWN };
}

static struct value number_value(int64_t number)
{
	return (struct value){ .state = VALUE_KNOWN, .number = number };
}

/* A dropped section may hold what is not computed; who asks for a place in it is told. */
static struct value vague(const struct evaluation *evaluation, const struct piece *piece)
{
	struct diagnostics *diagnostics = &evaluation->assembler->diagnostics;
	if (diagnostics->errors == 0)
		error_at(diagnostics, 0, "places in section '%s' are not known: it is not loaded",
		         piece->name);
	return failed();
}

static struct value place_value(const struct evaluation *evaluation, const struct piece *piece,
                                int64_t offset)
{
	if (evaluation->is_final && piece != NULL && piece->is_vague)
		return vague(evaluation, piece);
	if (evaluation->is_final && piece != NULL)
		return number_value(add_numbers(piece->address, offset));
	return (struct value){ .state = VALUE_KNOWN, .piece = piece, .number = offset };
}

static struct value assigned_value(struct evaluation *evaluation, const struct symbol *symbol,
                                   const struct expression *expression)
{
	struct symbol *mark = (struct symbol *)(uintptr_t)symbol;
	if (symbol->value == NULL)
		return failed();
	if (mark->is_evaluating) {
		error_at(&evaluation->assembler->diagnostics, expression->location,
		         "'%s' is defined in terms of itself", symbol->name->text);
		mark->is_failed = true;
		return failed();
	}
	if (symbol->is_failed)
		return failed();
	mark->is_evaluating = true;
	struct value value = evaluate(evaluation, symbol->value);
	mark->is_evaluating = false;
	return value;
}

/* It was told when units were bound to each other, but for one that only a value of another unit
 * leads to. */
static struct value undefined(struct evaluation *evaluation, const struct symbol *symbol,
                              const struct expression *expression)
{
	struct diagnostics *diagnostics = &evaluation->assembler->diagnostics;
	if (diagnostics->errors == 0)
		error_at(diagnostics, expression->location, "undefined symbol '%s'",
		         symbol->name->text);
	return failed();
}

static struct value symbol_value(struct evaluation *evaluation, const struct expression *expression)
{
	const struct symbol *symbol = definition_of(expression->symbol);
	struct value value = unknown();
	switch (symbol->kind) {
	case SYMBOL_LABEL:
		/* Until all units are read, another definition may replace a weak one. */
		if (evaluation->is_final || !symbol->is_weak)
			value = place_value(evaluation, symbol->piece, symbol->offset);
		break;
	case SYMBOL_ASSIGNED:
		if (evaluation->is_final || !symbol->is_weak)
			value = assigned_value(evaluation, symbol, expression);
		break;
	case SYMBOL_COMMON:
	case SYMBOL_UNDEFINED:
		if (evaluation->is_final)
			value = symbol->is_weak ? number_value(0)
			                        : undefined(evaluation, symbol, expression);
		break;
	}
	value.number = add_numbers(value.number, expression->addend);
	return value;
}

/* The two operands' result: numbers, places of one piece, or a place moved by a number. */
static struct value binary_value(struct evaluation *evaluation, const struct expression *expression)
{
	enum operator operation =(enum operator) expression->operation;
	struct value left = evaluate(evaluation, expression->left);
	if (left.state == VALUE_FAILED)
		return failed();
	struct value right = evaluate(evaluation, expression->right);
	if (right.state == VALUE_FAILED)
		return failed();
	if (left.state == VALUE_UNKNOWN || right.state == VALUE_UNKNOWN)
		return unknown();
	struct value result = number_value(0);
	if (left.piece != NULL && right.piece == left.piece) {
		if (!keeps_distance(operation))
			return unknown();
	} else if (left.piece != NULL || right.piece != NULL) {
		bool moves = operation == OPERATOR_ADD ||
		             (operation == OPERATOR_SUBTRACT && right.piece == NULL);
		if (!moves || (left.piece != NULL && right.piece != NULL))
			return unknown();
		result.piece = left.piece != NULL ? left.piece : right.piece;
	}
	if (!compute(operation, left.number, right.number, &result.number)) {
		error_at(&evaluation->assembler->diagnostics, expression->right->location,
		         "division by zero");
		return failed();
	}
	return result;
}

static struct value unary_value(struct evaluation *evaluation, const struct expression *expression)
{
	struct value value = evaluate(evaluation, expression->left);
	if (value.state != VALUE_KNOWN)
		return value;
	if (value.piece != NULL)
		return unknown();
	value.number = compute_unary((enum operator)expression->operation, value.number);
	return value;
}

/* The instruction at an offset that takes the upper part of a distance, or NULL. */
static const struct fixup *relative_high_at(const struct piece *piece, uint32_t offset)
{
	size_t low = 0, high = piece->fixup_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (piece->fixups[middle].offset < offset)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == piece->fixup_count || piece->fixups[low].offset != offset)
		return NULL;
	const struct expression *expression = piece->fixups[low].expression;
	if (expression->kind != EXPRESSION_PART || expression->operation != PART_RELATIVE_HIGH)
		return NULL;
	return &piece->fixups[low];
}

/* %pcrel_lo names the label of an instruction with %pcrel_hi, and means the rest of the same
 * distance, counted from there. */
static struct value relative_low(struct evaluation *evaluation, const struct expression *expression)
{
	const struct expression *label = expression->left;
	const struct symbol *symbol =
	        label->kind == EXPRESSION_SYMBOL ? definition_of(label->symbol) : NULL;
	const struct fixup *fixup = NULL;
	if (symbol != NULL && symbol->kind == SYMBOL_LABEL && symbol->piece != NULL)
		fixup = relative_high_at(symbol->piece, symbol->offset);
	if (fixup == NULL) {
		error_at(&evaluation->assembler->diagnostics, expression->location,
		         "%%pcrel_lo needs the label of an instruction with %%pcrel_hi");
		return failed();
	}
	struct value value = evaluate(evaluation, fixup->expression->left);
	int64_t from = (int64_t)symbol->piece->address + symbol->offset;
	value.number = low_part(add_numbers(value.number, -from));
	return value;
}

static struct value part_value(struct evaluation *evaluation, const struct expression *expression)
{
	enum value_part part = (enum value_part)expression->operation;
	if (!evaluation->is_final && part != PART_HIGH && part != PART_LOW)
		return unknown();
	if (part == PART_RELATIVE_LOW)
		return relative_low(evaluation, expression);
	struct value value = evaluate(evaluation, expression->left);
	if (value.state != VALUE_KNOWN)
		return value;
	if (value.piece != NULL)
		return unknown();
	if (part == PART_RELATIVE_HIGH)
		value.number -= (int64_t)evaluation->piece->address + evaluation->offset;
	value.number = part == PART_LOW ? low_part(value.number) : high_part(value.number);
	return value;
}

static struct value evaluate_kind(struct evaluation *evaluation,
                                  const struct expression *expression)
{
	switch ((enum expression_kind)expression->kind) {
	case EXPRESSION_NUMBER:
		return number_value(expression->number);
	case EXPRESSION_PLACE:
		return place_value(evaluation, expression->piece, expression->offset);
	case EXPRESSION_SYMBOL:
		return symbol_value(evaluation, expression);
	case EXPRESSION_UNARY:
		return unary_value(evaluation, expression);
	case EXPRESSION_BINARY:
		return binary_value(evaluation, expression);
	case EXPRESSION_PART:
		return part_value(evaluation, expression);
	case EXPRESSION_NAME:
		break;
	}
	return unknown();
}

struct value evaluate(struct evaluation *evaluation, const struct expression *expression)
{
	if (evaluation->depth == DEEPEST) {
		error_at(&evaluation->assembler->diagnostics, expression->location,
		         "the expression nests more than %d deep", DEEPEST);
		return failed();
	}
	if (evaluation->steps++ >= MOST_STEPS) {
		if (evaluation->steps == MOST_STEPS + 1)
			error_at(&evaluation->assembler->diagnostics, expression->location,
			         "the expression has more than %d parts", MOST_STEPS);
		return failed();
	}
	evaluation->depth++;
	struct value value = evaluate_kind(evaluation, expression);
	evaluation->depth--;
	return value;
}

bool known_number(struct assembler *assembler, const struct expression *expression, int64_t *number)
{
	if (expression == NULL)
		return false;
	struct evaluation evaluation = { .assembler = assembler };
	struct value value = evaluate(&evaluation, expression);
	*number = value.number;
	return value.state == VALUE_KNOWN && value.piece == NULL;
}
