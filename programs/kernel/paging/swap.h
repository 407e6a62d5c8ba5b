/* The part of the disk behind the volume, in slots of a page. */
#ifndef PG32_KERNEL_PAGING_SWAP_H
#define PG32_KERNEL_PAGING_SWAP_H

#include <stdbool.h>
#include <stdint.h>
#include "isa/architecture.h"

struct kernel;

/* Slots are counted from 1. A slot is the copy of a page: of one that is not in memory, for as many
 * spaces as use it, or of a frame that has not been changed since. */
struct swap {
	uint32_t first; /* the sector of slot 1 */
	uint32_t count;
	uint32_t free;
	uint8_t *users; /* of each slot; 0: free */
};

/* False where memory does not suffice. A disk without room behind the volume has no slots. */
bool swap_initialize(struct kernel *kernel, struct swap *swap);

/* A slot with one user, or 0. */
uint32_t swap_take(struct swap *swap);

/* One user fewer; without one the slot is free. */
void swap_drop(struct swap *swap, uint32_t slot);

/* Moves a page. Sleeps; false where the disk failed. */
bool swap_transfer(struct kernel *kernel, const struct swap *swap, enum disk_command command,
                   uint32_t slot, uint8_t *page);

#endif
