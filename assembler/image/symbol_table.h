/* The symbol table of an image. */
#ifndef PG32_ASSEMBLER_SYMBOL_TABLE_H
#define PG32_ASSEMBLER_SYMBOL_TABLE_H

#include "assembler/text/output.h"

struct assembler;

/* The contents of .symtab and .strtab, to be freed, and the number of local symbols, which come
 * first. */
struct symbol_table {
	struct bytes symbols, names;
	unsigned locals;
};

struct symbol_table make_symbol_table(struct assembler *assembler);

#endif
