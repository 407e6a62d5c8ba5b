/* Conditions: which lines are read. */
#ifndef PG32_ASSEMBLER_CONDITIONAL_H
#define PG32_ASSEMBLER_CONDITIONAL_H

#include <stdbool.h>

#include "assembler/read/reader.h"

struct directive;

/* Whether statements are read, or skipped but for some directives. */
bool is_skipping(const struct reader *reader);

/* For the lexer: whether a directive's operands are of no use: those of an .if in a branch that is
 * not taken, and of an .elseif after one that is. */
bool skips_operands(const struct reader *reader, const struct directive *directive);

/* Ends the conditions beyond the first count; each is an error, since it has no .endif. */
void close_conditionals(struct reader *reader, size_t count);

/* Ends them without a word, as .exitm does. */
void drop_conditionals(struct reader *reader, size_t count);

#endif
