/* Pointers to nested functions: GCC would have the program write RISC-V instructions, which PG32
 * does not run, into its stack. GCC's warning of it is an error here; under -w there is none. */
#ifndef PG32_ASSEMBLER_NESTED_H
#define PG32_ASSEMBLER_NESTED_H

#include <stdbool.h>

#include "assembler/driver/driver.h"

/* Whether an object has functions with the names that GCC gives to nested ones: NAME.NUMBER. */
bool has_nested_functions(const char *object);

/* Runs the compiler's command again with its warnings; false, and the error shown, where there is a
 * pointer to a nested function. */
bool compiles_without_trampolines(const struct driver *driver, const struct arguments *command);

#endif
