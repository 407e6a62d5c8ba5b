/* A campaign's chunks as test results: TAP 13 and JUnit. */
#ifndef PG32_TESTS_EQUIVALENCE_FORMATS_H
#define PG32_TESTS_EQUIVALENCE_FORMATS_H

#include "vmm/equivalence/chunks.h"

/* A test for each chunk, to standard output. */
void print_tap(const struct chunks *chunks);

/* Opens a file for write_junit, and leaves it as it is; -1 where it cannot be written. */
int open_junit(const char *path, struct failure *failure);

/* The same as a file of XML, which is then closed; false where it could not be written. */
bool write_junit(const struct chunks *chunks, const char *path, int descriptor,
                 struct failure *failure);

#endif
