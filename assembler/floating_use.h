/* Where a C file computes with floating-point numbers, which PG32 does not have. */
#ifndef PG32_ASSEMBLER_FLOATING_USE_H
#define PG32_ASSEMBLER_FLOATING_USE_H

#include <stdbool.h>
#include <stdio.h>

/* A place in a C file. */
struct use {
	char file[4096];
	unsigned line, column;
};

/* Looks for the first statement of GCC's last tree dump with line numbers (the dump "optimized",
 * "lineno") that has a floating-point number or variable. A call of a helper betrays most of
 * them to pg32-as, but not those that are only passed on, as in printf("%f", 1.5). */
bool find_floating_use(FILE *dump, struct use *use);

#endif
