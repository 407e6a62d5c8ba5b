/* Windows: relocation and bounds are all that it takes to give a process more memory, and even
 * to move it while it runs. */
#include <string.h>
#include "programs/kernel/interface.h"
#include "programs/kernel/relocation/window.h"

bool window_create(struct window *window, struct memory *memory, uint32_t end)
{
	uint32_t bound = (uint32_t)page_up(end);
	uint8_t *base = memory_allocate(memory, bound);
	if (base == NULL)
		return false;
	memset(base, 0, bound);
	uint32_t aligned = (end + 15) & ~UINT32_C(15);
	*window = (struct window){ .base = base, .bound = bound, .end = aligned };
	return true;
}

bool window_copy(struct window *window, struct memory *memory, const struct window *from)
{
	uint8_t *base = memory_allocate(memory, from->bound);
	if (base == NULL)
		return false;
	memcpy(base, from->base, from->bound);
	*window = (struct window){ .base = base, .bound = from->bound, .end = from->end };
	return true;
}

void window_free(struct window *window, struct memory *memory)
{
	memory_free(memory, window->base, window->bound);
	*window = (struct window){ .base = NULL };
}

/* The window where it has room for the larger bound, or NULL. */
static uint8_t *make_room(const struct window *window, struct memory *memory, uint32_t bound)
{
	if (memory_extend(memory, window->base, window->bound, bound - window->bound))
		return window->base;
	uint8_t *base = memory_allocate(memory, bound);
	if (base == NULL)
		return NULL;
	memcpy(base, window->base, window->bound);
	memory_free(memory, window->base, window->bound);
	return base;
}

bool window_grow(struct window *window, struct memory *memory, uint32_t increment)
{
	if (increment > USER_WINDOW_MAXIMUM - window->end)
		return false;
	uint32_t end = window->end + increment, bound = (uint32_t)page_up(end);
	if (bound > window->bound) {
		uint8_t *base = make_room(window, memory, bound);
		if (base == NULL)
			return false;
		memset(base + window->bound, 0, bound - window->bound);
		window->base = base;
		window->bound = bound;
	}
	window->end = end;
	return true;
}

void *window_bytes(const struct window *window, uint32_t address, uint32_t size)
{
	if (address > window->bound || size > window->bound - address)
		return NULL;
	return window->base + address;
}
