/* A run of the assembler. */
#ifndef PG32_ASSEMBLER_ASSEMBLE_H
#define PG32_ASSEMBLER_ASSEMBLE_H

#include <stdio.h>

#include "assembler/program/assembler.h"

/* Assembles and writes the output, unless there is an error. Errors go to the stream. Returns
 * the exit status: 0, or 1 with no output file. */
int assemble(const struct options *options, FILE *messages);

#endif
