/* How the shell reads a line: words, where they go, and what ends a command. */
#ifndef PG32_USER_SHELL_PARSE_H
#define PG32_USER_SHELL_PARSE_H

#include <stdbool.h>
#include "programs/kernel/interface.h"

enum { LINE_SIZE = 400, WORDS = ARGUMENTS };

/* One command of a line. Its strings are in the buffer that it was parsed into.
 *
 *     words... [< input] [> output | >> output] [; or &]
 */
struct command {
	char *words[WORDS + 1]; /* ends with a null pointer */
	unsigned count;
	const char *input;  /* a file's name, or NULL */
	const char *output; /* a file's name, or NULL */
	bool appends;
	bool in_background;
};

/* Parses the command that begins at *place, and moves *place behind it; at the end of the line the
 * command has no words. Buffer, of LINE_SIZE bytes, receives the strings. A # at the start of a
 * word begins a comment; '...' and "..." keep what is between them. Returns NULL, or what is wrong
 * with the line. */
const char *parse_command(const char **place, struct command *command, char *buffer);

#endif
