/* The line table while it is built: which source line each instruction comes from. */
#ifndef PG32_ASSEMBLER_LINE_H
#define PG32_ASSEMBLER_LINE_H

#include <stdbool.h>
#include <stdint.h>

struct assembler;
struct piece;
struct unit;
struct unit_file;

/* The number (from 1) of a file in the unit's line table. The name outlives the run. */
uint32_t line_file(struct assembler *assembler, const char *name);

/* The next instruction of the present piece comes from the line that .loc or else the text
 * that is read says. */
void note_line(struct assembler *assembler);

/* What .file and .loc say: number is the compiler's. */
void define_line_file(struct assembler *assembler, uint32_t number, const char *name);
void set_line(struct assembler *assembler, uint32_t number, uint32_t line, uint32_t column);

/* The line that a .loc gave for an offset of a piece; false where there is none. */
bool line_of(const struct piece *piece, uint32_t offset, const char **name, unsigned *line,
             unsigned *column);

#endif
