/* The object file. Its sections: those of the pieces, those of debug information, what relocates
 * each of them, and the tables of symbols and names. */
#include "assembler/image/object.h"

#include <elf.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/dwarf/dwarf.h"
#include "assembler/image/mapping.h"
#include "assembler/image/relocation.h"
#include "assembler/program/assembler.h"
#include "assembler/program/expression.h"
#include "assembler/program/section.h"
#include "assembler/program/symbol.h"
#include "assembler/text/output.h"
#include "isa/profiles.h"
#include "machine/front/file.h"

enum { FIRST_SECTION_SYMBOL = 2 /* after none and the file */ };

struct object {
	struct assembler *assembler;
	struct unit *unit;
	struct relocations relocations;
	struct dwarf dwarf;
	struct bytes file, headers, names, symbols, strings;
	unsigned sections;                         /* so far */
	unsigned tables[DWARF_TABLES], immediates; /* section numbers */
	unsigned locals;
};

static unsigned symbol_count(const struct object *object)
{
	return (unsigned)(object->symbols.size / sizeof(Elf32_Sym));
}

static unsigned put_symbol(struct object *object, const char *name, Elf32_Sym symbol)
{
	symbol.st_name = *name == 0 ? 0 : (Elf32_Word)object->strings.size;
	put_bytes(&object->symbols, &symbol, sizeof symbol);
	if (*name != 0)
		put_string(&object->strings, name);
	return symbol_count(object) - 1;
}

/* Adds a section with its bytes (NULL: it has none in the file). Returns its number. */
static unsigned add_section(struct object *object, const char *name, Elf32_Shdr header,
                            const void *bytes)
{
	while (object->file.size % 4 != 0)
		put_number(&object->file, 0, 1);
	header.sh_name = (Elf32_Word)object->names.size;
	header.sh_offset = (Elf32_Off)object->file.size;
	put_string(&object->names, name);
	if (bytes != NULL)
		put_bytes(&object->file, bytes, header.sh_size);
	put_bytes(&object->headers, &header, sizeof header);
	return object->sections++;
}

static uint32_t flags_of(enum part part)
{
	switch (part) {
	case PART_TEXT:
		return SHF_ALLOC | SHF_EXECINSTR;
	case PART_RODATA:
		return SHF_ALLOC;
	case PART_DATA:
	case PART_BSS:
		return SHF_ALLOC | SHF_WRITE;
	case PART_DROPPED:
		break;
	}
	return 0;
}

static void add_pieces(struct object *object)
{
	for (struct piece *piece = object->unit->pieces; piece != NULL; piece = piece->next) {
		if (piece->section->part == PART_DROPPED)
			continue;
		enum part part = piece->section->part;
		Elf32_Shdr header = {
			.sh_type = part == PART_BSS ? SHT_NOBITS : SHT_PROGBITS,
			.sh_flags = flags_of(part),
			.sh_size = (Elf32_Word)piece->size,
			.sh_addralign = piece->alignment,
		};
		piece->number = add_section(object, piece->name, header, piece->bytes);
	}
	for (enum dwarf_table table = 0; table < DWARF_TABLES; table++) {
		const struct bytes *bytes = &object->dwarf.tables[table];
		Elf32_Shdr header = { .sh_type = SHT_PROGBITS,
			              .sh_size = (Elf32_Word)bytes->size,
			              .sh_addralign = 1 };
		if (bytes->size != 0)
			object->tables[table] =
			        add_section(object, dwarf_names[table], header, bytes->data);
	}
}

/* The table of immediates that the linked program is to get: for each its address and its value. */
static void add_immediates(struct object *object)
{
	size_t size = object->relocations.immediate_count * 2 * sizeof(uint32_t);
	Elf32_Shdr header = { .sh_type = SHT_PROGBITS,
		              .sh_size = (Elf32_Word)size,
		              .sh_addralign = 4 };
	if (size == 0)
		return;
	void *zeros = allocate_zeroed(1, size);
	object->immediates = add_section(object, MAPPING_IMMEDIATES, header, zeros);
	free(zeros);
}

