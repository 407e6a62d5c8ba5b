/* The window of a process: the memory that its addresses name. */
#ifndef PG32_KERNEL_RELOCATION_WINDOW_H
#define PG32_KERNEL_RELOCATION_WINDOW_H

#include <stdbool.h>
#include <stdint.h>
#include "programs/kernel/memory.h"

struct window {
	uint8_t *base;  /* where its address 0 is */
	uint32_t bound; /* its size in bytes, a multiple of the page */
	uint32_t end;   /* of the data that the program has asked for, at most bound */
};

/* A window of zeros with data up to this address, rounded up to 16; one with the contents of
 * another. False where memory does not suffice. */
bool window_create(struct window *window, struct memory *memory, uint32_t end);
bool window_copy(struct window *window, struct memory *memory, const struct window *from);
void window_free(struct window *window, struct memory *memory);

/* Makes the window end this much later, where it is or, with its contents, somewhere else. False,
 * and nothing changed, where memory does not suffice or it would exceed USER_WINDOW_MAXIMUM. */
bool window_grow(struct window *window, struct memory *memory, uint32_t increment);

/* Where size bytes at an address of the window are; NULL where they are not all inside. */
void *window_bytes(const struct window *window, uint32_t address, uint32_t size);

#endif
