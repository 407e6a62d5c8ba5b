/* Windows of memory, mapped by the host's own MMU: a window of the guest is as large as its bound,
 * and behind and before it is nothing, so that what is outside is refused by the host.
 *
 *   [ guard | 0 ... the window ... size | nothing up to 4 GiB | guard | table | nothing up to 4 GiB
 * ]
 *
 * An address of 32 bits leads nowhere else, from the window's beginning or the table's.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>

#include "machine/core/machine.h"
#include "machine/engines/fast/fast.h"

#define MAPPED (2 * (WINDOW_SPACE + WINDOW_GUARD))

static uint8_t *start_of(const struct window_map *window)
{
	return window->bytes - WINDOW_GUARD;
}

void windows_forget_accepted(struct fast *fast)
{
	fast->handler = (struct accepted){ .window = &fast->nowhere };
	for (unsigned i = 0; i < ACCEPTED; i++)
		fast->accepted[i] = (struct accepted){ .window = &fast->nowhere };
}

static void forget_blocks(struct fast *fast, const struct window_map *window)
{
	for (unsigned i = 0; i < TRAILS; i++)
		trail_recall(fast, &fast->trails[i]);
	for (uint32_t i = 0; i < fast->block_count; i++)
		if (fast->blocks[i].window == window)
			block_kill(fast, &fast->blocks[i]);
	if (fast->window == window)
		fast->window = NULL;
}

/* Forgets the window and its code. */
static void unmap(struct fast *fast, struct window_map *window)
{
	if (window->bytes == NULL)
		return;
	forget_blocks(fast, window);
	munmap(start_of(window), MAPPED);
	window->bytes = NULL;
	for (unsigned i = 0; i < RECENT_WINDOWS; i++)
		fast->recent[i] = NULL;
	windows_forget_accepted(fast);
}

static void *reserve(void)
{
	return mmap(NULL, MAPPED, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
}

bool windows_are_possible(void)
{
	void *start = reserve();
	return start != MAP_FAILED && munmap(start, MAPPED) == 0;
}

static bool map(struct fast *fast, struct window_map *window)
{
	uint8_t *start = reserve();
	if (start == MAP_FAILED)
		return false;
	uint8_t *bytes = start + WINDOW_GUARD, *table = bytes + WINDOW_SPACE + WINDOW_GUARD;
	if (mmap(bytes, window->size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED,
	         fast->memory->file, window->base) == MAP_FAILED ||
	    mprotect(table, window->size, PROT_READ | PROT_WRITE) != 0) {
		munmap(start, MAPPED);
		return false;
	}
	window->bytes = bytes;
	window->table = (uint32_t *)(void *)table;
	pages_protect_window(fast, window);
	return true;
}

/* The size of the PSW's window, as far as there is memory; 0 where nothing can be executed. */
static uint32_t size_asked(const struct machine *machine)
{
	return window_of(&machine->cpu.psw, &machine->memory).size;
}

static bool is_asked(const struct window_map *window, uint32_t base, uint32_t size)
{
	return window != NULL && window->bytes != NULL && window->entries == NULL &&
	       window->base == base && window->size == size;
}

/* The place of a window among those that were used last. */
static struct window_map **recent_place(struct fast *fast, uint32_t base, uint32_t size)
{
	return &fast->recent[((base >> PAGE_BITS) + (size >> PAGE_BITS)) % RECENT_WINDOWS];
}

bool windows_look(struct fast *fast, const struct machine *machine)
{
	if (is_paged(&machine->cpu.psw))
		return space_look(fast, machine);
	uint32_t base = machine->cpu.psw.base, size = size_asked(machine);
	if (is_asked(fast->window, base, size))
		return true;
	struct window_map **recent = recent_place(fast, base, size);
	for (unsigned i = 0; i < MOST_WINDOWS && !is_asked(*recent, base, size); i++)
		if (is_asked(&fast->windows[i], base, size))
			*recent = &fast->windows[i];
	fast->window = NULL;
	if (!is_asked(*recent, base, size))
		return false;
	fast->window = *recent;
	fast->window->used = ++fast->looks;
	if (fast->window->changes != fast->changes)
		pages_catch_up(fast, fast->window);
	return true;
}

bool windows_map(struct fast *fast, const struct machine *machine)
{
	if (is_paged(&machine->cpu.psw))
		return space_map(fast, machine);
	struct window_map asked = { .base = machine->cpu.psw.base, .size = size_asked(machine) };
	struct window_map *oldest = &fast->windows[0];
	if (asked.size == 0)
		return false;
	for (unsigned i = 0; i < MOST_WINDOWS && oldest->bytes != NULL; i++)
		if (fast->windows[i].bytes == NULL || fast->windows[i].used < oldest->used)
			oldest = &fast->windows[i];
	unmap(fast, oldest);
	asked.used = ++fast->looks;
	*oldest = asked;
	if (!map(fast, oldest)) {
		/* The host gives no more: there is room for this one in place of all others. */
		for (unsigned i = 0; i < MOST_WINDOWS; i++)
			unmap(fast, &fast->windows[i]);
		space_destroy(fast);
		if (!map(fast, oldest))
			return false;
	}
	fast->window = oldest;
	return true;
}

void windows_destroy(struct fast *fast)
{
	for (unsigned i = 0; i < MOST_WINDOWS; i++)
		if (fast->windows[i].bytes != NULL)
			munmap(start_of(&fast->windows[i]), MAPPED);
	space_destroy(fast);
}

bool space_map(struct fast *fast, const struct machine *machine)
{
	struct space *space = &fast->space;
	if (space->window.bytes != NULL || space->is_lost)
		return false;
	uint8_t *start = reserve();
	space->is_lost = start == MAP_FAILED || !space_create(fast);
	if (space->is_lost) {
		if (start != MAP_FAILED)
			munmap(start, MAPPED);
		return false;
	}
	space->window.bytes = start + WINDOW_GUARD;
	space->window.table =
	        (uint32_t *)(void *)(space->window.bytes + WINDOW_SPACE + WINDOW_GUARD);
	space->window.changes = fast->changes;
	return space_look(fast, machine);
}

void space_destroy(struct fast *fast)
{
	struct space *space = &fast->space;
	if (space->window.bytes == NULL)
		return;
	forget_blocks(fast, &space->window);
	munmap(start_of(&space->window), MAPPED);
	space_release(fast);
}
