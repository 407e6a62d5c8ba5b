/* The memory of a machine on the host: a file that has no name, so that an engine can map windows
 * of it. Pages that are never touched cost nothing. */
#ifndef PG32_MACHINE_ENGINES_MEMORY_H
#define PG32_MACHINE_ENGINES_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

struct host_memory {
	uint8_t *bytes;
	uint32_t size;
	int file; /* -1: this host has no such files, or not so large ones */
};

/* Zeroed memory of this size, a multiple of the page; false where the host has none, as errno says.
 */
bool host_memory_create(struct host_memory *memory, uint32_t size);
void host_memory_destroy(struct host_memory *memory);

#endif
