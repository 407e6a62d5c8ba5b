/* The symbols of a unit. */
#include "assembler/program/symbol.h"

#include <stdio.h>

#include "assembler/program/assembler.h"
#include "assembler/program/section.h"

struct symbol *anonymous_symbol(struct assembler *assembler)
{
	struct symbol *symbol = arena_take(&assembler->arena, sizeof *symbol);
	symbol->unit = assembler->unit;
	symbol->is_hidden = true;
	return symbol;
}

struct symbol *symbol_of(struct assembler *assembler, struct name *name)
{
	enter_unit(name, assembler->unit);
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

bool is_defined(struct assembler *assembler, const struct symbol *symbol, uint32_t location)
{
	if (symbol->referred != NULL) {
		error_at(&assembler->diagnostics, location,
		         "this is another name of '%s' already, as .weakref says",
		         symbol->name->text);
		return true;
	}
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
	enter_unit(name, assembler->unit);
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

const struct symbol *definition_of(const struct symbol *symbol)
{
	return symbol->target == NULL ? symbol : symbol->target;
}
