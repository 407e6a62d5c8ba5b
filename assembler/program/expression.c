/* Making and folding expressions. */
#include "assembler/program/expression.h"

#include <string.h>

#include "assembler/program/arithmetic.h"
#include "assembler/program/assembler.h"
#include "assembler/program/section.h"
#include "assembler/program/symbol.h"

static struct expression *make(struct assembler *assembler, uint32_t location,
                               enum expression_kind kind)
{
	struct expression *expression = arena_take(&assembler->arena, sizeof *expression);
	expression->kind = (uint8_t)kind;
	expression->location = location;
	return expression;
}

static bool is_leaf(const struct expression *expression)
{
	return expression->kind == EXPRESSION_SYMBOL || expression->kind == EXPRESSION_PLACE;
}

struct expression *make_number(struct assembler *assembler, uint32_t location, int64_t number)
{
	struct expression *expression = make(assembler, location, EXPRESSION_NUMBER);
	expression->number = number;
	return expression;
}

struct expression *make_symbol(struct assembler *assembler, uint32_t location,
                               struct symbol *symbol)
{
	if (symbol == NULL)
		return NULL;
	struct expression *expression = make(assembler, location, EXPRESSION_SYMBOL);
	/* An assigned symbol is its value from here on. One that is another name of a place or
	 * symbol stays, since it may turn out to be weak. */
	if (symbol->kind == SYMBOL_ASSIGNED && symbol->value != NULL && !symbol->is_weak &&
	    !is_leaf(symbol->value)) {
		*expression = *symbol->value;
		expression->location = location;
		expression->is_bracketed = false;
		expression->is_below = false;
		expression->word = NULL;
		return expression;
	}
	expression->symbol = symbol;
	symbol->is_used = true;
	return expression;
}

struct expression *make_name(struct assembler *assembler, uint32_t location, struct name *name)
{
	struct expression *expression =
	        name->register_number >= 0
	                ? make(assembler, location, EXPRESSION_NAME)
	                : make_symbol(assembler, location, symbol_of(assembler, name));
	expression->word = name;
	return expression;
}

struct expression *make_here(struct assembler *assembler, uint32_t location, size_t distance)
{
	struct expression *expression = make(assembler, location, EXPRESSION_PLACE);
	expression->piece = assembler->piece;
	expression->offset = (int64_t)(assembler->piece->size + distance);
	return expression;
}

struct expression *as_value(struct assembler *assembler, struct expression *expression)
{
	if (expression == NULL || expression->kind != EXPRESSION_NAME)
		return expression;
	return make_symbol(assembler, expression->location, symbol_of(assembler, expression->word));
}

int expression_register(const struct expression *expression)
{
	if (expression == NULL || expression->kind != EXPRESSION_NAME)
		return -1;
	return expression->word->register_number;
}

bool uses_symbol(const struct expression *expression, const struct symbol *symbol)
{
	while (expression != NULL && expression->kind >= EXPRESSION_UNARY) {
		if (expression->kind == EXPRESSION_BINARY && uses_symbol(expression->right, symbol))
			return true;
		expression = expression->left;
	}
	return expression != NULL && expression->kind == EXPRESSION_SYMBOL &&
	       expression->symbol == symbol;
}

/* A copy with the number added to a symbol or place. */
static struct expression *displaced(struct assembler *assembler, const struct expression *from,
                                    int64_t distance)
{
	struct expression *expression = make(assembler, from->location, from->kind);
	*expression = *from;
	expression->is_bracketed = false;
	expression->word = NULL;
	if (from->kind == EXPRESSION_SYMBOL)
		expression->addend = add_numbers(from->addend, distance);
	else
		expression->offset = add_numbers(from->offset, distance);
	return expression;
}

static bool is_simple(const struct expression *expression)
{
	return expression->kind == EXPRESSION_NUMBER || is_leaf(expression);
}

const struct expression *settled(struct assembler *assembler, const struct expression *expression)
{
	if (expression == NULL || expression->kind != EXPRESSION_SYMBOL)
		return expression;
	const struct symbol *symbol = expression->symbol;
	if (symbol->kind != SYMBOL_ASSIGNED || symbol->is_weak || symbol->value == NULL ||
	    !is_leaf(symbol->value))
		return expression;
	return displaced(assembler, symbol->value, expression->addend);
}

bool is_below_zero(const struct expression *expression, int64_t number)
{
	return expression->kind == EXPRESSION_NUMBER ? expression->is_below : number < 0;
}

