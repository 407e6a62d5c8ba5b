/* The paged space: a window whose pages are mapped one by one, as the buffer holds them. Code is
 * the same as in any window; what is not mapped the host refuses, and the reference engine does the
 * instruction, with the fill or the trap that it takes.
 *
 * There is one space, as there is one buffer. It follows what is held: a page is mapped when an
 * access to it was refused, and is no longer when its entry is not held any more. Blocks stay,
 * asleep, until their page is followed again with the frame that they were translated from.
 */
#define _GNU_SOURCE
#include <sys/mman.h>

#include "machine/core/machine.h"
#include "machine/core/time.h"
#include "machine/engines/fast/fast.h"

/* What is beside a followed entry, where tables have the kernel's bits. */
enum { IS_MAPPED = 1u << 4 };
#define NO_PAGE UINT32_MAX

#define ENTRIES_SIZE (WINDOW_SPACE / PAGE_SIZE * sizeof(uint32_t))
#define FOLLOWED_SIZE (SPACE_FOLLOWED * sizeof(uint32_t))

/* What the host's calls cost, as instructions of the reference engine. */
enum {
	COST_OF_REFUSAL = 500,
	COST_OF_MAPPING = 1500,
	COST_OF_EMPTYING = 1500,
	MOST_CREDIT = 1 << 17,
	COLD_GAIN = 8
};

static uint8_t *place_of_page(const struct window_map *window, uint32_t page)
{
	return window->bytes + (uint64_t)page * PAGE_SIZE;
}

static uint32_t frame_of(uint32_t entry)
{
	return entry / PAGE_SIZE;
}

/* What the host may be asked to permit of a page with this entry: its code is not to be written
 * unseen. */
static int protection_of(const struct fast *fast, uint32_t entry)
{
	bool writes = (entry & ENTRY_WRITE) != 0;
	return writes && fast->pages[frame_of(entry)].state != PAGE_CODE ? PROT_READ | PROT_WRITE
	                                                                 : PROT_READ;
}

static uint64_t now(const struct fast *fast)
{
	const struct stretch *stretch = &fast->stretch;
	return instructions_executed(stretch->machine) + (stretch->count - stretch->left);
}

bool space_pays(const struct fast *fast)
{
	return !fast->space.is_lost && (fast->hot == 1 || now(fast) >= fast->space.cold_until);
}

/* Asking the host for pages has to be earned by instructions that were executed since: those that
 * were interpreted meanwhile count little, for they gained nothing. */
void space_charge(struct fast *fast, uint32_t cost)
{
	struct space *space = &fast->space;
	uint64_t time = now(fast);
	uint64_t since = space->cold_until > space->charged ? space->cold_until : space->charged;
	uint64_t earned = time > since ? time - since : 0;
	space->credit = earned < MOST_CREDIT - space->credit ? space->credit + (uint32_t)earned
	                                                     : MOST_CREDIT;
	space->charged = time;
	if (space->credit >= cost) {
		space->credit -= cost;
		return;
	}
	uint64_t cold = time > space->cold_until ? time : space->cold_until;
	space->cold_until = cold + (uint64_t)COLD_GAIN * (cost - space->credit);
	space->credit = 0;
	if (!space_pays(fast))
		windows_forget_accepted(fast);
}

uint64_t space_cold_time(const struct fast *fast, const struct machine *machine)
{
	uint64_t time = instructions_executed(machine), until = fast->space.cold_until;
	if (!is_paged(&machine->cpu.psw))
		return 0;
	if (fast->space.is_lost)
		return UINT64_MAX;
	return fast->hot != 1 && time < until ? until - time : 0;
}

static bool is_of_page(const struct space *space, const struct block *block, uint32_t page)
{
	return block->window == &space->window && block->pc / PAGE_SIZE == page;
}

/* The blocks of the page cannot be entered any more, from anywhere but the page. */
static void put_to_sleep(struct fast *fast, uint32_t page, uint32_t frame)
{
	struct space *space = &fast->space;
	for (struct block *block = fast->pages[frame].blocks; block != NULL;
	     block = block->next_in_page) {
		if (!is_of_page(space, block, page))
			continue;
		space->window.table[block->pc / 4] = 0;
		block_unlink(fast, block, true);
	}
}

static void wake(struct fast *fast, uint32_t page, uint32_t frame)
{
	struct space *space = &fast->space;
	for (struct block *block = fast->pages[frame].blocks; block != NULL;
	     block = block->next_in_page)
		if (is_of_page(space, block, page))
			space->window.table[block->pc / 4] = block->start;
}

