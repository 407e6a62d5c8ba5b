/* What the debug information of an image says of a frame: how to find its caller. */
#ifndef PG32_ASSEMBLER_IMAGE_FRAMES_H
#define PG32_ASSEMBLER_IMAGE_FRAMES_H

#include <elfutils/libdw.h>

#include "assembler/image/image.h"

/* Where a value is. */
struct place {
	enum { PLACE_NONE, PLACE_MEMORY, PLACE_REGISTER, PLACE_VALUE } kind;
	uint32_t value; /* the address, the register's number, or itself */
};

/* What DWARF's operations give in a frame; base is that of a function's locals, or NULL. NONE where
 * they need what is not known there. */
struct place evaluate_place(const Dwarf_Op *operations, size_t count,
                            const struct image_frame *frame, const struct image_memory *memory,
                            const uint32_t *base);

#endif
