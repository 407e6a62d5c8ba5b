/* Pointers to nested functions: GCC has the program write RISC-V instructions, which PG32 does not
 * run, into its stack. GCC warns of it, but not under -w. */
#ifndef PG32_ASSEMBLER_NESTED_H
#define PG32_ASSEMBLER_NESTED_H

#include <stdbool.h>

#include "assembler/driver/driver.h"

/* Whether an object has functions with the names that GCC gives to nested ones: NAME.NUMBER. */
bool has_nested_functions(const char *object);

/* Whether messages, in a file without a name, warn of a pointer to a nested function. */
bool tells_of_trampolines(int messages);

/* Runs the compiler's command again with its warnings; false where there is a pointer to a nested
 * function, which is shown as an error where it is one. */
bool compiles_without_trampolines(const struct driver *driver, const struct arguments *command,
                                  bool is_error);

#endif
