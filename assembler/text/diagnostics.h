/* Messages to the person who wrote the source: place, text, source line, caret. */
#ifndef PG32_ASSEMBLER_DIAGNOSTICS_H
#define PG32_ASSEMBLER_DIAGNOSTICS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "assembler/text/source.h"

enum { ERROR_LIMIT = 20 };

struct diagnostics {
	FILE *stream;
	const struct sources *sources;
	unsigned errors;
};

/* An error at a location, and a note that belongs to the error before it. After ERROR_LIMIT
 * errors one line says so, and the rest is silent. */
__attribute__((format(printf, 3, 4))) void error_at(struct diagnostics *diagnostics,
                                                    uint32_t location, const char *format, ...);
__attribute__((format(printf, 3, 4))) void warning_at(struct diagnostics *diagnostics,
                                                      uint32_t location, const char *format, ...);
__attribute__((format(printf, 3, 4))) void note_at(struct diagnostics *diagnostics,
                                                   uint32_t location, const char *format, ...);

/* An error in a line of a file that is not read as source, such as the C behind a .loc. */
__attribute__((format(printf, 5, 6))) void error_in_file(struct diagnostics *diagnostics,
                                                         const char *name, unsigned line,
                                                         unsigned column, const char *format, ...);

/* Whether the limit was reached: there is no use in reading on. */
bool is_full(const struct diagnostics *diagnostics);

#endif
