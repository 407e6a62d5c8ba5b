/* Pages: how one comes into memory, and what becomes of it with the first store. */
#include <string.h>
#include "programs/kernel/paging/paging.h"

/* The part of a page that an area fills from its file. */
static int fill_part(struct kernel *kernel, const struct area *area, uint32_t page, uint8_t *bytes)
{
	uint32_t begin = area->begin > page ? area->begin : page;
	uint32_t end = area->begin + area->file_size;
	if (end > page + PAGE_SIZE)
		end = page + PAGE_SIZE;
	if (area->file == NULL || begin >= end)
		return 0;
	kernel->spaces->counts.loaded++;
	return file_read_at(kernel, area->file, area->offset + (begin - area->begin),
	                    bytes + (begin - page), end - begin);
}

static int fill(struct kernel *kernel, const struct layout *layout, uint32_t page, uint8_t *bytes)
{
	int error = 0;
	memset(bytes, 0, PAGE_SIZE);
	for (uint32_t i = 0; i < AREAS && error == 0; i++)
		error = fill_part(kernel, &layout->areas[i], page, bytes);
	return error;
}

/* Brings a page back for all the spaces that use it. The slot is then a copy of the frame. */
static int swap_in(struct kernel *kernel, uint32_t swapped, uint32_t page, uint8_t *bytes)
{
	struct spaces *spaces = kernel->spaces;
	uint32_t slot = swapped >> PAGE_BITS, present = (uint32_t)bytes | ENTRY_PRESENT;
	if (!swap_transfer(kernel, &spaces->swap, DISK_READ, slot, bytes))
		return ERROR_DISK;
	spaces->counts.swapped_in++;
	frame_give(spaces, present, page, spaces->swap.users[slot - 1]);
	entry_frame(spaces, present)->slot = slot;
	spaces->swap.users[slot - 1] = 1;
	entry_replace(spaces, page, swapped, present);
	return 0;
}

static int make_present(struct kernel *kernel, const struct space *space, uint32_t page,
                        uint32_t *entry)
{
	if (*entry & ENTRY_PRESENT)
		return 0;
	uint8_t *bytes = frame_take(kernel);
	if (bytes == NULL)
		return ERROR_MEMORY;
	int error;
	if (*entry & ENTRY_SWAPPED) {
		error = swap_in(kernel, *entry, page, bytes);
	} else {
		error = fill(kernel, space->layout, page, bytes);
		if (error == 0) {
			*entry = (uint32_t)bytes | ENTRY_PRESENT;
			frame_give(kernel->spaces, *entry, page, 1);
		}
	}
	if (error < 0)
		memory_free(&kernel->memory, bytes, PAGE_SIZE);
	return error;
}

/* A page that is shared becomes two. */
static int copy(struct kernel *kernel, uint32_t page, uint32_t *entry)
{
	struct spaces *spaces = kernel->spaces;
	struct frame *shared = entry_frame(spaces, *entry);
	frame_hold(spaces, shared);
	uint8_t *bytes = frame_take(kernel);
	frame_release(spaces, shared);
	if (bytes == NULL)
		return ERROR_MEMORY;
	memcpy(bytes, entry_bytes(*entry), PAGE_SIZE);
	shared->users--;
	*entry = (uint32_t)bytes | ENTRY_PRESENT;
	frame_give(spaces, *entry, page, 1);
	spaces->counts.copied++;
	return 0;
}

static int make_dirty(struct kernel *kernel, uint32_t page, uint32_t *entry)
{
	struct spaces *spaces = kernel->spaces;
	if (entry_frame(spaces, *entry)->users > 1) {
		int error = copy(kernel, page, entry);
		if (error < 0)
			return error;
	}
	struct frame *frame = entry_frame(spaces, *entry);
	if (frame->slot != 0)
		swap_drop(&spaces->swap, frame->slot);
	frame->slot = 0;
	frame->dirty = true;
	return 0;
}

/* The entry of a page; its table is made where there is none. */
static uint32_t *entry_make(struct kernel *kernel, struct space *space, uint32_t page)
{
	uint32_t *entry = entry_find(space, page);
	if (entry != NULL)
		return entry;
	uint8_t *table = frame_take(kernel);
	if (table == NULL)
		return NULL;
	memset(table, 0, PAGE_SIZE);
	space->root[page >> (PAGE_BITS + ENTRY_INDEX_BITS)] = (uint32_t)table | ENTRY_VALID;
	return entry_find(space, page);
}

int page_bring(struct kernel *kernel, struct space *space, uint32_t address, uint32_t access)
{
	uint32_t page = address & ~(PAGE_SIZE - 1), allowed = layout_access(space->layout, page);
	if (!(allowed & access))
		return ERROR_ADDRESS;
	uint32_t *entry = entry_make(kernel, space, page);
	if (entry == NULL)
		return ERROR_MEMORY;
	int error = make_present(kernel, space, page, entry);
	if (error == 0 && access == ENTRY_WRITE)
		error = make_dirty(kernel, page, entry);
	if (error < 0)
		return error;
	const struct frame *frame = entry_frame(kernel->spaces, *entry);
	if (!frame->dirty || frame->users > 1)
		allowed &= ~(uint32_t)ENTRY_WRITE;
	*entry = (uint32_t)entry_bytes(*entry) | ENTRY_PRESENT | ENTRY_VALID | allowed;
	return 0;
}
