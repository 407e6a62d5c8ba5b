/* Pages of code: protected from writes wherever they are mapped, so that no code is ever stale. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "machine/engines/fast/fast.h"

enum { EXIT_NO_MEMORY = 70 };

/* Protects a page, or gives it free, in a window that has it. False where the host does not: it has
 * a limit to the pieces of different protection. */
static bool protect_in(struct fast *fast, const struct window_map *window, uint32_t page,
                       int protection)
{
	if (window->entries != NULL)
		return space_protect(fast, page);
	uint64_t address = (uint64_t)page * PAGE_SIZE;
	return window->bytes == NULL || address < window->base ||
	       address - window->base >= window->size ||
	       mprotect(window->bytes + (address - window->base), PAGE_SIZE, protection) == 0;
}

static void end_without_memory(void)
{
	dprintf(STDERR_FILENO, "%s: the host does not let the machine's memory be written\n",
	        program_invocation_short_name);
	exit(EXIT_NO_MEMORY);
}

void page_add_written(struct fast *fast, struct page *page)
{
	page->next_written = fast->written;
	fast->written = page;
}

void pages_open(struct fast *fast, struct page *page)
{
	if (!host_memory_open(fast->memory))
		end_without_memory();
	fast->is_open = true;
	if (fast->written == NULL)
		page_add_written(fast, page);
}

/* The page is code, or no longer is. */
static bool set_state(struct fast *fast, uint32_t page, enum page_state state)
{
	bool is_code = state == PAGE_CODE;
	fast->code_pages -= fast->pages[page].state == PAGE_CODE;
	fast->code_pages += is_code;
	fast->pages[page].state = (uint8_t)state;
	int protection = is_code ? PROT_READ : PROT_READ | PROT_WRITE;
	uint8_t *bytes = fast->memory->bytes + (uint64_t)page * PAGE_SIZE;
	bool is_done = mprotect(bytes, PAGE_SIZE, protection) == 0;
	if (!is_done && !is_code)
		pages_open(fast, &fast->pages[page]);
	if (is_code) {
		fast->changed[fast->changes++ % CHANGED] = page;
		windows_forget_accepted(fast);
	}
	if (fast->window == NULL)
		return is_done;
	if (is_code)
		fast->window->changes = fast->changes;
	return protect_in(fast, fast->window, page, protection) && is_done;
}

void page_mix(struct fast *fast, uint32_t page)
{
	page_forget(fast, page);
	fast->pages[page].state = PAGE_MIXED;
}

void page_protect(struct fast *fast, uint32_t page)
{
	if (fast->pages[page].state != PAGE_DATA)
		return;
	if (fast->code_pages >= fast->most_code_pages)
		fast->pages[page].state = PAGE_MIXED;
	else if (!set_state(fast, page, PAGE_CODE))
		page_mix(fast, page);
}

void page_forget(struct fast *fast, uint32_t number)
{
	struct page *page = &fast->pages[number];
	while (page->blocks != NULL)
		block_kill(fast, page->blocks);
	if (page->state != PAGE_CODE)
		return;
	set_state(fast, number, PAGE_DATA);
}

void page_release(struct fast *fast, uint32_t number, bool whole)
{
	struct page *page = &fast->pages[number];
	if (page->state == PAGE_MIXED && !whole)
		return; /* its blocks look themselves */
	bool was_code = page->state == PAGE_CODE;
	page_forget(fast, number);
	if (whole)
		*page = (struct page){ .state = PAGE_DATA };
	else if (was_code && ++page->writes == fast->most_writes)
		page->state = PAGE_MIXED;
}

void page_written(struct fast *fast, uint32_t number)
{
	if (fast->pages[number].state == PAGE_CODE)
		page_release(fast, number, false);
	else
		protect_in(fast, fast->window, number, PROT_READ | PROT_WRITE);
}

/* What was written since memory was opened is not known. */
static void mix_all(struct fast *fast)
{
	uint32_t count = fast->memory->size / PAGE_SIZE;
	fast->is_open = false;
	fast->most_code_pages = 0;
	fast->code_pages = 0;
	for (struct page *page = fast->pages; page < fast->pages + count; page++) {
		if (page->state != PAGE_CODE)
			continue;
		while (page->blocks != NULL)
			block_kill(fast, page->blocks);
		page->state = PAGE_MIXED;
	}
}

void pages_settle(struct fast *fast)
{
	struct page *page = fast->written;
	fast->written = NULL;
	while (page != NULL) {
		struct page *next = page->next_written;
		page_release(fast, (uint32_t)(page - fast->pages), false);
		page = next;
	}
	if (!fast->is_open)
		return;
	mix_all(fast);
	fast->written = NULL;
}

void pages_protect_window(struct fast *fast, struct window_map *window)
{
	window->changes = fast->changes;
	if (window->entries != NULL) {
		space_protect_all(fast);
		return;
	}
	uint32_t end = (window->base + window->size) / PAGE_SIZE;
	for (uint32_t page = window->base / PAGE_SIZE; page < end; page++) {
		uint32_t first = page;
		while (page < end && fast->pages[page].state == PAGE_CODE)
			page++;
		if (page > first &&
		    mprotect(window->bytes + (uint64_t)first * PAGE_SIZE - window->base,
		             (uint64_t)(page - first) * PAGE_SIZE, PROT_READ) != 0)
			while (first < page)
				page_mix(fast, first++);
	}
}

/* Whether a change is the last one of its page. */
static bool is_last_change(const struct fast *fast, uint64_t change)
{
	uint32_t page = fast->changed[change % CHANGED];
	for (uint64_t later = change + 1; later < fast->changes; later++)
		if (fast->changed[later % CHANGED] == page)
			return false;
	return true;
}

void pages_catch_up(struct fast *fast, struct window_map *window)
{
	if (fast->changes - window->changes > CHANGED)
		pages_protect_window(fast, window);
	for (; window->changes < fast->changes; window->changes++) {
		uint32_t page = fast->changed[window->changes % CHANGED];
		if (fast->pages[page].state == PAGE_CODE && is_last_change(fast, window->changes) &&
		    !protect_in(fast, window, page, PROT_READ))
			page_mix(fast, page);
	}
}
