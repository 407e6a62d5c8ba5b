/* The images that generated kernels come in: segments and boot modules, good and bad. */
#ifndef PG32_VMM_EQUIVALENCE_SHAPE_H
#define PG32_VMM_EQUIVALENCE_SHAPE_H

#include <stdbool.h>
#include <stdint.h>

#include "machine/boot/boot.h"

/* One more of each than can be booted, and two. */
enum {
	SHAPE_SEGMENTS = 4,
	SHAPE_HEADERS = BOOT_SEGMENTS + 2,
	SHAPE_MODULES = BOOT_MODULES + 2,
	SHAPE_FULL_MODULES = 2 /* the first ones; the others are empty */
};

struct segment {
	uint32_t offset; /* in the file */
	uint32_t address;
	uint32_t file_size, memory_size;
};

/* All zero: one segment that has everything, and no modules. */
struct shape {
	uint32_t segment_count;
	struct segment segments[SHAPE_SEGMENTS];
	uint32_t empty_headers; /* program headers that load nothing, before the others */
	uint32_t cut;           /* bytes that the file lacks at its end */
	uint32_t patched;       /* a byte of the ELF header, 0: none; and its bits to change */
	uint32_t patch;
	uint32_t module_count;
	uint32_t module_sizes[SHAPE_FULL_MODULES];
};

/* A shape for contents of size bytes, which lie in the file from offset on, and are to be at
 * address 0 in memory, of which limit bytes are free without modules. Most are plain. */
void random_shape(struct shape *shape, uint64_t *state, const struct segment *contents,
                  uint32_t limit);

/* Whether the shape is the plain one. */
bool shape_is_plain(const struct shape *shape);

#endif