static Elf32_Sym local_symbol(unsigned section, uint32_t value, unsigned type)
{
	return (Elf32_Sym){ .st_value = value,
		            .st_info = (unsigned char)ELF32_ST_INFO(STB_LOCAL, type),
		            .st_shndx = (Elf32_Half)section };
}

/* Where code and data begin, for what converts the linked program. */
static void put_mapping(struct object *object, const struct piece *piece)
{
	for (size_t i = 0; i < piece->stretch_count; i++)
		put_symbol(object, piece->stretches[i].is_code ? MAPPING_PG32 : MAPPING_DATA,
		           local_symbol(piece->number, piece->stretches[i].offset, STT_NOTYPE));
}

static uint32_t known_value(struct object *object, const struct expression *expression)
{
	int64_t number;
	return known_number(object->assembler, expression, &number) ? (uint32_t)number : 0;
}

static unsigned type_of(const struct symbol *symbol)
{
	return symbol->type == TYPE_FUNCTION ? STT_FUNC
	       : symbol->type == TYPE_OBJECT ? STT_OBJECT
	                                     : STT_NOTYPE;
}

/* The place of a symbol, without its binding; false after an error. */
static bool place_symbol(struct object *object, const struct symbol *symbol, Elf32_Sym *result)
{
	struct evaluation evaluation = { .assembler = object->assembler };
	struct value value = { VALUE_KNOWN, symbol->piece, symbol->offset };
	*result = local_symbol(SHN_UNDEF, 0, type_of(symbol));
	result->st_size = known_value(object, symbol->size);
	if (symbol->kind == SYMBOL_UNDEFINED)
		return true;
	if (symbol->kind == SYMBOL_COMMON) {
		result->st_shndx = SHN_COMMON;
		result->st_value = symbol->common_alignment;
		return true;
	}
	if (symbol->kind == SYMBOL_ASSIGNED)
		value = evaluate(&evaluation, symbol->value);
	if (value.state == VALUE_UNKNOWN)
		error_at(&object->assembler->diagnostics, symbol->definition,
		         "an object cannot give '%s' a value that only a linker knows",
		         symbol->name->text);
	if (value.state != VALUE_KNOWN)
		return false;
	result->st_shndx = (Elf32_Half)(value.piece == NULL ? SHN_ABS : value.piece->number);
	result->st_value = (Elf32_Addr)value.number;
	return true;
}

static bool is_exported(const struct symbol *symbol)
{
	return symbol->is_global || symbol->is_weak ||
	       (symbol->kind == SYMBOL_UNDEFINED && symbol->reference != 0);
}

static void put_locals(struct object *object)
{
	Elf32_Sym symbol = local_symbol(SHN_ABS, 0, STT_FILE);
	const struct unit *unit = object->unit;
	put_symbol(object, "", (Elf32_Sym){ .st_value = 0 });
	put_symbol(object,
	           unit->file_name != NULL ? unit->file_name
	           : unit->file_count > 0  ? unit->files[0].name
	                                   : unit->name,
	           symbol);
	for (unsigned section = 1; section < object->sections; section++)
		put_symbol(object, "", local_symbol(section, 0, STT_SECTION));
	for (const struct piece *piece = unit->pieces; piece != NULL; piece = piece->next)
		if (piece->section->part == PART_TEXT)
			put_mapping(object, piece);
	if (object->assembler->profile != PROFILE_pg32) {
		char name[64];
		snprintf(name, sizeof name, MAPPING_ISA "%s",
		         profile_rows[object->assembler->profile].name);
		put_symbol(object, name, local_symbol(SHN_ABS, 0, STT_NOTYPE));
	}
	for (struct symbol *local = unit->symbols; local != NULL; local = local->next)
		if (local->kind == SYMBOL_LABEL && !local->is_hidden && !is_exported(local) &&
		    place_symbol(object, local, &symbol))
			local->number = put_symbol(object, local->name->text, symbol);
	/* Labels without a place in the table that a relocation names all the same. */
	for (size_t i = 0; i < object->relocations.count; i++) {
		struct symbol *label =
		        (struct symbol *)(uintptr_t)object->relocations.items[i].symbol;
		if (label != NULL && label->number == 0 && label->kind == SYMBOL_LABEL &&
		    !is_exported(label) && place_symbol(object, label, &symbol))
			label->number = put_symbol(object, ".L", symbol);
	}
	object->locals = symbol_count(object);
}

