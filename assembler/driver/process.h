/* The programs that pg32-cc runs, and the files without names between them: nothing is left behind,
 * whatever happens. */
#ifndef PG32_ASSEMBLER_PROCESS_H
#define PG32_ASSEMBLER_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assembler/driver/driver.h"

/* GNU's tools, and the Debian package that each is in. */
extern const char compiler[], compiler_package[];

/* Runs a program with its output and errors to these descriptors (-1: where ours go) and waits for
 * it. Returns its exit status, or -1 where it cannot run, which was told. */
int run(const struct driver *driver, const struct arguments *command, int output, int errors);

/* A file without a name that is there as long as this program and those it runs; -1 after an error
 * that was told. */
int nameless_file(void);

/* The path by which this program and those it runs open it. */
const char *nameless_path(int file);

/* What was written to it, to be freed; NULL after an error that was told. */
uint8_t *read_nameless(const char *path, size_t *size);

/* Writes an output; false after an error that was told. */
bool write_output(const char *path, const uint8_t *data, size_t size, bool is_executable);

#endif