/* Has nothing mapped there. Where the host refuses even that there is no space any more. */
static void unmap(struct fast *fast, uint32_t first, uint32_t count)
{
	struct space *space = &fast->space;
	if (mmap(place_of_page(&space->window, first), (uint64_t)count * PAGE_SIZE, PROT_NONE,
	         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0) != MAP_FAILED)
		return;
	space->is_lost = true;
	windows_forget_accepted(fast);
}

static void drop(struct fast *fast, uint32_t page)
{
	struct space *space = &fast->space;
	uint32_t *entry = &space->window.entries[page], i = 0;
	if ((*entry & ENTRY_EXECUTE) != 0)
		put_to_sleep(fast, page, frame_of(*entry));
	if ((*entry & IS_MAPPED) != 0)
		unmap(fast, page, 1);
	*entry = 0;
	while (space->followed[i] != page)
		i++;
	space->followed[i] = space->followed[--space->count];
}

/* All of them; whether the host was asked for it. */
static bool drop_all(struct fast *fast)
{
	struct space *space = &fast->space;
	uint32_t low = NO_PAGE, high = 0;
	for (uint32_t i = 0; i < space->count; i++) {
		uint32_t page = space->followed[i], entry = space->window.entries[page];
		if ((entry & ENTRY_EXECUTE) != 0)
			put_to_sleep(fast, page, frame_of(entry));
		space->window.entries[page] = 0;
		if ((entry & IS_MAPPED) == 0)
			continue;
		low = page < low ? page : low;
		high = page > high ? page : high;
	}
	space->count = 0;
	if (low != NO_PAGE)
		unmap(fast, low, high - low + 1);
	return low != NO_PAGE;
}

/* Drops the page where another entry is held, or none. */
static void compare(struct fast *fast, const struct buffer *buffer, uint32_t page)
{
	uint32_t entry = fast->space.window.entries[page] & ~(uint32_t)IS_MAPPED;
	if (entry != 0 && entry != buffer_entry(buffer, page * PAGE_SIZE))
		drop(fast, page);
}

/* Follows the page, if the buffer holds it. */
static uint32_t follow(struct fast *fast, uint32_t page)
{
	struct space *space = &fast->space;
	const struct machine *machine = fast->stretch.machine;
	uint32_t *entry = &space->window.entries[page];
	uint32_t held = buffer_entry(&machine->buffer, page * PAGE_SIZE);
	if (*entry != 0 || held == 0 || held >= fast->memory->size)
		return *entry;
	if (space->count == SPACE_FOLLOWED)
		return 0;
	*entry = held;
	space->followed[space->count++] = page;
	if ((held & ENTRY_EXECUTE) == 0)
		return *entry;
	/* Blocks of a mixed page read their words. */
	if (fast->pages[frame_of(held)].state != PAGE_MIXED || space_map_page(fast, page))
		wake(fast, page, frame_of(held));
	return *entry;
}

bool space_map_page(struct fast *fast, uint32_t page)
{
	struct space *space = &fast->space;
	uint32_t *entry = &space->window.entries[page];
	uint8_t *place = place_of_page(&space->window, page);
	if (space->is_lost || follow(fast, page) == 0 || (*entry & ENTRY_READ) == 0)
		return false;
	int protection = protection_of(fast, *entry);
	if ((*entry & IS_MAPPED) != 0)
		return mprotect(place, PAGE_SIZE, protection) == 0;
	space_charge(fast, COST_OF_MAPPING);
	if (mmap(place, PAGE_SIZE, protection, MAP_SHARED | MAP_FIXED, fast->memory->file,
	         (off_t)(*entry & ~(PAGE_SIZE - 1))) == MAP_FAILED) {
		unmap(fast, page, 1);
		return false;
	}
	*entry |= IS_MAPPED;
	return true;
}

bool space_has_code(struct fast *fast, uint32_t pc)
{
	uint32_t entry = follow(fast, pc / PAGE_SIZE);
	return (entry & ENTRY_EXECUTE) != 0 &&
	       (fast->pages[frame_of(entry)].state != PAGE_MIXED || (entry & IS_MAPPED) != 0 ||
	        space_map_page(fast, pc / PAGE_SIZE));
}

/* The table is as large as the space. */
static bool resize(struct fast *fast, uint32_t size)
{
	struct space *space = &fast->space;
	if (drop_all(fast))
		space_charge(fast, COST_OF_EMPTYING);
	if (size > space->table_size &&
	    mprotect(space->window.table, size, PROT_READ | PROT_WRITE) != 0)
		return false;
	space->table_size = size > space->table_size ? size : space->table_size;
	space->window.size = size;
	return true;
}

