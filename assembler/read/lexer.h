/* The lexer: tokens from the texts of the reader. */
#ifndef PG32_ASSEMBLER_LEXER_H
#define PG32_ASSEMBLER_LEXER_H

#include <stdbool.h>

#include "assembler/read/reader.h"

void lexer_start(struct reader *reader);
void lexer_end(struct reader *reader);

/* The reader's present input begins, or ends, being what is read. */
void lexer_push(struct reader *reader);
void lexer_pop(struct reader *reader);

/* Moves to the end of the present input. */
void lexer_skip(struct reader *reader);

/* Reads the rest of a statement in error. */
void lexer_discard(struct reader *reader);

/* The next line as it is; false at the end of the input. */
bool lexer_line(struct reader *reader, struct span *line);

#endif
