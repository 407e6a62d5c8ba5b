/* Addresses: parts in order, in each its sections, in each the pieces of the units in order. */
#include <string.h>

#include "assembler/link/link.h"
#include "assembler/program/assembler.h"
#include "assembler/program/section.h"
#include "assembler/program/symbol.h"

/* The end of a part, as a symbol that programs may use; or the beginning. */
static const struct linker_symbol {
	const char *name;
	enum part part;
	bool is_start;
} linker_symbols[] = {
	{ "_etext", PART_TEXT, false },
	{ "_edata", PART_DATA, false },
	{ "__bss_start", PART_BSS, true },
	{ "_end", PART_BSS, false },
};

enum { LINKER_SYMBOLS = sizeof linker_symbols / sizeof linker_symbols[0] };

void define_linker_symbols(struct assembler *assembler)
{
	for (size_t i = LINKER_SYMBOLS; i > 0; i--) {
		const char *text = linker_symbols[i - 1].name;
		struct name *name = name_of(&assembler->names, text, strlen(text));
		if (name->global != NULL)
			continue;
		struct symbol *symbol = arena_take(&assembler->arena, sizeof *symbol);
		symbol->name = name;
		symbol->kind = SYMBOL_LABEL;
		symbol->is_global = true;
		symbol->next = assembler->linker_symbols;
		assembler->linker_symbols = symbol;
		name->global = symbol;
	}
}

static uint64_t aligned(uint64_t address, uint32_t alignment)
{
	return (address + alignment - 1) & ~(uint64_t)(alignment - 1);
}

/* Gives each section its pieces of the units that are linked. */
static void collect_pieces(struct assembler *assembler)
{
	for (struct section *section = assembler->sections; section != NULL;
	     section = section->next)
		section->last_piece = &section->pieces;
	for (struct unit *unit = assembler->units; unit != NULL; unit = unit->next)
		for (struct piece *piece = unit->pieces; piece != NULL; piece = piece->next)
			if (unit->is_linked && piece->section->part != PART_DROPPED) {
				*piece->section->last_piece = piece;
				piece->section->last_piece = &piece->next_of_section;
			}
}

/* Gives the pieces of a section addresses from this one up, and returns the end. */
static uint64_t lay_out_section(struct section *section, uint64_t address)
{
	for (const struct piece *piece = section->pieces; piece != NULL;
	     piece = piece->next_of_section)
		if (piece->alignment > section->alignment)
			section->alignment = piece->alignment;
	address = aligned(address, section->alignment);
	section->address = (uint32_t)address;
	for (struct piece *piece = section->pieces; piece != NULL; piece = piece->next_of_section) {
		address = aligned(address, piece->alignment);
		piece->address = (uint32_t)address;
		address += piece->size;
	}
	section->size = (uint32_t)address - section->address;
	return address;
}

/* The symbol is the address of a part's beginning or end, whether the part has sections or not. */
static void place_linker_symbol(struct assembler *assembler, const struct linker_symbol *row,
                                const uint32_t starts[PARTS], const uint32_t ends[PARTS])
{
	for (struct symbol *symbol = assembler->linker_symbols; symbol != NULL;
	     symbol = symbol->next)
		if (strcmp(symbol->name->text, row->name) == 0)
			symbol->offset = row->is_start ? starts[row->part] : ends[row->part];
}

static struct symbol *find_symbol(struct assembler *assembler, const char *text)
{
	struct name *name = name_of(&assembler->names, text, strlen(text));
	if (name->global != NULL)
		return name->global;
	for (struct unit *unit = assembler->units; unit != NULL; unit = unit->next)
		for (struct symbol *symbol = unit->symbols; symbol != NULL; symbol = symbol->next)
			if (unit->is_linked && symbol->name == name && symbol->kind == SYMBOL_LABEL)
				return symbol;
	return NULL;
}

static void find_entry(struct assembler *assembler)
{
	const char *text = assembler->options->entry;
	const struct symbol *symbol = find_symbol(assembler, text == NULL ? "_start" : text);
	assembler->entry = assembler->options->origin;
	if (symbol != NULL && symbol->kind == SYMBOL_LABEL)
		assembler->entry =
		        symbol->offset + (symbol->piece == NULL ? 0 : symbol->piece->address);
	else if (text != NULL)
		error_at(&assembler->diagnostics, 0, "the entry '%s' is not defined", text);
	if (assembler->entry % 4 != 0)
		error_at(&assembler->diagnostics, symbol->definition,
		         "the entry is not at a multiple of 4");
}

void lay_out(struct assembler *assembler)
{
	uint32_t starts[PARTS], ends[PARTS];
	collect_pieces(assembler);
	uint64_t address = assembler->options->origin;
	struct section *section = assembler->sections;
	for (enum part part = PART_TEXT; part < PARTS; part++) {
		/* What follows an odd number of bytes still begins at a word. */
		address = aligned(address, 4);
		starts[part] = (uint32_t)address;
		for (; section != NULL && section->part == part; section = section->next) {
			address = lay_out_section(section, address);
			if (address > UINT64_C(1) << 32) {
				error_at(&assembler->diagnostics, 0,
				         "the image does not fit into 32-bit addresses");
				return;
			}
		}
		address = aligned(address, 4);
		ends[part] = (uint32_t)address;
	}
	for (size_t i = 0; i < LINKER_SYMBOLS; i++)
		place_linker_symbol(assembler, &linker_symbols[i], starts, ends);
	find_entry(assembler);
}
