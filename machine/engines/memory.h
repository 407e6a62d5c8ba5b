/* The memory of a machine on the host: a file that has no name, so that an engine can map windows
 * of it. Pages that are never touched cost nothing. */
#ifndef PG32_MACHINE_ENGINES_MEMORY_H
#define PG32_MACHINE_ENGINES_MEMORY_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static inline bool is_zero(const uint8_t *bytes, size_t size)
{
	return bytes[0] == 0 && memcmp(bytes, bytes + 1, size - 1) == 0;
}

struct host_memory {
	uint8_t *bytes;
	uint32_t size;
	int file; /* -1: this host has no such files, or not so large ones */
};

/* Zeroed memory of this size, a multiple of the page; false where the host has none, as errno says.
 */
bool host_memory_create(struct host_memory *memory, uint32_t size);

/* The first page from this one on that may be other than zero, and where such pages end: pages of
 * the machine's, behind the last where there is none. */
uint32_t host_memory_data(const struct host_memory *memory, uint32_t page, uint32_t *end);

/* How many pages the host has for it, as far as that is known. */
uint32_t host_memory_pages(const struct host_memory *memory);

/* Has all of it be written again, whatever was protected; false where the host refuses that, too.
 * It may be called by a signal's handler. */
bool host_memory_open(const struct host_memory *memory);

void host_memory_destroy(struct host_memory *memory);

#endif
