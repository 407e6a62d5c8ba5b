/* The buffer: the translations of one root table that were read and are held until it is emptied.
 *
 * It is kept in the form of the tables themselves, so that a VMM's copy of its guest's buffer is
 * the table that the guest runs under: the frames held are those of the machine, moved by the
 * origin. Two roots in turn let the VMM begin anew without an instruction for it: a root that the
 * machine below has not loaded since it was empty is empty there, too.
 */
#ifndef PG32_MACHINE_CORE_BUFFER_H
#define PG32_MACHINE_CORE_BUFFER_H

#include "machine/core/memory.h"

/* The pages: the two roots, then the tables. All their words are zero but those in use. */
enum { BUFFER_ROOTS = 2, BUFFER_PAGES = BUFFER_ROOTS + BUFFER_TABLES };
#define BUFFER_SIZE (BUFFER_PAGES * PAGE_SIZE)

/* An entry is used in a group: what is emptied are the groups that were used. */
enum { GROUP_BITS = 5, GROUP_ENTRIES = 1 << GROUP_BITS };

struct buffer {
	uint32_t root;                     /* physical address of the root table that was read */
	uint32_t origin;                   /* what is added to the frames that are held */
	uint32_t address;                  /* of the pages, for the machine below */
	uint32_t turn;                     /* which root of the pages is in use */
	uint32_t below;                    /* which one the machine below has loaded last */
	uint32_t tables;                   /* how many are in use */
	uint32_t indices[BUFFER_TABLES];   /* of each the index in the root */
	uint32_t groups[BUFFER_TABLES];    /* of each the groups in use, a bit each */
	uint32_t fills;                    /* how often one was read, modulo 2^32 */
	uint32_t empties;                  /* how often it was emptied, modulo 2^32 */
	uint32_t last_address, last_entry; /* what was read last */
	uint32_t profile;                  /* whose paging it is: a number of isa/profiles.h */
	uint32_t plain;                    /* STATUS_PAGED where that is PG32's, else 0 */
	uint32_t *pages;                   /* BUFFER_PAGES pages */
};

/* An empty buffer of the profile's machine in pages that are all zero. */
void buffer_reset(struct buffer *buffer, uint32_t *pages, uint32_t address, uint32_t origin,
                  uint32_t profile);

/* Empties the buffer, and has it hold what is read through this root. */
SELDOM void buffer_empty(struct buffer *buffer, uint32_t root);

/* Holds an entry for the page of an address. Where it is full it is emptied first. */
SELDOM void buffer_hold(struct buffer *buffer, uint32_t address, uint32_t entry);

/* The root table that the machine below walks. */
static inline uint32_t buffer_address(const struct buffer *buffer)
{
	return buffer->address + buffer->turn * PAGE_SIZE;
}

/* Whether a link of the root in use leads to one of the tables, if anywhere: asked of pages that
 * someone else may have written. */
static inline bool buffer_leads_to_table(const struct buffer *buffer, uint32_t index)
{
	_Static_assert((BUFFER_TABLES & (BUFFER_TABLES - 1)) == 0, "a mask says which table");
	const uint32_t link = buffer->pages[buffer->turn * TABLE_ENTRIES + index];
	const uint32_t first = buffer->address + BUFFER_ROOTS * PAGE_SIZE + ENTRY_VALID;
	return link == 0 || ((link - first) & ~(uint32_t)((BUFFER_TABLES - 1) * PAGE_SIZE)) == 0;
}

/* The table with the entry for an address; NULL where there is none. */
static inline uint32_t *buffer_table(const struct buffer *buffer, uint32_t address)
{
	uint32_t link = buffer->pages[buffer->turn * TABLE_ENTRIES +
	                              (address >> (PAGE_BITS + ENTRY_INDEX_BITS))];
	if (link == 0)
		return NULL;
	return buffer->pages + (link - ENTRY_VALID - buffer->address) / sizeof link;
}

/* The place of the entry for an address; NULL where there is none. */
static inline uint32_t *buffer_place(const struct buffer *buffer, uint32_t address)
{
	uint32_t *table = buffer_table(buffer, address);
	return table == NULL ? NULL : table + (address >> PAGE_BITS) % TABLE_ENTRIES;
}

/* The entry that is held for an address, its frame that of the machine's memory; 0 where none is.
 */
static inline uint32_t buffer_entry(const struct buffer *buffer, uint32_t address)
{
	const uint32_t *place = buffer_place(buffer, address);
	return place == NULL || *place == 0 ? 0 : *place - buffer->origin;
}

#endif
