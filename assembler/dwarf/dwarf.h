/* The debug information of a program: lines, functions and variables, frames. */
#ifndef PG32_ASSEMBLER_DWARF_H
#define PG32_ASSEMBLER_DWARF_H

#include "assembler/text/output.h"

struct assembler;
struct piece;

enum dwarf_table {
	DWARF_INFO,
	DWARF_ABBREVIATIONS,
	DWARF_LINES,
	DWARF_RANGES,
	DWARF_UNITS,
	DWARF_FRAMES,
	DWARF_TABLES
};

/* Their names as sections. */
extern const char *const dwarf_names[DWARF_TABLES];

/* A word that moves when the file is linked: an address in a piece or, where that is NULL, a place
 * in a table. */
struct dwarf_place {
	enum dwarf_table in, to;
	uint32_t offset;
	const struct piece *piece;
	uint32_t addend;
};

/* To be freed. A table may be empty. */
struct dwarf {
	struct bytes tables[DWARF_TABLES];
	struct dwarf_place *places;
	size_t place_count, place_capacity;
};

struct dwarf make_dwarf(struct assembler *assembler);
void free_dwarf(struct dwarf *dwarf);

#endif
