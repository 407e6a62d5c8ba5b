/* What the parts of debug information share: tables that name places, and the numbers of DWARF. */
#ifndef PG32_ASSEMBLER_DWARF_TABLES_H
#define PG32_ASSEMBLER_DWARF_TABLES_H

#include <stdbool.h>
#include <stdint.h>

#include "assembler/dwarf/dwarf.h"

struct unit;

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

/* The line program of a unit, with the directory in which it was assembled or "." (lines.c). */
void put_lines(struct dwarf *dwarf, const struct unit *unit, const char *directory);

/* What a unit is and has: its lines, which begin at this offset, its places and, where they are
 * asked for, its functions and variables (entries.c). */
bool has_entries(struct assembler *assembler, const struct unit *unit);
void put_entries(struct dwarf *dwarf, struct assembler *assembler, const struct unit *unit,
                 size_t lines, const char *directory);
void put_abbreviations(struct bytes *bytes);

/* How a unit's frames are left (frames.c). */
void put_frames(struct dwarf *dwarf, const struct unit *unit);

#endif
