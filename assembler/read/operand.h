/* Operands of directives: what each must be. */
#ifndef PG32_ASSEMBLER_OPERAND_H
#define PG32_ASSEMBLER_OPERAND_H

#include <stdbool.h>
#include <stdint.h>

#include "assembler/read/reader.h"

struct assembler;

/* The expression of an operand as a value, or NULL after an error. */
struct expression *require_value(struct assembler *assembler, const struct operand *operand);

/* The number that an operand is here; false after an error, which says what must be one. */
bool require_number(struct assembler *assembler, const struct operand *operand, const char *what,
                    int64_t *number);

/* Operand index as a number that is known here and in range, or the otherwise where it is not
 * given or empty; false after an error. */
bool optional_number(struct assembler *assembler, const struct statement *statement, size_t index,
                     const char *what, int64_t minimum, int64_t maximum, int64_t otherwise,
                     int64_t *number);

/* Whether an operand is a string; false after an error. */
bool require_string(struct assembler *assembler, const struct operand *operand);

/* The name that an operand is, or NULL after an error. */
struct name *require_name(struct assembler *assembler, const struct operand *operand);

#endif
