/* What the registers and the words of the trap area are called. */
#ifndef PG32_ISA_NAMES_H
#define PG32_ISA_NAMES_H

#include <stddef.h>
#include <stdint.h>

/* The ABI name of register 0 to 15; the number of a name ("a0", "fp", "r10", "x10"), or -1. */
const char *register_name(unsigned number);
int register_number(const char *name, size_t length);

/* What the word of the trap area at an address, a multiple of 4, is called; NULL behind the area.
 */
const char *trap_area_name(uint32_t address);

#endif
