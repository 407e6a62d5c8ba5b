/* The tables of the assembler's manual, printed from its definition files. */
#ifndef PG32_SPEC_LANGUAGE_H
#define PG32_SPEC_LANGUAGE_H

#include <stdbool.h>
#include <stdio.h>

/* Prints the directives of a GROUP of directives.def; false where there is none of the name. */
bool print_directives(FILE *out, const char *group);

/* Prints the rows of pseudo.def. */
void print_pseudo_instructions(FILE *out);

#endif
