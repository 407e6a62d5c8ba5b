/* The symbols of a unit. */
#include "assembler/program/symbol.h"

#include <stdio.h>

#include "assembler/program/assembler.h"
#include "assembler/program/expression.h"

struct symbol *anonymous_symbol(struct assembler *assembler)
{
	struct symbol *symbol = arena_take(&assembler->arena, sizeof *symbol);
	symbol->unit = assembler->unit;
	symbol->is_hidden = true;
	return symbol;
}

void enter_unit(struct assembler *assembler, struct name *name)
{
	if (name->unit == assembler->unit)
		return;
	name->unit = assembler->unit;
	name->symbol = NULL;
	name->forward = NULL;
	name->piece = NULL;
	name->file = 0;
}

struct symbol *symbol_of(struct assembler *assembler, struct name *name)
{
	enter_unit(assembler, name);
	if (name->symbol == NULL) {
		struct symbol *symbol = anonymous_symbol(assembler);
		symbol->name = name;
		symbol->is_hidden = name->text[0] == '.' && name->text[1] == 'L';
		*assembler->unit->last_symbol = symbol;
		assembler->unit->last_symbol = &symbol->next;
		name->symbol = symbol;
	}
	return name->symbol;
}

static bool is_defined(struct assembler *assembler, const struct symbol *symbol, uint32_t location)
{
	if (symbol->kind == SYMBOL_UNDEFINED)
		return false;
	if (!symbol->is_failed) {
		error_at(&assembler->diagnostics, location, "'%s' is already defined",
		         symbol->name->text);
		note_at(&assembler->diagnostics, symbol->definition, "it was defined here");
	}
	return true;
}

static void place_label(struct assembler *assembler, struct symbol *symbol, uint32_t location)
{
	symbol->kind = SYMBOL_LABEL;
	symbol->piece = assembler->piece;
	symbol->offset = (uint32_t)assembler->piece->size;
	symbol->definition = location;
}

void define_label(struct assembler *assembler, struct name *name, uint32_t location)
{
	struct symbol *symbol = symbol_of(assembler, name);
	if (!is_defined(assembler, symbol, location))
		place_label(assembler, symbol, location);
}

/* The digits of a numeric label are a name of their own: no identifier begins with a digit. */
static struct name *numeric_name(struct assembler *assembler, uint64_t number)
{
	char digits[24];
	int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
	struct name *name = name_of(&assembler->names, digits, (size_t)length);
	enter_unit(assembler, name);
	return name;
}

void define_numeric_label(struct assembler *assembler, uint64_t number, uint32_t location)
{
	struct name *name = numeric_name(assembler, number);
	struct symbol *symbol = name->forward;
	if (symbol == NULL)
		symbol = anonymous_symbol(assembler);
	symbol->name = name;
	place_label(assembler, symbol, location);
	name->symbol = symbol;
	name->forward = NULL;
}

struct symbol *numeric_label(struct assembler *assembler, uint64_t number, bool is_forward,
                             uint32_t location)
{
	struct name *name = numeric_name(assembler, number);
	if (!is_forward) {
		if (name->symbol == NULL)
			error_at(&assembler->diagnostics, location, "no label '%s:' comes before",
			         name->text);
		return name->symbol;
	}
	if (name->forward == NULL) {
		struct symbol *symbol = anonymous_symbol(assembler);
		symbol->name = name;
		*assembler->unit->last_symbol = symbol;
		assembler->unit->last_symbol = &symbol->next;
		name->forward = symbol;
	}
	return name->forward;
}

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
	if (is_defined(assembler, symbol, location))
		return;
	/* It is bound by the other's name, as one that is weak and not defined. */
	symbol->referred = symbol_of(assembler, other);
	symbol->name = other;
	symbol->is_weak = true;
	symbol->is_hidden = true;
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

const struct symbol *definition_of(const struct symbol *symbol)
{
	return symbol->target == NULL ? symbol : symbol->target;
}
