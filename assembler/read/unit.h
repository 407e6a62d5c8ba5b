/* Reading a unit. */
#ifndef PG32_ASSEMBLER_READ_UNIT_H
#define PG32_ASSEMBLER_READ_UNIT_H

struct assembler;
struct unit;

/* Reads a unit. Its errors are told; a file that cannot be read is one, at the location from
 * which it is wanted (0: the command line). */
void read_unit(struct assembler *assembler, struct unit *unit);

#endif
