/* The tables of the manuals, printed from the definition files. */
#ifndef PG32_SPEC_TABLES_H
#define PG32_SPEC_TABLES_H

#include <stdbool.h>
#include <stdio.h>

/* Prints the table of this name as Markdown; false where there is none of the name. */
bool print_table(FILE *out, const char *name);

#endif