static void put_globals(struct object *object)
{
	Elf32_Sym symbol;
	for (struct symbol *global = object->unit->symbols; global != NULL; global = global->next) {
		if (!is_exported(global) ||
		    (global->kind == SYMBOL_UNDEFINED && global->reference == 0) ||
		    !place_symbol(object, global, &symbol))
			continue;
		unsigned binding = global->is_weak ? STB_WEAK : STB_GLOBAL;
		symbol.st_info = (unsigned char)ELF32_ST_INFO(binding, type_of(global));
		global->number = put_symbol(object, global->name->text, symbol);
	}
}

static void put_relocation(struct bytes *bytes, uint32_t offset, unsigned symbol, unsigned type,
                           int64_t addend)
{
	Elf32_Rela relocation = { .r_offset = offset,
		                  .r_info = ELF32_R_INFO(symbol, type),
		                  .r_addend = (Elf32_Sword)addend };
	put_bytes(bytes, &relocation, sizeof relocation);
}

static void add_relocations(struct object *object, const char *of, unsigned section,
                            struct bytes *bytes)
{
	char *name = allocate(strlen(of) + sizeof ".rela");
	Elf32_Shdr header = { .sh_type = SHT_RELA,
		              .sh_flags = SHF_INFO_LINK,
		              .sh_size = (Elf32_Word)bytes->size,
		              .sh_info = section,
		              .sh_addralign = 4,
		              .sh_entsize = sizeof(Elf32_Rela) };
	strcat(strcpy(name, ".rela"), of);
	if (bytes->size != 0)
		add_section(object, name, header, bytes->data);
	free(bytes->data);
	free(name);
}

static unsigned section_symbol(unsigned section)
{
	return FIRST_SECTION_SYMBOL + section - 1;
}

static unsigned symbol_of_relocation(const struct relocation *item)
{
	return item->symbol != NULL  ? item->symbol->number
	       : item->piece != NULL ? section_symbol(item->piece->number)
	                             : 0;
}

/* The relocations of each piece, which follow one another in the list. */
static void add_piece_relocations(struct object *object)
{
	const struct relocations *list = &object->relocations;
	for (size_t i = 0; i < list->count;) {
		const struct piece *piece = list->items[i].in;
		struct bytes bytes = { 0 };
		for (; i < list->count && list->items[i].in == piece; i++) {
			const struct relocation *item = &list->items[i];
			put_relocation(&bytes, item->offset, symbol_of_relocation(item), item->type,
			               item->addend);
		}
		add_relocations(object, piece->name, piece->number, &bytes);
	}
}

static void add_immediate_relocations(struct object *object)
{
	const struct relocations *list = &object->relocations;
	struct bytes bytes = { 0 };
	for (size_t i = 0; i < list->immediate_count; i++) {
		const struct relocation *item = &list->immediates[i];
		uint32_t offset = (uint32_t)(i * 2 * sizeof(uint32_t));
		put_relocation(&bytes, offset, section_symbol(item->in->number), R_RISCV_32,
		               item->offset);
		put_relocation(&bytes, offset + (uint32_t)sizeof(uint32_t),
		               symbol_of_relocation(item), R_RISCV_32, item->addend);
	}
	add_relocations(object, MAPPING_IMMEDIATES, object->immediates, &bytes);
}

static void add_table_relocations(struct object *object, enum dwarf_table table)
{
	struct bytes bytes = { 0 };
	for (size_t i = 0; i < object->dwarf.place_count; i++) {
		const struct dwarf_place *place = &object->dwarf.places[i];
		unsigned section =
		        place->piece != NULL ? place->piece->number : object->tables[place->to];
		if (place->in == table)
			put_relocation(&bytes, place->offset, section_symbol(section), R_RISCV_32,
			               place->addend);
	}
	add_relocations(object, dwarf_names[table], object->tables[table], &bytes);
}

