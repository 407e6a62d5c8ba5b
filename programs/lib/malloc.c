/* The heap: blocks side by side, free ones also in lists by size.
 *
 *   | previous, size | contents ...      | previous, size | contents ...   | ... | previous, 1 |
 *     block            (size bytes in all)  block                                  end
 *
 * Neighbours are found by their sizes, so a freed block joins the free ones on both its sides.
 * Contents are aligned for any type, which takes 16 bytes: block sizes are multiples of that, and
 * headers lie half of it before. The lowest bit of size says that the block is in use. */
#include <errno.h>
#include <malloc.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "programs/lib/fatal.h"
#include "programs/lib/platform.h"

struct block {
	size_t previous;             /* size of the block before this one, 0 for the first */
	size_t size;                 /* with this header; the lowest bit: in use */
	struct block *next, **place; /* while free: the list, and the pointer to this block */
};

/* List n holds the free blocks of 2^n bytes and more, less than 2^(n+1). */
enum { LISTS = sizeof(size_t) * 8 };
enum { HEADER = offsetof(struct block, next), ALIGNMENT = _Alignof(max_align_t), EXTENSION = 4096 };
enum { USED = 1 };

struct heap {
	struct block *first, *end; /* the end is a header in use, of size 0 */
	struct block *lists[LISTS];
};

static struct heap heap;

static struct block *at_offset(struct block *block, size_t offset)
{
	return (struct block *)((char *)block + offset);
}

static size_t size_of(const struct block *block)
{
	return block->size & ~(size_t)USED;
}

static bool is_used(const struct block *block)
{
	return block->size & USED;
}

static struct block *following(struct block *block)
{
	return at_offset(block, size_of(block));
}

static unsigned list_of(size_t size)
{
	return LISTS - 1 - (unsigned)__builtin_clzl(size);
}

static void set_size(struct block *block, size_t size, size_t used)
{
	block->size = size | used;
	following(block)->previous = size;
}

static void insert(struct block *block)
{
	struct block **place = &heap.lists[list_of(block->size)];

	block->next = *place;
	block->place = place;
	if (block->next)
		block->next->place = &block->next;
	*place = block;
}

static void withdraw(struct block *block)
{
	*block->place = block->next;
	if (block->next)
		block->next->place = block->place;
}

/* Makes a block that is in no list free, as one with its free neighbours. */
static void release(struct block *block)
{
	size_t size = size_of(block);
	struct block *after = following(block);

	if (!is_used(after)) {
		withdraw(after);
		size += size_of(after);
	}
	if (block->previous != 0) {
		struct block *before = at_offset(block, 0 - block->previous);

		if (!is_used(before)) {
			withdraw(before);
			size += size_of(before);
			block = before;
		}
	}
	set_size(block, size, 0);
	insert(block);
}

/* Marks a block as in use and gives back what it has beyond this size. */
static void take(struct block *block, size_t size)
{
	size_t rest = size_of(block) - size;

	if (rest < sizeof(struct block)) {
		block->size |= USED;
		return;
	}
	set_size(block, size, USED);
	set_size(following(block), rest, USED);
	release(following(block));
}

/* Gives the heap more memory at its end, enough for a block of this size there. */
static bool extend(size_t size)
{
	if (!heap.end) {
		char *region = __heap_extend(ALIGNMENT);
		if (!region)
			return false;
		heap.end = (struct block *)(region + ALIGNMENT - HEADER);
		heap.first = heap.end;
		heap.end->previous = 0;
		heap.end->size = USED;
	}

	struct block *last = at_offset(heap.end, 0 - heap.end->previous);
	size_t missing = is_used(last) ? size : size - size_of(last);
	size_t more = (missing + EXTENSION - 1) & ~(size_t)(EXTENSION - 1);

	char *region = __heap_extend(more);

	if (!region) {
		more = missing;
		region = __heap_extend(more);
		if (!region)
			return false;
	}

	struct block *block = heap.end;
	size_t gap = (size_t)(region - (char *)block) - HEADER;

	/* What someone else took of memory since is a block in use, for ever. */
	if (gap != 0) {
		if (more == ALIGNMENT)
			return extend(size);
		more -= ALIGNMENT;
		block = at_offset(block, gap + ALIGNMENT);
		set_size(heap.end, gap + ALIGNMENT, USED);
	}
	heap.end = at_offset(block, more);
	heap.end->size = USED;
	set_size(block, more, USED);
	release(block);
	return true;
}

