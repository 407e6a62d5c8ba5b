/* Memory that never runs out quietly: arenas for what lives as long as a run, growing arrays. */
#ifndef PG32_MACHINE_FRONT_MEMORY_H
#define PG32_MACHINE_FRONT_MEMORY_H

#include <stddef.h>

/* Blocks from which small pieces are taken, all freed together. A zeroed one is empty. */
struct arena {
	struct arena_block *blocks;
	char *next, *end;
};

/* Zeroed memory, aligned for anything; it lives until arena_free. */
void *arena_take(struct arena *arena, size_t size);

/* A copy of length bytes with a NUL after them. */
char *arena_copy(struct arena *arena, const char *text, size_t length);

void arena_free(struct arena *arena);

/* Makes room for count items of item bytes in an array from malloc with this capacity (in
 * items), at least doubling it. Returns the array, which may have moved. */
void *grow(void *items, size_t *capacity, size_t count, size_t item);

/* malloc and calloc that end the program with a message where there is no memory. */
void *allocate(size_t size);
void *allocate_zeroed(size_t count, size_t size);

#endif
