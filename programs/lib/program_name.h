/* The program's name, as its first argument has it. The start file writes it in programs that use
 * it, which have it of err.c. */
#ifndef PG32_LIB_PROGRAM_NAME_H
#define PG32_LIB_PROGRAM_NAME_H

extern const char *__program_name __attribute__((weak));

#endif
