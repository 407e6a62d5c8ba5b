/* Frames and spaces. A page that several spaces have is in none of them to be written: COPY says in
 * an entry that it would be, if it were alone. */
#include "kernel.h"

enum { ENTRIES = 1024, SHIFT = 12, ALL = ENTRY_READ | ENTRY_WRITE | ENTRY_EXECUTE | ENTRY_VALID };
enum { COPY = 1 << 4 };

uint32_t frames_used;

static uint8_t users[FRAMES];

static uint32_t *words(uint32_t frame)
{
	return (uint32_t *)(frame & ~(PAGE_SIZE - 1));
}

static uint8_t *users_of(uint32_t frame)
{
	return &users[(frame - FIRST_FRAME) >> SHIFT];
}

void frames_start(void)
{
	frames_used = 0;
}

/* A frame of zeros, or 0. */
static uint32_t take_frame(void)
{
	for (uint32_t i = 0; i < FRAMES; i++) {
		if (users[i] != 0)
			continue;
		uint32_t frame = FIRST_FRAME + (i << SHIFT);
		users[i] = 1;
		frames_used++;
		for (uint32_t k = 0; k < ENTRIES; k++)
			words(frame)[k] = 0;
		return frame;
	}
	return 0;
}

static void release(uint32_t frame)
{
	if (--*users_of(frame) == 0)
		frames_used--;
}

uint32_t space_make(void)
{
	return take_frame();
}

/* The entry of a page; where there is no table yet one is made, or NULL. */
static uint32_t *entry_of(uint32_t root, uint32_t address)
{
	uint32_t *top = &words(root)[address >> 22];
	if (*top == 0) {
		uint32_t table = take_frame();
		if (table == 0)
			return 0;
		*top = table | ENTRY_VALID;
	}
	return &words(*top)[address >> SHIFT & (ENTRIES - 1)];
}

/* A new page of zeros, or of what another frame holds. */
static int put_page(uint32_t root, uint32_t address, uint32_t from)
{
	uint32_t *entry = entry_of(root, address), frame = entry != 0 ? take_frame() : 0;
	if (frame == 0)
		return -1;
	for (uint32_t i = 0; from != 0 && i < ENTRIES; i++)
		words(frame)[i] = words(from)[i];
	*entry = frame | ALL;
	return 0;
}

int space_load(uint32_t root, uint32_t from)
{
	for (uint32_t address = 0; address < PROGRAM_SIZE; address += PAGE_SIZE)
		if (put_page(root, address, from + address) != 0)
			return -1;
	return 0;
}

void space_free(uint32_t root)
{
	for (uint32_t i = 0; i < ENTRIES; i++) {
		uint32_t table = words(root)[i];
		if (table == 0)
			continue;
		for (uint32_t k = 0; k < ENTRIES; k++)
			if (words(table)[k] != 0)
				release(words(table)[k] & ~(PAGE_SIZE - 1));
		release(table & ~(PAGE_SIZE - 1));
	}
	release(root);
}

/* Both have the page, and neither may write it. */
static int share(uint32_t *entry, uint32_t child, uint32_t address)
{
	uint32_t *copy = entry_of(child, address);
	if (copy == 0)
		return -1;
	if ((*entry & ENTRY_WRITE) != 0)
		*entry = (*entry & ~(uint32_t)ENTRY_WRITE) | COPY;
	*copy = *entry;
	++*users_of(*entry);
	return 0;
}

uint32_t space_fork(uint32_t root)
{
	uint32_t child = space_make();
	for (uint32_t i = 0; child != 0 && i < ENTRIES; i++) {
		uint32_t table = words(root)[i];
		for (uint32_t k = 0; table != 0 && k < ENTRIES; k++) {
			uint32_t *entry = &words(table)[k];
			if (*entry != 0 && share(entry, child, i << 22 | k << SHIFT) != 0) {
				space_free(child);
				child = 0;
				break;
			}
		}
	}
	empty_buffer(); /* it may hold what could be written */
	return child;
}

static int copy_page(uint32_t *entry)
{
	uint32_t shared = *entry & ~(PAGE_SIZE - 1);
	if (*users_of(shared) > 1) {
		uint32_t frame = take_frame();
		if (frame == 0)
			return -1;
		for (uint32_t i = 0; i < ENTRIES; i++)
			words(frame)[i] = words(shared)[i];
		release(shared);
		*entry = frame | ALL;
	}
	*entry = (*entry & ~(uint32_t)COPY) | ENTRY_WRITE;
	return 0;
}

int space_fault(uint32_t root, uint32_t address, int is_write, uint32_t heap_end)
{
	uint32_t table, *entry;
	if (address >= SPACE)
		return -1;
	table = words(root)[address >> 22];
	entry = table != 0 ? &words(table)[address >> SHIFT & (ENTRIES - 1)] : 0;
	if (entry != 0 && *entry != 0)
		return is_write && (*entry & COPY) != 0 ? copy_page(entry) : -1;
	if ((address >= HEAP && address < heap_end) || address >= STACK - STACK_PAGES * PAGE_SIZE)
		return put_page(root, address & ~(PAGE_SIZE - 1), 0);
	return -1;
}
