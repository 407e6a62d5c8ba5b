/* Rules of make, in which compiler, assembler and linker say what they have read. */
#ifndef PG32_ASSEMBLER_DRIVER_RULE_H
#define PG32_ASSEMBLER_DRIVER_RULE_H

#include <stdbool.h>

#include "assembler/driver/driver.h"

/* Whether a rule lists the file. */
bool is_listed(const char *rule, const char *path);

/* Ends the program: it would write what it has read. */
_Noreturn void refuse_output(const char *path);

/* Refuses an output of the program that is in the rule of what linker or assembler has read. */
void check_rule(const struct driver *driver, const char *rule);

#endif
