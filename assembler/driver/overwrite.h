/* What pg32-cc writes is none of the files that it reads. */
#ifndef PG32_ASSEMBLER_DRIVER_OVERWRITE_H
#define PG32_ASSEMBLER_DRIVER_OVERWRITE_H

#include <stdbool.h>

#include "assembler/driver/driver.h"

/* Whether a rule of make, as compiler and linker write what they read, lists the file. */
bool is_listed(const char *rule, const char *path);

/* Refuses an output that a source includes. The output is the program, or for each input what this
 * function names. */
void check_sources(const struct driver *driver,
                   const char *(*name)(const struct driver *driver, const char *input));

/* Refuses an output of the program that is in the rule of what linker or assembler has read. */
void check_rule(const struct driver *driver, const char *rule);

#endif
