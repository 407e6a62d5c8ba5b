/* Filling and emptying the buffer. */
#include "machine/core/buffer.h"

#include "isa/profiles.h"

void buffer_reset(struct buffer *buffer, uint32_t *pages, uint32_t address, uint32_t origin,
                  uint32_t profile)
{
	*buffer = (struct buffer){
		.pages = pages,
		.address = address,
		.origin = origin,
		.below = BUFFER_ROOTS,
		.profile = profile,
		.plain = profile < FIRST_PAGING_PROFILE ? STATUS_PAGED : 0,
	};
}

static uint32_t *root_of(const struct buffer *buffer)
{
	return buffer->pages + buffer->turn * TABLE_ENTRIES;
}

static uint32_t *table_of(const struct buffer *buffer, uint32_t table)
{
	return buffer->pages + (BUFFER_ROOTS + table) * TABLE_ENTRIES;
}

/* Has the machine below begin anew: it may hold what the root in use led to. */
static void change_turn(struct buffer *buffer)
{
	if (buffer->below == buffer->turn)
		buffer->turn = (buffer->turn + 1) % BUFFER_ROOTS;
}

void buffer_empty(struct buffer *buffer, uint32_t root)
{
	for (uint32_t i = 0; i < buffer->tables; i++) {
		uint32_t *group = table_of(buffer, i);
		for (uint32_t left = buffer->groups[i]; left != 0; left >>= 1) {
			if ((left & 1) != 0)
				memset(group, 0, GROUP_ENTRIES * sizeof *group);
			group += GROUP_ENTRIES;
		}
		root_of(buffer)[buffer->indices[i]] = 0;
	}
	buffer->tables = 0;
	buffer->empties++;
	buffer->root = root;
	change_turn(buffer);
}

/* Makes room for entries with this index in the root. */
static void add_table(struct buffer *buffer, uint32_t index)
{
	if (buffer->tables == BUFFER_TABLES)
		buffer_empty(buffer, buffer->root);
	uint32_t table = buffer->tables++;
	buffer->indices[table] = index;
	buffer->groups[table] = 0;
	root_of(buffer)[index] = buffer->address + (BUFFER_ROOTS + table) * PAGE_SIZE + ENTRY_VALID;
}

/* The machine below may still hold what is replaced. */
static void replace(struct buffer *buffer)
{
	const uint32_t *before = root_of(buffer);
	change_turn(buffer);
	uint32_t *after = root_of(buffer);
	for (uint32_t i = 0; i < buffer->tables && before != after; i++) {
		uint32_t index = buffer->indices[i];
		after[index] = before[index];
		((uint32_t *)before)[index] = 0;
	}
}

void buffer_hold(struct buffer *buffer, uint32_t address, uint32_t entry)
{
	uint32_t *place = buffer_place(buffer, address);
	if (place == NULL) {
		add_table(buffer, address >> (PAGE_BITS + ENTRY_INDEX_BITS));
		place = buffer_place(buffer, address);
	}
	uint32_t at = (uint32_t)(place - buffer->pages) - BUFFER_ROOTS * TABLE_ENTRIES;
	buffer->groups[at / TABLE_ENTRIES] |= UINT32_C(1) << (at % TABLE_ENTRIES >> GROUP_BITS);
	buffer->fills++;
	buffer->last_address = address;
	buffer->last_entry = entry;
	entry += buffer->origin;
	/* More permissions alone take nothing back. */
	if (((*place ^ entry) & *place & ENTRY_BITS) != 0 ||
	    (*place != 0 && (*place ^ entry) >= PAGE_SIZE))
		replace(buffer);
	*place = entry;
}
