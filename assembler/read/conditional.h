/* Conditions: which lines are read. */
#ifndef PG32_ASSEMBLER_CONDITIONAL_H
#define PG32_ASSEMBLER_CONDITIONAL_H

#include "assembler/read/reader.h"

/* Ends the conditions beyond the first count; each is an error, since it has no .endif. */
void close_conditionals(struct reader *reader, size_t count);

/* Ends them without a word, as .exitm does. */
void drop_conditionals(struct reader *reader, size_t count);

#endif
