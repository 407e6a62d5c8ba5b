/* What pg32-cc writes is none of the files that it reads. */
#ifndef PG32_ASSEMBLER_DRIVER_OVERWRITE_H
#define PG32_ASSEMBLER_DRIVER_OVERWRITE_H

#include "assembler/driver/driver.h"

/* Refuses an output that is named as an input, too, or as another output. */
void check_outputs(const struct driver *driver);

/* Refuses pipes with a name: what reads them would wait for ever where no one writes. */
void check_pipes(const struct driver *driver);

/* Refuses an output that a source includes. The output is the program, or for each input what this
 * function names. */
void check_sources(const struct driver *driver,
                   const char *(*name)(const struct driver *driver, const char *input));

#endif
