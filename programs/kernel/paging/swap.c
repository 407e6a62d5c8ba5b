/* The part of the disk behind the volume, in slots of a page. */
#include <string.h>
#include "programs/kernel/kernel.h"
#include "programs/kernel/paging/swap.h"

enum { SLOT_SECTORS = PAGE_SIZE / SECTOR_SIZE };
enum { SLOTS_MAXIMUM = 65536 };

bool swap_initialize(struct kernel *kernel, struct swap *swap)
{
	uint32_t sectors = disk_sectors();
	swap->first = kernel->file_system.volume.sectors;
	swap->count = swap->first == 0 ? 0 : (sectors - swap->first) / SLOT_SECTORS;
	if (swap->count > SLOTS_MAXIMUM)
		swap->count = SLOTS_MAXIMUM;
	swap->free = swap->count;
	if (swap->count == 0)
		return true;
	swap->users = memory_allocate(&kernel->memory, page_up(swap->count));
	if (swap->users != NULL)
		memset(swap->users, 0, swap->count);
	return swap->users != NULL;
}

uint32_t swap_take(struct swap *swap)
{
	const uint8_t *free = swap->free == 0 ? NULL : memchr(swap->users, 0, swap->count);
	if (free == NULL)
		return 0;
	uint32_t slot = (uint32_t)(free - swap->users) + 1;
	swap->users[slot - 1] = 1;
	swap->free--;
	return slot;
}

void swap_drop(struct swap *swap, uint32_t slot)
{
	if (--swap->users[slot - 1] == 0)
		swap->free++;
}

bool swap_transfer(struct kernel *kernel, const struct swap *swap, enum disk_command command,
                   uint32_t slot, uint8_t *page)
{
	uint32_t sector = swap->first + (slot - 1) * SLOT_SECTORS;
	for (uint32_t i = 0; i < SLOT_SECTORS; i++) {
		if (!file_transfer(kernel, command, sector + i, page + i * SECTOR_SIZE))
			return false;
	}
	return true;
}
