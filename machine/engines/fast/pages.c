/* Pages of code: protected from writes wherever they are mapped, so that no code is ever stale. */
#define _GNU_SOURCE
#include <sys/mman.h>

#include "machine/engines/fast/fast.h"

/* A page that has been written so often as code is mixed. */
enum { MOST_WRITES = 4 };

/* Protects a page, or gives it free, in a window that has it. */
static void protect_in(const struct window_map *window, uint32_t page, int protection)
{
	uint64_t address = (uint64_t)page * PAGE_SIZE;
	if (window->bytes != NULL && address >= window->base &&
	    address - window->base < window->size)
		mprotect(window->bytes + (address - window->base), PAGE_SIZE, protection);
}

static void protect_everywhere(struct fast *fast, uint32_t page, int protection)
{
	mprotect(fast->memory->bytes + (uint64_t)page * PAGE_SIZE, PAGE_SIZE, protection);
	for (unsigned i = 0; i < MOST_WINDOWS; i++)
		protect_in(&fast->windows[i], page, protection);
}

void page_protect(struct fast *fast, uint32_t page)
{
	if (fast->pages[page].state != PAGE_DATA)
		return;
	fast->pages[page].state = PAGE_CODE;
	protect_everywhere(fast, page, PROT_READ);
}

void page_forget(struct fast *fast, uint32_t number)
{
	struct page *page = &fast->pages[number];
	while (page->blocks != NULL)
		block_kill(fast, page->blocks);
	if (page->state != PAGE_CODE)
		return;
	page->state = PAGE_DATA;
	protect_everywhere(fast, number, PROT_READ | PROT_WRITE);
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
	else if (was_code && ++page->writes == MOST_WRITES)
		page->state = PAGE_MIXED;
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
}

void pages_protect_window(struct fast *fast, const struct window_map *window)
{
	uint32_t end = (window->base + window->size) / PAGE_SIZE;
	for (uint32_t page = window->base / PAGE_SIZE; page < end; page++)
		if (fast->pages[page].state == PAGE_CODE)
			protect_in(window, page, PROT_READ);
}
