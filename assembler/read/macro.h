/* Macros. */
#ifndef PG32_ASSEMBLER_MACRO_H
#define PG32_ASSEMBLER_MACRO_H

#include "assembler/read/expansion.h"
#include "assembler/text/parameter.h"

struct macro {
	struct name *name;
	uint32_t location;
	struct parameters parameters;
	struct body body;
	struct macro *next; /* of the unit */
};

/* Calls the macro that the statement names. */
void call_macro(struct assembler *assembler, const struct statement *statement);

#endif
