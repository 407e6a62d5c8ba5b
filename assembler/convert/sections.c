/* Section headers, read by bytes and with every bound checked: the file may be anything. */
#include "assembler/convert/sections.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/image/mapping.h"
#include "machine/front/memory.h"

static bool is_inside(const struct sections *sections, uint64_t offset, uint64_t size)
{
	return offset <= sections->size && size <= sections->size - offset;
}

static Elf32_Shdr get_header(const struct sections *sections, const Elf32_Ehdr *elf, size_t index)
{
	Elf32_Shdr header;
	memcpy(&header, sections->bytes + elf->e_shoff + index * sizeof header, sizeof header);
	return header;
}

/* A name that ends within its table; NULL where it does not. */
static const char *name_at(const struct sections *sections, size_t table, size_t size,
                           size_t offset)
{
	if (offset >= size || memchr(sections->bytes + table + offset, 0, size - offset) == NULL)
		return NULL;
	return (const char *)sections->bytes + table + offset;
}

static const char *section_name(const struct sections *sections, const Elf32_Ehdr *elf,
                                uint32_t offset)
{
	if (elf->e_shstrndx >= elf->e_shnum)
		return "?";
	Elf32_Shdr names = get_header(sections, elf, elf->e_shstrndx);
	if (!is_inside(sections, names.sh_offset, names.sh_size))
		return "?";
	const char *name = name_at(sections, names.sh_offset, names.sh_size, offset);
	return name == NULL ? "?" : name;
}

static bool is_code(const Elf32_Shdr *header)
{
	const uint32_t flags = SHF_ALLOC | SHF_EXECINSTR;
	return header->sh_type == SHT_PROGBITS && (header->sh_flags & flags) == flags &&
	       header->sh_size > 0;
}

static int compare_codes(const void *left, const void *right)
{
	const struct code *a = left, *b = right;
	return (a->bytes > b->bytes) - (a->bytes < b->bytes);
}

static bool is_code_sound(const struct code *code)
{
	return code->address % 4 == 0 && code->size <= UINT32_MAX - code->address;
}

static bool codes_overlap(struct sections *sections)
{
	if (sections->code_count > 0)
		qsort(sections->codes, sections->code_count, sizeof *sections->codes,
		      compare_codes);
	for (size_t i = 1; i < sections->code_count; i++)
		if (sections->codes[i].bytes - sections->codes[i - 1].bytes <
		    (ptrdiff_t)sections->codes[i - 1].size)
			return true;
	return false;
}

static const char *read_table(struct sections *sections, const Elf32_Ehdr *elf, size_t index)
{
	Elf32_Shdr table = get_header(sections, elf, index);
	if (table.sh_link >= elf->e_shnum || !is_inside(sections, table.sh_offset, table.sh_size))
		return "truncated: the symbol table ends beyond the end of the file";
	Elf32_Shdr names = get_header(sections, elf, table.sh_link);
	if (!is_inside(sections, names.sh_offset, names.sh_size))
		return "truncated: the names of the symbols end beyond the end of the file";
	sections->table = elf->e_shoff + index * sizeof table;
	sections->symbols = table.sh_offset;
	sections->symbol_count = table.sh_size / sizeof(Elf32_Sym);
	sections->names = names.sh_offset;
	sections->names_size = names.sh_size;
	free(sections->removed);
	sections->removed = allocate_zeroed(sections->symbol_count + 1, sizeof(bool));
	return NULL;
}

static void add_code(struct sections *sections, const char *name, struct code code)
{
	snprintf(code.name, sizeof code.name, "%s", name);
	sections->codes[sections->code_count++] = code;
}

static const char *read_section(struct sections *sections, const Elf32_Ehdr *elf, size_t index)
{
	Elf32_Shdr header = get_header(sections, elf, index);
	if (header.sh_type == SHT_DYNAMIC)
		return "linked dynamically: link it with -static";
	if (header.sh_type == SHT_REL || header.sh_type == SHT_RELA || header.sh_type == SHT_GROUP)
		sections->has_relocations = true;
	if (header.sh_type == SHT_SYMTAB)
		return read_table(sections, elf, index);
	if (header.sh_type == SHT_PROGBITS && !(header.sh_flags & SHF_ALLOC) &&
	    strcmp(section_name(sections, elf, header.sh_name), MAPPING_IMMEDIATES) == 0) {
		if (!is_inside(sections, header.sh_offset, header.sh_size))
			return "truncated: a section ends beyond the end of the file";
		sections->immediates = header.sh_offset;
		sections->immediates_size = header.sh_size;
	}
	if (!is_code(&header))
		return NULL;
	if (!is_inside(sections, header.sh_offset, header.sh_size))
		return "truncated: a section ends beyond the end of the file";
	add_code(sections, section_name(sections, elf, header.sh_name),
	         (struct code){ .section = (uint32_t)index,
	                        .address = header.sh_addr,
	                        .size = header.sh_size,
	                        .bytes = sections->bytes + header.sh_offset });
	return NULL;
}

