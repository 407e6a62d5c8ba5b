/* The output: an ELF executable. */
#ifndef PG32_ASSEMBLER_EXECUTABLE_H
#define PG32_ASSEMBLER_EXECUTABLE_H

struct assembler;

/* Writes the image, with its symbols and line table, to the output file. Failure is an error of
 * the run and leaves no file. */
void write_executable(struct assembler *assembler);

#endif
