/* What GNU's linker says, as our users read it. */
#ifndef PG32_ASSEMBLER_MESSAGES_H
#define PG32_ASSEMBLER_MESSAGES_H

#include <stdio.h>

#include "assembler/driver/driver.h"

/* Writes so many bytes of a text to standard error as a terminal may show them; tabs are the text's
 * own. */
void show_text(const char *text, size_t length);

/* Copies messages from a linker that was given these files and a file without a name for the
 * program: each error is one line that begins with the user's file and line where the linker knows
 * them. */
void show_messages(const struct driver *driver, const struct linked *linked, const char *program,
                   FILE *from);

/* Shows what a compiler said, as a terminal may show it: its text has names and lines of sources,
 * and of GCC's own text, which then is called the source's. False where that was nothing. */
bool show_compiler_messages(FILE *from, const char *source);

#endif
