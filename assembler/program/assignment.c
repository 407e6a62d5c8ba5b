/* Assigned symbols. */
#include "assembler/program/assignment.h"

#include "assembler/program/assembler.h"
#include "assembler/program/expression.h"
#include "assembler/program/symbol.h"

/* Of a symbol that is assigned again: what has been read goes on meaning this one, and the name
 * means another from here on. */
static struct symbol *replaced(struct assembler *assembler, struct symbol *symbol)
{
	struct symbol *next = anonymous_symbol(assembler);
	*next = *symbol;
	next->is_used = false;
	next->reference = 0;
	next->next = NULL;
	next->next_reference = NULL;
	*assembler->unit->last_symbol = next;
	assembler->unit->last_symbol = &next->next;
	symbol->name->symbol = next;
	symbol->is_hidden = true;
	symbol->is_global = symbol->is_weak = false;
	return next;
}

void assign_symbol(struct assembler *assembler, struct name *name, uint32_t location,
                   const struct expression *value, bool is_variable)
{
	struct symbol *symbol = symbol_of(assembler, name);
	bool again = symbol->kind == SYMBOL_ASSIGNED && symbol->is_variable && is_variable;
	if (!again && is_defined(assembler, symbol, location))
		return;
	value = settled(assembler, value);
	if (again && symbol->is_used)
		symbol = replaced(assembler, symbol);
	symbol->kind = SYMBOL_ASSIGNED;
	symbol->value = value;
	symbol->is_variable = is_variable;
	symbol->is_failed = value == NULL;
	symbol->definition = location;
}

void refer_weakly(struct assembler *assembler, struct name *name, struct name *other,
                  uint32_t location)
{
	struct symbol *symbol = symbol_of(assembler, name);
	struct symbol *referred = symbol_of(assembler, other);
	if (is_defined(assembler, symbol, location))
		return;
	if (symbol->is_referred || referred->referred != NULL || symbol == referred) {
		error_at(&assembler->diagnostics, location,
		         "a name that stands for a name that stands for another is not supported");
		return;
	}
	referred->is_referred = true;
	/* It is bound by the other's name, as one that is weak and not defined. */
	symbol->referred = referred;
	symbol->name = other;
	symbol->is_weak = true;
	symbol->is_hidden = true;
}
