/* A text that is being read, and what is suspended below it. */
#ifndef PG32_ASSEMBLER_INPUT_H
#define PG32_ASSEMBLER_INPUT_H

#include <stddef.h>
#include <stdint.h>

#include "assembler/text/source.h"

struct input {
	struct source *source;
	const char *start; /* of the lexer's copy */
	unsigned line, statement_line;
	size_t conditionals; /* how many were open when it began */
	uint64_t copies;     /* how often its statements come up in repetitions around it */
	/* The last file of the line table that its lines come from. */
	const char *file_name;
	uint32_t file;
	struct input *parent;
};

#endif
