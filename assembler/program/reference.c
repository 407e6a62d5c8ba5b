/* References to symbols. */
#include "assembler/program/reference.h"

#include "assembler/program/assembler.h"
#include "assembler/program/expression.h"
#include "assembler/program/symbol.h"

void mark_references(const struct expression *expression)
{
	while (expression != NULL && expression->kind >= EXPRESSION_UNARY) {
		if (expression->kind == EXPRESSION_BINARY)
			mark_references(expression->right);
		expression = expression->left;
	}
	if (expression == NULL || expression->kind != EXPRESSION_SYMBOL ||
	    expression->symbol->reference != 0)
		return;
	struct symbol *symbol = expression->symbol;
	symbol->reference = expression->location;
	*symbol->unit->last_reference = symbol;
	symbol->unit->last_reference = &symbol->next_reference;
}

void settle_references(struct unit *unit)
{
	for (struct symbol *symbol = unit->symbols; symbol != NULL; symbol = symbol->next)
		if (symbol->kind == SYMBOL_ASSIGNED && (symbol->is_global || symbol->is_weak))
			mark_references(symbol->value);
	for (struct symbol *symbol = unit->symbols; symbol != NULL; symbol = symbol->next)
		if (symbol->referred != NULL && symbol->referred->kind != SYMBOL_UNDEFINED)
			symbol->target = symbol->referred;
	/* The list grows as it is walked. */
	for (struct symbol *symbol = unit->references; symbol != NULL;
	     symbol = symbol->next_reference)
		if (symbol->kind == SYMBOL_ASSIGNED)
			mark_references(symbol->value);
}
