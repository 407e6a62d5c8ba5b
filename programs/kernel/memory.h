/* The allocator: physical memory by whole pages, in runs of any length. */
#ifndef PG32_KERNEL_MEMORY_H
#define PG32_KERNEL_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "isa/architecture.h"

/* The free runs in the order of their addresses; no two touch. Each is described in its own
 * first bytes. */
struct memory {
	struct run *first;
	size_t free; /* in bytes */
};

/* Rounds up to whole pages; sizes are far below 4 GiB. */
static inline size_t page_up(size_t size)
{
	return (size + PAGE_SIZE - 1) & ~(size_t)(PAGE_SIZE - 1);
}

/* Takes over the whole pages from begin to end. */
void memory_initialize(struct memory *memory, uint8_t *begin, uint8_t *end);

/* A run of so many bytes, a multiple of the page and not 0: the first that is long enough, with
 * whatever it last held; NULL where there is none. */
void *memory_allocate(struct memory *memory, size_t size);

/* Makes a run longer by so many bytes, where those behind it are free; else changes nothing. */
bool memory_extend(struct memory *memory, void *run, size_t size, size_t more);

/* Gives a run, or a part of one, back. */
void memory_free(struct memory *memory, void *run, size_t size);

#endif
