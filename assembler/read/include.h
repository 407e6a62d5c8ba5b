/* Files named in the source. */
#ifndef PG32_ASSEMBLER_INCLUDE_H
#define PG32_ASSEMBLER_INCLUDE_H

#include <stdio.h>

#include "assembler/read/reader.h"

struct assembler;

/* Looks for a file beside the text that names it, then in the include paths. Returns its path,
 * which lives as long as the run, or NULL with errno set. */
const char *find_include(struct assembler *assembler, const struct span *name);

/* Opens such a file; NULL with errno set. */
FILE *open_include(struct assembler *assembler, const struct span *name);

#endif
