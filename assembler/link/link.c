/* Symbols of different units bound to each other. */
#include "assembler/link/link.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "assembler/program/assembler.h"
#include "assembler/program/contents.h"
#include "assembler/program/expression.h"
#include "assembler/program/line.h"
#include "assembler/program/section.h"
#include "assembler/program/symbol.h"
#include "assembler/read/unit.h"

struct unit *add_unit(struct assembler *assembler, const char *path, bool is_library)
{
	struct unit *unit = arena_take(&assembler->arena, sizeof *unit);
	unit->name = path;
	unit->is_library = is_library;
	unit->last_piece = &unit->pieces;
	unit->last_symbol = &unit->symbols;
	unit->last_reference = &unit->references;
	unit->last_frame = &unit->frames;
	*assembler->last_unit = unit;
	assembler->last_unit = &unit->next;
	read_unit(assembler, unit);
	return unit;
}

static bool is_exported(const struct symbol *symbol)
{
	return symbol->kind != SYMBOL_UNDEFINED && (symbol->is_global || symbol->is_weak);
}

/* How strong a definition is: a stronger one replaces a weaker one. */
static int strength(const struct symbol *symbol)
{
	if (symbol->is_weak)
		return 0;
	if (symbol->kind == SYMBOL_COMMON)
		return 1;
	return symbol->unit->is_library ? 2 : 3;
}

static void merge_common(struct symbol *into, const struct symbol *from)
{
	if (from->common_size > into->common_size) {
		into->common_size = from->common_size;
		into->size = from->size;
	}
	if (from->common_alignment > into->common_alignment)
		into->common_alignment = from->common_alignment;
}

static void export_symbol(struct assembler *assembler, struct symbol *symbol)
{
	struct symbol *other = symbol->name->global;
	if (other == NULL || strength(symbol) > strength(other)) {
		symbol->name->global = symbol;
	} else if (symbol->kind == SYMBOL_COMMON && other->kind == SYMBOL_COMMON) {
		merge_common(other, symbol);
	} else if (strength(symbol) == strength(other) && !symbol->is_weak && !symbol->is_failed &&
	           !other->is_failed) {
		error_at(&assembler->diagnostics, symbol->definition,
		         "the global symbol '%s' is defined in two files", symbol->name->text);
		note_at(&assembler->diagnostics, other->definition, "it was defined here");
	}
}

static void export_unit(struct assembler *assembler, struct unit *unit)
{
	unit->is_linked = true;
	for (struct symbol *symbol = unit->symbols; symbol != NULL; symbol = symbol->next)
		if (is_exported(symbol))
			export_symbol(assembler, symbol);
}

static void read_libraries(struct assembler *assembler)
{
	for (size_t i = 0; i < assembler->options->library_count; i++) {
		struct unit *unit = add_unit(assembler, assembler->options->libraries[i], true);
		for (struct symbol *symbol = unit->symbols; symbol != NULL; symbol = symbol->next)
			if (is_exported(symbol) && symbol->name->library == NULL)
				symbol->name->library = symbol;
	}
}

static bool is_wanting(const struct symbol *symbol)
{
	return symbol->kind == SYMBOL_UNDEFINED && symbol->reference != 0 && !symbol->is_weak &&
	       !symbol->is_failed && symbol->name->global == NULL;
}

/* The entry is wanted too: so a library's start file is taken where the program has none. */
static struct name *entry_name(struct assembler *assembler)
{
	const char *entry = assembler->options->entry;
	if (entry == NULL)
		entry = "_start";
	return name_of(&assembler->names, entry, strlen(entry));
}

static bool wants_libraries(struct assembler *assembler)
{
	if (assembler->options->library_count != 0 && entry_name(assembler)->global == NULL)
		return true;
	for (const struct unit *unit = assembler->units; unit != NULL; unit = unit->next)
		for (const struct symbol *symbol = unit->symbols; symbol != NULL;
		     symbol = symbol->next)
			if (is_wanting(symbol))
				return true;
	return false;
}

/* Takes the libraries that a linked unit wants; true if there were any. */
static bool take_libraries(struct assembler *assembler, const struct unit *unit)
{
	bool took = false;
	for (struct symbol *symbol = unit->symbols; symbol != NULL; symbol = symbol->next) {
		if (!is_wanting(symbol) || symbol->name->library == NULL)
			continue;
		export_unit(assembler, symbol->name->library->unit);
		took = true;
	}
	return took;
}

/* A start file lies first, wherever its library was named: it begins sections that others go on. */
static void put_first(struct assembler *assembler, struct unit *unit)
{
	struct unit **place = &assembler->units;
	if (*place == unit)
		return;
	while (*place != unit)
		place = &(*place)->next;
	*place = unit->next;
	if (unit->next == NULL)
		assembler->last_unit = place;
	unit->next = assembler->units;
	assembler->units = unit;
}

static void link_units(struct assembler *assembler)
{
	for (struct unit *unit = assembler->units; unit != NULL; unit = unit->next)
		if (!unit->is_library)
			export_unit(assembler, unit);
	bool again = wants_libraries(assembler);
	if (again)
		read_libraries(assembler);
	const struct name *entry = entry_name(assembler);
	if (entry->global == NULL && entry->library != NULL) {
		put_first(assembler, entry->library->unit);
		export_unit(assembler, entry->library->unit);
	}
	while (again) {
		again = false;
		for (struct unit *unit = assembler->units; unit != NULL; unit = unit->next)
			if (unit->is_linked && take_libraries(assembler, unit))
				again = true;
	}
}

