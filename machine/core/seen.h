/* The pages that a stretch of instructions has reached last. While one lasts neither the PSW nor
 * the buffer changes, so that what was let through once is let through again: a paged access that
 * stays in its page costs little more than one in a window. */
#ifndef PG32_MACHINE_CORE_SEEN_H
#define PG32_MACHINE_CORE_SEEN_H

#include "machine/core/translate.h"

/* Who builds it small does without. */
#ifdef SELDOM_IS_SMALL
enum { PAGES_ARE_SEEN = 0 };
#else
enum { PAGES_ARE_SEEN = 1 };
#endif

/* A page of a space, where it lies in memory, of size 0 where none was seen; and the table that it
 * was found by. */
struct seen_page {
	uint8_t *bytes;
	uint32_t first; /* its virtual address */
	uint32_t size;
	uint32_t last_of_table; /* the last virtual address of the table; 0 where there is none */
	const uint32_t *table;
};

/* Of each kind of access the last one. */
struct seen {
	struct seen_page load, store;
};

/* Where an access of so many bytes lies, if all of it is in the page; else NULL. */
static inline uint8_t *seen_place(const struct seen_page *page, uint32_t address, uint32_t count)
{
	const uint32_t in_page = address - page->first;
	if (!PAGES_ARE_SEEN || (uint64_t)in_page + count > page->size)
		return NULL;
	return page->bytes + in_page;
}

/* The same for any page that is held with this permission; it is the one that was seen then. */
static inline uint8_t *see_place(struct seen_page *page, const struct psw *psw,
                                 const struct memory *memory, const struct buffer *buffer,
                                 uint32_t address, uint32_t count, enum entry_bit permission)
{
	const uint32_t in_page = address % PAGE_SIZE;
	if ((address | (TABLE_SPACE - 1)) != page->last_of_table) {
		const uint32_t *table = buffer_table(buffer, address);
		if (table == NULL || (psw->status & buffer->plain) == 0)
			return NULL;
		page->table = table;
		page->last_of_table = address | (TABLE_SPACE - 1);
	}
	const uint32_t entry = page->table[address / PAGE_SIZE % TABLE_ENTRIES];
	if (address >= psw->bound || (entry & permission) == 0 || in_page > PAGE_SIZE - count)
		return NULL;
	page->bytes = memory->bytes + ((entry - buffer->origin) & ~(PAGE_SIZE - 1));
	page->first = address - in_page;
	page->size = PAGE_SIZE;
	return page->bytes + in_page;
}

#endif