static bool is_followed(const struct space *space, const struct buffer *buffer)
{
	return space->pages == buffer->pages && space->empties == buffer->empties;
}

/* Drops what is not in force any more. */
static void catch_up(struct fast *fast, const struct buffer *buffer)
{
	struct space *space = &fast->space;
	if (!is_followed(space, buffer) && drop_all(fast))
		space_charge(fast, COST_OF_EMPTYING);
	else if (buffer->fills - space->fills == 1)
		compare(fast, buffer, buffer->last_address / PAGE_SIZE);
	else if (buffer->fills != space->fills)
		for (uint32_t i = space->count; i-- > 0;)
			compare(fast, buffer, space->followed[i]);
	space->pages = buffer->pages;
	space->empties = buffer->empties;
	space->fills = buffer->fills;
}

bool space_look(struct fast *fast, const struct machine *machine)
{
	struct space *space = &fast->space;
	const struct psw *psw = &machine->cpu.psw;
	fast->window = NULL;
	if (space->window.bytes == NULL || space->is_lost || !space_pays(fast))
		return false;
	if (psw->bound != space->window.size && !resize(fast, psw->bound))
		return false;
	catch_up(fast, &machine->buffer);
	if (space->is_lost)
		return false;
	fast->window = &space->window;
	if (space->window.changes != fast->changes)
		pages_catch_up(fast, fast->window);
	if (space->asked != NO_PAGE)
		space_map_page(fast, space->asked);
	space->asked = NO_PAGE;
	if (psw->pc < psw->bound && space->window.entries[psw->pc / PAGE_SIZE] == 0)
		follow(fast, psw->pc / PAGE_SIZE);
	return !space->is_lost;
}

bool space_fault(struct fast *fast, uint32_t address)
{
	struct space *space = &fast->space;
	uint32_t page = address / PAGE_SIZE, entry = space->window.entries[page];
	bool is_written = (entry & IS_MAPPED) != 0 && (entry & ENTRY_WRITE) != 0;
	if (is_written && fast->pages[frame_of(entry)].state == PAGE_CODE) {
		space_charge(fast, COST_OF_MAPPING);
		page_written(fast, frame_of(entry));
		return true;
	}
	space_charge(fast, COST_OF_REFUSAL);
	space->asked = page;
	/* What may be written and not read is never mapped. */
	return entry == 0 || (entry & ENTRY_READ) != 0;
}

/* Has the host permit of a page what its entry and its frame's state permit. */
static bool protect(const struct fast *fast, uint32_t page)
{
	const struct space *space = &fast->space;
	uint32_t entry = space->window.entries[page];
	return (entry & IS_MAPPED) == 0 || mprotect(place_of_page(&space->window, page), PAGE_SIZE,
	                                            protection_of(fast, entry)) == 0;
}

bool space_protect(struct fast *fast, uint32_t frame)
{
	const struct space *space = &fast->space;
	bool is_done = true;
	for (uint32_t i = 0; i < space->count; i++)
		if (frame_of(space->window.entries[space->followed[i]]) == frame)
			is_done &= protect(fast, space->followed[i]);
	return is_done;
}

void space_protect_all(struct fast *fast)
{
	const struct space *space = &fast->space;
	for (uint32_t i = 0; i < space->count; i++) {
		uint32_t frame = frame_of(space->window.entries[space->followed[i]]);
		if (!protect(fast, space->followed[i]) && fast->pages[frame].state == PAGE_CODE)
			page_mix(fast, frame);
	}
}

void space_forget(struct fast *fast)
{
	struct space *space = &fast->space;
	if (space->window.bytes != NULL)
		drop_all(fast);
	space->charged = space->cold_until = 0;
}

static void *map_table(size_t size)
{
	return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
	            -1, 0);
}

bool space_create(struct fast *fast)
{
	struct space *space = &fast->space;
	void *entries = map_table(ENTRIES_SIZE), *followed = map_table(FOLLOWED_SIZE);
	space->window = (struct window_map){ .entries = entries };
	space->followed = followed;
	space->table_size = space->count = 0;
	space->pages = NULL;
	space->asked = NO_PAGE;
	if (entries != MAP_FAILED && followed != MAP_FAILED)
		return true;
	if (entries != MAP_FAILED)
		munmap(entries, ENTRIES_SIZE);
	if (followed != MAP_FAILED)
		munmap(followed, FOLLOWED_SIZE);
	space->window.entries = NULL;
	return false;
}

void space_release(struct fast *fast)
{
	struct space *space = &fast->space;
	munmap(space->window.entries, ENTRIES_SIZE);
	munmap(space->followed, FOLLOWED_SIZE);
	space->window = (struct window_map){ .bytes = NULL };
}
