/* The parts of debug information, which fill its tables. */
#ifndef PG32_ASSEMBLER_DWARF_PARTS_H
#define PG32_ASSEMBLER_DWARF_PARTS_H

#include <stdbool.h>

#include "assembler/dwarf/tables.h"

struct assembler;

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
