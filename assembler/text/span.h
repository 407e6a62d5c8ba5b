/* A stretch of the source's text. */
#ifndef PG32_ASSEMBLER_SPAN_H
#define PG32_ASSEMBLER_SPAN_H

#include <stddef.h>
#include <stdint.h>

/* Characters of the source; they outlive the run. */
struct span {
	const char *text;
	size_t length;
	uint32_t location;
};

#endif
