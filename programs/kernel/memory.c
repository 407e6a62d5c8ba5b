/* The allocator: first fit over a list of the free runs, kept in the free memory itself. */
#include "programs/kernel/memory.h"

struct run {
	size_t size; /* in bytes, this header included */
	struct run *next;
};

static uint8_t *end_of(struct run *run)
{
	return (uint8_t *)run + run->size;
}

void memory_initialize(struct memory *memory, uint8_t *begin, uint8_t *end)
{
	memory->first = NULL;
	memory->free = 0;
	uintptr_t first = ((uintptr_t)begin + PAGE_SIZE - 1) / PAGE_SIZE,
	          last = (uintptr_t)end / PAGE_SIZE;
	if (first < last)
		memory_free(memory, (void *)(first * PAGE_SIZE), (last - first) * PAGE_SIZE);
}

/* Cuts the first bytes off the run that *link points to. */
static void *cut(struct memory *memory, struct run **link, size_t size)
{
	struct run *run = *link;
	if (run->size == size) {
		*link = run->next;
	} else {
		struct run *rest = (void *)((uint8_t *)run + size);
		rest->size = run->size - size;
		rest->next = run->next;
		*link = rest;
	}
	memory->free -= size;
	return run;
}

void *memory_allocate(struct memory *memory, size_t size)
{
	for (struct run **link = &memory->first; *link != NULL; link = &(*link)->next) {
		if ((*link)->size >= size)
			return cut(memory, link, size);
	}
	return NULL;
}

bool memory_extend(struct memory *memory, void *run, size_t size, size_t more)
{
	uint8_t *end = (uint8_t *)run + size;
	for (struct run **link = &memory->first; *link != NULL; link = &(*link)->next) {
		if ((uint8_t *)*link == end && (*link)->size >= more) {
			cut(memory, link, more);
			return true;
		}
	}
	return false;
}

/* Makes one run of two that touch. */
static void join(struct run *run)
{
	if (run->next != NULL && end_of(run) == (uint8_t *)run->next) {
		run->size += run->next->size;
		run->next = run->next->next;
	}
}

void memory_free(struct memory *memory, void *address, size_t size)
{
	struct run *run = address, *before = NULL;
	struct run **link = &memory->first;
	while (*link != NULL && *link < run) {
		before = *link;
		link = &before->next;
	}
	run->size = size;
	run->next = *link;
	*link = run;
	memory->free += size;
	join(run);
	if (before != NULL)
		join(before);
}