/* The fixup that first uses a symbol, and its piece. */
static const struct fixup *find_use(const struct symbol *symbol, const struct piece **piece)
{
	for (*piece = symbol->unit->pieces; *piece != NULL; *piece = (*piece)->next)
		for (size_t i = 0; i < (*piece)->fixup_count; i++)
			if (uses_symbol((*piece)->fixups[i].expression, symbol))
				return &(*piece)->fixups[i];
	return NULL;
}

static bool is_known_symbol(const struct name *name)
{
	return name->global != NULL || (name->symbol != NULL && !name->symbol->is_hidden &&
	                                name->symbol->kind != SYMBOL_UNDEFINED);
}

static void report_undefined(struct assembler *assembler, const struct symbol *symbol)
{
	/* To find names that are near takes long: not for messages that are not shown. */
	if (is_full(&assembler->diagnostics))
		return;
	const char *text = symbol->name->text, *file;
	unsigned line, column;
	const struct piece *piece;
	const struct fixup *use = find_use(symbol, &piece);
	struct diagnostics *diagnostics = &assembler->diagnostics;
	const struct name *near = nearest_name(&assembler->names, text, is_known_symbol);
	char message[200];
	if (text[0] >= '0' && text[0] <= '9')
		snprintf(message, sizeof message, "no label '%.60s:' comes after", text);
	else if (is_floating_helper(text))
		snprintf(message, sizeof message,
		         "floating point is not supported (this needs '%.60s')", text);
	else if (symbol->name->register_number >= 0)
		snprintf(message, sizeof message,
		         "undefined symbol '%.60s' (the register of this name does not fit here)",
		         text);
	else
		snprintf(message, sizeof message, "undefined symbol '%.80s'%s%.40s%s", text,
		         near == NULL ? "" : "; did you mean '", near == NULL ? "" : near->text,
		         near == NULL ? "" : "'?");
	if (use != NULL && line_of(piece, use->offset, &file, &line, &column))
		error_in_file(diagnostics, file, line, column, "%s", message);
	else
		error_at(diagnostics, symbol->reference, "%s", message);
}

/* Points every symbol to what it means. */
static void resolve_unit(struct assembler *assembler, struct unit *unit, bool is_complete)
{
	bool has_floating = false;
	for (struct symbol *symbol = unit->symbols; symbol != NULL; symbol = symbol->next) {
		bool is_local = symbol->kind != SYMBOL_UNDEFINED && !is_exported(symbol);
		struct symbol *global =
		        is_local || symbol->name == NULL ? NULL : symbol->name->global;
		if (global != NULL && global != symbol)
			symbol->target = global;
		if (!is_wanting(symbol) || !is_complete)
			continue;
		/* One of these is as good as all: they come together. */
		bool is_floating = is_floating_helper(symbol->name->text);
		if (!is_floating || !has_floating)
			report_undefined(assembler, symbol);
		has_floating |= is_floating;
	}
}

/* Gives a common block that no unit defines its place at the end of the unit's .bss. */
static void place_commons(struct assembler *assembler, struct unit *unit)
{
	assembler->unit = unit;
	for (struct symbol *symbol = unit->symbols; symbol != NULL; symbol = symbol->next) {
		if (symbol->kind != SYMBOL_COMMON || symbol->name->global != symbol)
			continue;
		assembler->piece = piece_of(assembler, ".bss", PART_BSS);
		align_to(assembler, symbol->definition, symbol->common_alignment, 0, UINT32_MAX);
		symbol->kind = SYMBOL_LABEL;
		symbol->piece = assembler->piece;
		symbol->offset = (uint32_t)assembler->piece->size;
		add_bytes(assembler, symbol->definition, NULL, symbol->common_size);
	}
}

void bind_symbols(struct assembler *assembler)
{
	link_units(assembler);
	define_linker_symbols(assembler);
	bool is_complete = true;
	for (struct unit *unit = assembler->units; unit != NULL; unit = unit->next)
		is_complete &= !unit->is_incomplete;
	for (struct unit *unit = assembler->units; unit != NULL; unit = unit->next)
		if (unit->is_linked)
			resolve_unit(assembler, unit, is_complete);
	for (struct unit *unit = assembler->units; unit != NULL; unit = unit->next)
		if (unit->is_linked)
			place_commons(assembler, unit);
}

void bind_object(struct assembler *assembler)
{
	struct unit *unit = assembler->units;
	unit->is_linked = true;
	for (const struct symbol *symbol = unit->symbols; symbol != NULL; symbol = symbol->next)
		if (is_wanting(symbol) && symbol->name->text[0] >= '0' &&
		    symbol->name->text[0] <= '9')
			report_undefined(assembler, symbol);
}

const char *shown_name(const struct unit *unit, const char *name)
{
	const char *slash = unit->is_library ? strrchr(name, '/') : NULL;
	return slash == NULL ? name : slash + 1;
}
