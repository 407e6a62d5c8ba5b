/* What the tokens carry. */
#ifndef PG32_ASSEMBLER_PARSER_TYPES_H
#define PG32_ASSEMBLER_PARSER_TYPES_H

#include <stdbool.h>
#include <stdint.h>

#include "assembler/read/reader.h"

/* 1b or 1f. */
struct label_reference {
	uint64_t number;
	bool is_forward;
};

#endif
