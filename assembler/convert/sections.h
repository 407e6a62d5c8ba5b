/* The sections of a linked RISC-V executable that matter for its conversion: code and symbols. */
#ifndef PG32_ASSEMBLER_SECTIONS_H
#define PG32_ASSEMBLER_SECTIONS_H

#include <elf.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A section of instructions; where there is no section table, a segment of them. */
struct code {
	char name[48];    /* fit to be printed */
	uint32_t section; /* its number */
	uint32_t address, size;
	uint8_t *bytes;
};

struct sections {
	uint8_t *bytes;
	size_t size;
	struct code *codes;
	size_t code_count;
	/* The symbol table: offsets into the file, all of it inside. */
	size_t table; /* of its section header; 0: there is no table */
	size_t symbols, symbol_count, names, names_size;
	bool *removed;
	size_t immediates, immediates_size; /* as MAPPING_IMMEDIATES says; none: 0 */
	bool has_relocations;               /* symbols are counted by others */
};

/* Reads the section table; what is wrong with it, or NULL. In each case to be freed. */
const char *read_sections(struct sections *sections, uint8_t *bytes, size_t size);
void free_sections(struct sections *sections);

Elf32_Sym get_symbol(const struct sections *sections, size_t index);

/* A symbol's name, that ends within the file; NULL where it does not. */
const char *symbol_name(const struct sections *sections, const Elf32_Sym *symbol);

/* Marks a symbol, and takes all that are marked out of the table. */
void mark_removed(struct sections *sections, size_t index);
void remove_marked(struct sections *sections);

#endif
