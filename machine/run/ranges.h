/* Parts of the innermost guest's memory that the dump is to show. */
#ifndef PG32_MACHINE_RUN_RANGES_H
#define PG32_MACHINE_RUN_RANGES_H

#include <stdint.h>

#include "assembler/image/image.h"
#include "machine/front/failure.h"

enum { RANGES = 64 };

struct memory_range {
	const char *text; /* as it was asked for; not owned */
	uint32_t address; /* physical */
	uint32_t size;
};

struct memory_ranges {
	struct memory_range list[RANGES];
	unsigned count;
};

/* Keeps a range as it was asked for. */
bool ranges_add(struct memory_ranges *ranges, const char *text, struct failure *failure);

/* Finds what each range is: ADDRESS or SYMBOL, and +SIZE; or ADDRESS-LAST. Symbols are the image's;
 * without a size it is the symbol's own, or a word where it has none. */
bool ranges_resolve(struct memory_ranges *ranges, const struct image *image,
                    struct failure *failure);

#endif