/* The same of the result of two operands. */
static bool result_is_below(enum operator operation, const struct expression *left,
                            const struct expression *right, int64_t number)
{
	if (left->kind != EXPRESSION_NUMBER || right->kind != EXPRESSION_NUMBER)
		return number < 0;
	const uint64_t a = (uint64_t)left->number, b = (uint64_t)right->number;
	if (operation == OPERATOR_ADD)
		return (left->is_below != right->is_below) != ((uint64_t)number < a);
	if (operation == OPERATOR_SUBTRACT)
		return (left->is_below != right->is_below) != (a < b);
	return left->is_below;
}

/* What can be said of two operands at once: numbers are computed, distances within a piece are
 * numbers, and a number joins a symbol. NULL where nothing can. */
static struct expression *fold(struct assembler *assembler, uint32_t location,
                               enum operator operation, struct expression *left,
                               struct expression *right)
{
	if (right->kind == EXPRESSION_NUMBER && is_leaf(left)) {
		if (operation == OPERATOR_ADD)
			return displaced(assembler, left, right->number);
		if (operation == OPERATOR_SUBTRACT)
			return displaced(assembler, left, negate_number(right->number));
	}
	if (left->kind == EXPRESSION_NUMBER && is_leaf(right) && operation == OPERATOR_ADD)
		return displaced(assembler, right, left->number);
	/* A tree was unknown when it was made: looking into it again and again would take long. */
	if (!is_simple(left) || !is_simple(right))
		return NULL;
	struct evaluation evaluation = { .assembler = assembler };
	struct value a = evaluate(&evaluation, left), b = evaluate(&evaluation, right);
	if (a.state != VALUE_KNOWN || b.state != VALUE_KNOWN || a.piece != b.piece)
		return NULL;
	if (a.piece != NULL && !keeps_distance(operation))
		return NULL;
	int64_t number;
	if (!compute(operation, a.number, b.number, &number)) {
		error_at(&assembler->diagnostics, right->location, "division by zero");
		number = 0;
	}
	struct expression *result = make_number(assembler, location, number);
	result->is_below = result_is_below(operation, left, right, number);
	return result;
}

struct expression *make_binary(struct assembler *assembler, uint32_t location,
                               enum operator operation, struct expression *left,
                               struct expression *right)
{
	left = as_value(assembler, left);
	right = as_value(assembler, right);
	if (left == NULL || right == NULL)
		return NULL;
	struct expression *folded = fold(assembler, location, operation, left, right);
	if (folded != NULL)
		return folded;
	struct expression *expression = make(assembler, location, EXPRESSION_BINARY);
	expression->operation = (uint8_t)operation;
	expression->left = left;
	expression->right = right;
	return expression;
}

struct expression *make_unary(struct assembler *assembler, uint32_t location,
                              enum operator operation, struct expression *operand)
{
	operand = as_value(assembler, operand);
	if (operand == NULL)
		return NULL;
	if (operand->kind == EXPRESSION_NUMBER) {
		struct expression *number =
		        make_number(assembler, location, compute_unary(operation, operand->number));
		bool turns = operation == OPERATOR_INVERT ||
		             (operation == OPERATOR_NEGATE && operand->number != 0);
		number->is_below = operation != OPERATOR_NOT && operand->is_below != turns;
		return number;
	}
	struct expression *expression = make(assembler, location, EXPRESSION_UNARY);
	expression->operation = (uint8_t)operation;
	expression->left = operand;
	return expression;
}

static const char *const part_names[] = {
	[PART_HIGH] = "hi",
	[PART_LOW] = "lo",
	[PART_RELATIVE_HIGH] = "pcrel_hi",
	[PART_RELATIVE_LOW] = "pcrel_lo",
};

bool find_value_part(const char *name, enum value_part *part)
{
	for (unsigned i = 0; i < sizeof part_names / sizeof part_names[0]; i++)
		if (strcmp(name, part_names[i]) == 0) {
			*part = (enum value_part)i;
			return true;
		}
	return false;
}

struct expression *make_part(struct assembler *assembler, uint32_t location, enum value_part part,
                             struct expression *operand)
{
	operand = as_value(assembler, operand);
	if (operand == NULL)
		return NULL;
	if (operand->kind == EXPRESSION_NUMBER && part == PART_HIGH)
		return make_number(assembler, location, high_part(operand->number));
	if (operand->kind == EXPRESSION_NUMBER && part == PART_LOW)
		return make_number(assembler, location, low_part(operand->number));
	struct expression *expression = make(assembler, location, EXPRESSION_PART);
	expression->operation = (uint8_t)part;
	expression->left = operand;
	return expression;
}
