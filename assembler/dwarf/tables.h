/* The tables of debug information, which name places, and the numbers of DWARF. */
#ifndef PG32_ASSEMBLER_DWARF_TABLES_H
#define PG32_ASSEMBLER_DWARF_TABLES_H

#include <stdbool.h>
#include <stdint.h>

#include "assembler/text/output.h"

struct piece;
struct unit;

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

/* From the DWARF 5 standard, chapter 7. */
enum { DWARF_VERSION = 5, ADDRESS_SIZE = 4, FORM_STRING = 0x08, FORM_UNSIGNED = 0x0F };

/* The source that a unit is known by. */
const char *source_name(const struct unit *unit);

/* Puts an address in a piece, or where another table has grown to. */
void put_address(struct dwarf *dwarf, enum dwarf_table in, const struct piece *piece,
                 uint32_t offset);
void put_offset(struct dwarf *dwarf, enum dwarf_table in, enum dwarf_table to, size_t offset);

/* A block is a length and so many bytes, which begin where the first function says. */
size_t begin_block(struct bytes *bytes);
void end_block(struct bytes *bytes, size_t start);

#endif
