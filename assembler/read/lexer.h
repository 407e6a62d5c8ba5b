/* The lexer: tokens from a stack of texts. */
#ifndef PG32_ASSEMBLER_LEXER_H
#define PG32_ASSEMBLER_LEXER_H

#include <stdbool.h>

#include "assembler/read/reader.h"

struct source;

/* How deep texts may be nested. */
enum { DEEPEST_TEXT = 200 };

/* No text is being read, at first and in the end. */
void lexer_start(struct reader *reader);
void lexer_end(struct reader *reader);

/* Begins to read a text, from which reading returns to where it was. False, and an error at the
 * location, where texts are nested too deep. */
bool enter_source(struct reader *reader, struct source *source, uint32_t location);

/* The rest of the present text is not read (.end, .exitm). */
void skip_source(struct reader *reader);

/* The next statement of the present text as it is, with the newline or semicolon behind it; false
 * at the end. Only between statements. */
bool read_statement(struct reader *reader, struct span *statement);

/* Reads the rest of a statement in error. */
void lexer_discard(struct reader *reader);

#endif
