/* The line table of an image, as DWARF 4. */
#ifndef PG32_ASSEMBLER_DWARF_H
#define PG32_ASSEMBLER_DWARF_H

#include "assembler/image/output.h"

struct assembler;

/* The contents of .debug_info, .debug_abbrev, .debug_line and .debug_ranges; to be freed. */
struct dwarf {
	struct bytes info, abbreviations, lines, ranges;
};

struct dwarf make_dwarf(const struct assembler *assembler);
void free_dwarf(struct dwarf *dwarf);

#endif
