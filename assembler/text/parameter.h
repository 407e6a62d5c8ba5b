/* The parameters of macros and repetitions, found by name. */
#ifndef PG32_ASSEMBLER_PARAMETER_H
#define PG32_ASSEMBLER_PARAMETER_H

#include <stdbool.h>

#include "assembler/text/span.h"
#include "machine/front/memory.h"

struct parameter {
	struct span name;
	struct span otherwise; /* where no argument is given */
	struct span value;
	bool is_required, is_rest;
};

struct parameters {
	struct parameter *items;
	size_t count, capacity;
	uint32_t *slots; /* of a hash table: 0, or the number of a parameter from 1 */
	size_t slot_count;
};

/* Adds a parameter, in memory of the arena; false where one of its name is there. */
bool add_parameter(struct arena *arena, struct parameters *parameters,
                   const struct parameter *parameter);

/* The parameter of a name, or NULL. */
struct parameter *find_parameter(const struct parameters *parameters, const char *name,
                                 size_t length);

#endif
