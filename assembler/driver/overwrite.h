/* What pg32-cc writes is none of the files that it reads. */
#ifndef PG32_ASSEMBLER_DRIVER_OVERWRITE_H
#define PG32_ASSEMBLER_DRIVER_OVERWRITE_H

#include "assembler/driver/driver.h"

/* Refuses an output that a source includes. The output is the program, or for each input what this
 * function names. */
void check_sources(const struct driver *driver,
                   const char *(*name)(const struct driver *driver, const char *input));

#endif
