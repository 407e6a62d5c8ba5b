/* What lies where in a paged space, as the program has asked for it. Which of it is in memory, the
 * tables say. */
#ifndef PG32_KERNEL_PAGING_LAYOUT_H
#define PG32_KERNEL_PAGING_LAYOUT_H

#include <stdint.h>
#include "isa/architecture.h"
#include "programs/kernel/interface.h"

struct open_file;

/* A paged space. What no area has is refused: page 0 and its neighbours, so that null pointers are,
 * and the page below the stack, its guard.
 *
 *   0x1000000  +---------------------------+ SPACE_SIZE
 *              | arguments: strings, argv  |
 *              | stack, downwards          |
 *    0xFC0000  +---------------------------+ STACK_LIMIT
 *              | guard page                |
 *              +---------------------------+ MAPPING_END
 *              | mappings, from above      |
 *    0x800000  +---------------------------+ USER_WINDOW_MAXIMUM
 *              | heap, grown by call grow  |
 *              | data, zeroed data         |
 *              | text, read-only data      |
 *      0x8000  +---------------------------+ USER_IMAGE
 *              | nothing                   |
 *      0x0000  +---------------------------+
 */
#define SPACE_SIZE UINT32_C(0x1000000)
#define STACK_LIMIT (SPACE_SIZE - UINT32_C(0x40000))
#define MAPPING_END (STACK_LIMIT - PAGE_SIZE)

/* Memory from begin to end. The first file_size bytes are those at an offset of the file, what
 * follows is zero. */
struct area {
	uint32_t begin;
	uint32_t end;    /* begin where there is no area */
	uint32_t access; /* ENTRY_READ, ENTRY_WRITE, ENTRY_EXECUTE */
	struct open_file *file;
	uint32_t offset;
	uint32_t file_size;
};

/* The heap is an area even while it is empty. */
enum { AREA_STACK, AREA_HEAP, AREA_OTHERS, AREAS = 24 };

struct layout {
	struct area areas[AREAS];
};

/* The stack, and a heap that begins at this address. */
void layout_initialize(struct layout *layout, uint32_t heap);

/* What may be done with the page at this address: with one that several areas have a part of, what
 * may be done with any. */
uint32_t layout_access(const struct layout *layout, uint32_t page);

/* A place for another area, or NULL where there are too many. */
struct area *layout_find_place(struct layout *layout);

/* Where a mapping of so many bytes, whole pages, can begin, or 0. */
uint32_t layout_find_gap(const struct layout *layout, uint32_t size);

#endif