/* A free block of at least this size, or NULL. Any block of a larger list will do. */
static struct block *find(size_t size)
{
	unsigned list = list_of(size);

	for (struct block *block = heap.lists[list]; block; block = block->next)
		if (block->size >= size)
			return block;
	for (list++; list < LISTS; list++)
		if (heap.lists[list])
			return heap.lists[list];
	return NULL;
}

/* The size of a block with so many bytes of contents, or 0 where there can be none. */
static size_t block_size(size_t contents)
{
	size_t size = (contents + HEADER + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);

	if (contents > PTRDIFF_MAX - EXTENSION)
		return 0;
	return size < sizeof(struct block) ? sizeof(struct block) : size;
}

/* The block with these contents; stops the program where there is none. */
static struct block *block_of(void *contents)
{
	struct block *block = at_offset(contents, 0 - (size_t)HEADER);

	if ((uintptr_t)contents % ALIGNMENT != 0 || block < heap.first || block >= heap.end)
		__fatal("free or realloc of what malloc did not give");
	if (!is_used(block))
		__fatal("free or realloc of a block that is free already");
	if (size_of(block) > (size_t)((char *)heap.end - (char *)block) ||
	    following(block)->previous != size_of(block))
		__fatal("free or realloc of a damaged block: something wrote beyond its bounds");
	return block;
}

void *malloc(size_t size)
{
	size_t needed = block_size(size);
	struct block *block = needed ? find(needed) : NULL;

	while (!block && needed && extend(needed))
		block = find(needed);
	if (!block) {
		errno = ENOMEM;
		return NULL;
	}
	withdraw(block);
	take(block, needed);
	return (char *)block + HEADER;
}

void free(void *contents)
{
	if (contents)
		release(block_of(contents));
}

/* Lets a block grow over a free one that follows it; false where that is not enough. */
static bool grow(struct block *block, size_t size)
{
	struct block *after = following(block);

	if (is_used(after) || size_of(block) + size_of(after) < size)
		return false;
	withdraw(after);
	set_size(block, size_of(block) + size_of(after), USED);
	return true;
}

void *realloc(void *contents, size_t size)
{
	if (!contents)
		return malloc(size);

	struct block *block = block_of(contents);
	size_t needed = block_size(size);

	if (needed && (size_of(block) >= needed || grow(block, needed))) {
		take(block, needed);
		return contents;
	}

	void *moved = malloc(size);
	if (moved) {
		memcpy(moved, contents, size_of(block) - HEADER);
		release(block);
	}
	return moved;
}

/* Contents at a multiple of an alignment, a power of two: a larger block whose front is given back.
 */
void *memalign(size_t alignment, size_t size)
{
	size_t needed = block_size(size);

	if (alignment == 0 || (alignment & (alignment - 1)) != 0) {
		errno = EINVAL;
		return NULL;
	}
	if (alignment <= ALIGNMENT)
		return malloc(size);
	if (!needed || alignment > (size_t)PTRDIFF_MAX / 2) {
		errno = ENOMEM;
		return NULL;
	}

	char *contents = malloc(needed + alignment + sizeof(struct block));
	if (!contents)
		return NULL;
	size_t front = (0 - (uintptr_t)contents) & (alignment - 1);
	struct block *block = block_of(contents);

	if (front != 0) {
		while (front < sizeof(struct block))
			front += alignment;
		struct block *aligned = at_offset(block, front);
		set_size(aligned, size_of(block) - front, USED);
		set_size(block, front, USED);
		release(block);
		block = aligned;
	}
	take(block, needed);
	return (char *)block + HEADER;
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return memalign(alignment, size);
}

int posix_memalign(void **result, size_t alignment, size_t size)
{
	int before = errno, error = 0;

	*result = memalign(alignment, size);
	if (!*result)
		error = errno;
	errno = before;
	return error;
}

size_t malloc_usable_size(void *contents)
{
	return contents ? size_of(block_of(contents)) - HEADER : 0;
}

void cfree(void *contents);

void cfree(void *contents)
{
	free(contents);
}