/* Adds the tables, points the relocations to their symbols, and puts header and section headers. */
static void finish(struct object *object)
{
	Elf32_Shdr symbols = { .sh_type = SHT_SYMTAB,
		               .sh_size = (Elf32_Word)object->symbols.size,
		               .sh_info = object->locals,
		               .sh_addralign = 4,
		               .sh_entsize = sizeof(Elf32_Sym) };
	Elf32_Shdr strings = { .sh_type = SHT_STRTAB,
		               .sh_size = (Elf32_Word)object->strings.size,
		               .sh_addralign = 1 };
	symbols.sh_link = object->sections + 1;
	unsigned table = add_section(object, ".symtab", symbols, object->symbols.data);
	add_section(object, ".strtab", strings, object->strings.data);
	strings.sh_size = (Elf32_Word)(object->names.size + sizeof ".shstrtab");
	strings.sh_name = (Elf32_Word)object->names.size;
	strings.sh_offset = (Elf32_Off)object->file.size;
	put_string(&object->names, ".shstrtab");
	put_bytes(&object->file, object->names.data, object->names.size);
	put_bytes(&object->headers, &strings, sizeof strings);
	Elf32_Shdr *headers = (Elf32_Shdr *)(void *)object->headers.data;
	for (unsigned i = 0; i < object->sections; i++)
		if (headers[i].sh_type == SHT_RELA)
			headers[i].sh_link = table;
	while (object->file.size % 4 != 0)
		put_number(&object->file, 0, 1);
	Elf32_Ehdr header = { .e_ident = { ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS32,
		                           ELFDATA2LSB, EV_CURRENT },
		              .e_type = ET_REL,
		              .e_machine = EM_RISCV,
		              .e_version = EV_CURRENT,
		              .e_shoff = (Elf32_Off)object->file.size,
		              .e_flags = EF_RISCV_RVE,
		              .e_ehsize = sizeof header,
		              .e_shentsize = sizeof(Elf32_Shdr),
		              .e_shnum = (Elf32_Half)(object->sections + 1),
		              .e_shstrndx = (Elf32_Half)object->sections };
	put_bytes(&object->file, object->headers.data, object->headers.size);
	memcpy(object->file.data, &header, sizeof header);
}

static void make_object(struct object *object)
{
	static const Elf32_Ehdr empty;
	static const Elf32_Shdr none;
	put_bytes(&object->file, &empty, sizeof empty);
	put_bytes(&object->headers, &none, sizeof none);
	put_string(&object->names, "");
	put_string(&object->strings, "");
	object->sections = 1;
	add_pieces(object);
	add_immediates(object);
	put_locals(object);
	put_globals(object);
	if (2 * object->sections + 3 >= SHN_LORESERVE)
		error_at(&object->assembler->diagnostics, 0, "too many sections for an object");
	add_piece_relocations(object);
	for (enum dwarf_table table = 0; table < DWARF_TABLES; table++)
		add_table_relocations(object, table);
	add_immediate_relocations(object);
	finish(object);
}

void write_object(struct assembler *assembler)
{
	struct object object = { .assembler = assembler, .unit = assembler->units };
	const char *path = assembler->options->output;
	int error;
	object.relocations = relocate(assembler, object.unit);
	object.dwarf = make_dwarf(assembler);
	if (assembler->diagnostics.errors == 0)
		make_object(&object);
	if (assembler->diagnostics.errors == 0 &&
	    (error = write_whole(path, object.file.data, object.file.size, false)) != 0)
		error_at(&assembler->diagnostics, 0, "cannot write '%s': %s", path,
		         writing_problem(error));
	free(object.relocations.items);
	free(object.relocations.immediates);
	free_dwarf(&object.dwarf);
	free(object.file.data);
	free(object.headers.data);
	free(object.names.data);
	free(object.symbols.data);
	free(object.strings.data);
}
