/* The debug information of a program: lines, functions and variables, frames. */
#ifndef PG32_ASSEMBLER_DWARF_H
#define PG32_ASSEMBLER_DWARF_H

#include "assembler/dwarf/tables.h"

struct assembler;

struct dwarf make_dwarf(struct assembler *assembler);
void free_dwarf(struct dwarf *dwarf);

#endif
