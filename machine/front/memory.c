/* Arenas and growing arrays. */
#include "machine/front/memory.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arena_block {
	struct arena_block *next;
	alignas(max_align_t) char bytes[];
};

enum { BLOCK_SIZE = 1 << 18, ALIGNMENT = 8, EXIT_NO_MEMORY = 70 };

static _Noreturn void fail(void)
{
	fputs("out of memory\n", stderr);
	exit(EXIT_NO_MEMORY);
}

void *allocate(size_t size)
{
	void *memory = malloc(size == 0 ? 1 : size);
	if (memory == NULL)
		fail();
	return memory;
}

void *allocate_zeroed(size_t count, size_t size)
{
	void *memory = calloc(count == 0 ? 1 : count, size == 0 ? 1 : size);
	if (memory == NULL)
		fail();
	return memory;
}

void *grow(void *items, size_t *capacity, size_t count, size_t item)
{
	if (count <= *capacity)
		return items;
	size_t larger = *capacity < 16 ? 16 : *capacity * 2;
	if (larger < count)
		larger = count;
	if (larger > SIZE_MAX / item)
		fail();
	items = realloc(items, larger * item);
	if (items == NULL)
		fail();
	*capacity = larger;
	return items;
}

void *arena_take(struct arena *arena, size_t size)
{
	size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
	if (size > (size_t)(arena->end - arena->next)) {
		size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
		struct arena_block *block = allocate_zeroed(1, sizeof *block + room);
		block->next = arena->blocks;
		arena->blocks = block;
		arena->next = block->bytes;
		arena->end = block->bytes + room;
	}
	char *memory = arena->next;
	arena->next += size;
	return memory;
}

char *arena_copy(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_take(arena, length + 1);
	memcpy(copy, text, length);
	return copy;
}

void arena_free(struct arena *arena)
{
	while (arena->blocks != NULL) {
		struct arena_block *block = arena->blocks;
		arena->blocks = block->next;
		free(block);
	}
	*arena = (struct arena){ 0 };
}
