/* The symbol table of an image: each unit's file and local symbols, then what is global. */
#include "assembler/image/symbol_table.h"
#include "assembler/link/link.h"

#include <elf.h>

#include "assembler/program/assembler.h"
#include "assembler/program/expression.h"
#include "assembler/program/section.h"
#include "assembler/program/symbol.h"

static void put_symbol(struct symbol_table *table, const char *name, uint32_t address,
                       uint32_t size, unsigned binding, unsigned type, unsigned section)
{
	Elf32_Sym symbol = {
		.st_name = *name == 0 ? 0 : (Elf32_Word)table->names.size,
		.st_value = address,
		.st_size = size,
		.st_info = (unsigned char)ELF32_ST_INFO(binding, type),
		.st_other = STV_DEFAULT,
		.st_shndx = (Elf32_Half)section,
	};
	put_bytes(&table->symbols, &symbol, sizeof symbol);
	if (*name != 0)
		put_string(&table->names, name);
}

/* The section in which, or behind which, an address lies; SHN_ABS for one before all. */
static unsigned section_at(const struct assembler *assembler, uint32_t address)
{
	unsigned number = SHN_ABS;
	for (const struct section *section = assembler->sections; section != NULL;
	     section = section->next)
		if (section->number != 0 && address >= section->address)
			number = section->number;
	return number;
}

static uint32_t final_number(struct assembler *assembler, const struct expression *expression)
{
	if (expression == NULL)
		return 0;
	struct evaluation evaluation = { .assembler = assembler, .is_final = true };
	return (uint32_t)evaluate(&evaluation, expression).number;
}

static unsigned type_of(const struct symbol *symbol)
{
	switch (symbol->type) {
	case TYPE_FUNCTION:
		return STT_FUNC;
	case TYPE_OBJECT:
		return STT_OBJECT;
	case TYPE_NONE:
		break;
	}
	return STT_NOTYPE;
}

static void put_defined(struct assembler *assembler, struct symbol_table *table,
                        const struct symbol *symbol, unsigned binding)
{
	uint32_t address, size = final_number(assembler, symbol->size);
	unsigned section;
	if (symbol->kind == SYMBOL_ASSIGNED) {
		address = final_number(assembler, symbol->value);
		section = symbol->value->kind == EXPRESSION_NUMBER ? SHN_ABS
		                                                   : section_at(assembler, address);
	} else if (symbol->piece != NULL) {
		address = symbol->piece->address + symbol->offset;
		section = symbol->piece->section->number;
	} else {
		address = symbol->offset;
		section = section_at(assembler, address);
	}
	/* A label in a section without bytes is where the next section would be. */
	if (section == 0)
		section = section_at(assembler, address);
	put_symbol(table, symbol->name->text, address, size, binding, type_of(symbol), section);
}

static bool is_exported(const struct symbol *symbol)
{
	return symbol->is_global || symbol->is_weak;
}

static bool is_local_label(const struct symbol *symbol)
{
	return symbol->kind == SYMBOL_LABEL && !symbol->is_hidden && !is_exported(symbol) &&
	       symbol->name != NULL;
}

static bool is_global_definition(const struct symbol *symbol)
{
	return symbol->kind != SYMBOL_UNDEFINED && is_exported(symbol) &&
	       symbol->name->global == symbol;
}

struct symbol_table make_symbol_table(struct assembler *assembler)
{
	struct symbol_table table = { 0 };
	const struct unit *unit;
	put_string(&table.names, "");
	put_symbol(&table, "", 0, 0, STB_LOCAL, STT_NOTYPE, SHN_UNDEF);
	for (unit = assembler->units; unit != NULL; unit = unit->next) {
		if (!unit->is_linked)
			continue;
		put_symbol(&table,
		           unit->file_name != NULL ? unit->file_name : shown_name(unit, unit->name),
		           0, 0, STB_LOCAL, STT_FILE, SHN_ABS);
		for (const struct symbol *symbol = unit->symbols; symbol != NULL;
		     symbol = symbol->next)
			if (is_local_label(symbol))
				put_defined(assembler, &table, symbol, STB_LOCAL);
	}
	table.locals = (unsigned)(table.symbols.size / sizeof(Elf32_Sym));
	for (unit = assembler->units; unit != NULL; unit = unit->next)
		for (const struct symbol *symbol = unit->is_linked ? unit->symbols : NULL;
		     symbol != NULL; symbol = symbol->next)
			if (is_global_definition(symbol))
				put_defined(assembler, &table, symbol,
				            symbol->is_weak ? STB_WEAK : STB_GLOBAL);
	for (const struct symbol *symbol = assembler->linker_symbols; symbol != NULL;
	     symbol = symbol->next)
		put_defined(assembler, &table, symbol, STB_GLOBAL);
	return table;
}