/* Without sections, the segments that may be executed are code. */
static const char *read_segments(struct sections *sections, const Elf32_Ehdr *elf)
{
	if (elf->e_phentsize != sizeof(Elf32_Phdr) ||
	    !is_inside(sections, elf->e_phoff, elf->e_phnum * sizeof(Elf32_Phdr)))
		return "truncated program headers";
	for (size_t i = 0; i < elf->e_phnum; i++) {
		Elf32_Phdr header;
		memcpy(&header, sections->bytes + elf->e_phoff + i * sizeof header, sizeof header);
		if (header.p_type != PT_LOAD || !(header.p_flags & PF_X) || header.p_filesz == 0)
			continue;
		if (!is_inside(sections, header.p_offset, header.p_filesz))
			return "truncated: a segment ends beyond the end of the file";
		add_code(sections, "segment",
		         (struct code){ .address = header.p_paddr,
		                        .size = header.p_filesz,
		                        .bytes = sections->bytes + header.p_offset });
	}
	return NULL;
}

const char *read_sections(struct sections *sections, uint8_t *bytes, size_t size)
{
	Elf32_Ehdr elf;
	const char *problem = NULL;
	memcpy(&elf, bytes, sizeof elf);
	*sections = (struct sections){ .bytes = bytes, .size = size };
	sections->codes =
	        allocate_zeroed((size_t)elf.e_shnum + elf.e_phnum + 1, sizeof *sections->codes);
	if (elf.e_shnum == 0)
		problem = read_segments(sections, &elf);
	else if (elf.e_shentsize != sizeof(Elf32_Shdr) ||
	         !is_inside(sections, elf.e_shoff, elf.e_shnum * sizeof(Elf32_Shdr)))
		problem = "truncated section headers";
	for (size_t i = 0; i < elf.e_shnum && problem == NULL; i++)
		problem = read_section(sections, &elf, i);
	for (size_t i = 0; i < sections->code_count && problem == NULL; i++)
		if (!is_code_sound(&sections->codes[i]))
			problem = "a section of instructions begins at no multiple of 4, or ends "
			          "beyond the 32-bit address space";
	if (problem == NULL && codes_overlap(sections))
		problem = "sections of instructions overlap in the file";
	return problem;
}

void free_sections(struct sections *sections)
{
	free(sections->codes);
	free(sections->removed);
}

Elf32_Sym get_symbol(const struct sections *sections, size_t index)
{
	Elf32_Sym symbol;
	memcpy(&symbol, sections->bytes + sections->symbols + index * sizeof symbol, sizeof symbol);
	return symbol;
}

static void set_symbol(struct sections *sections, size_t index, const Elf32_Sym *symbol)
{
	memcpy(sections->bytes + sections->symbols + index * sizeof *symbol, symbol,
	       sizeof *symbol);
}

const char *symbol_name(const struct sections *sections, const Elf32_Sym *symbol)
{
	return name_at(sections, sections->names, sections->names_size, symbol->st_name);
}

void mark_removed(struct sections *sections, size_t index)
{
	sections->removed[index] = true;
}

void remove_marked(struct sections *sections)
{
	size_t kept = 0, locals = 0;
	if (sections->table == 0)
		return;
	Elf32_Shdr header;
	memcpy(&header, sections->bytes + sections->table, sizeof header);
	for (size_t i = 0; i < sections->symbol_count; i++) {
		Elf32_Sym symbol = get_symbol(sections, i);
		/* What others count by number stays, without its name. */
		if (sections->removed[i] && sections->has_relocations)
			symbol.st_name = 0;
		else if (sections->removed[i])
			continue;
		locals += i < header.sh_info;
		set_symbol(sections, kept++, &symbol);
	}
	header.sh_size = (Elf32_Word)(kept * sizeof(Elf32_Sym));
	header.sh_info = (Elf32_Word)locals;
	memcpy(sections->bytes + sections->table, &header, sizeof header);
}
