/* A campaign's chunks as test results: TAP 13 and JUnit. */
#ifndef PG32_VMM_EQUIVALENCE_FORMATS_H
#define PG32_VMM_EQUIVALENCE_FORMATS_H

#include "vmm/equivalence/chunks.h"

/* A test for each chunk, to standard output. */
void print_tap(const struct chunks *chunks);

/* The same as a file of XML, which is there whole or as it was; false where it could not be
 * written. */
bool write_junit(const struct chunks *chunks, const char *path, struct failure *failure);

#endif
