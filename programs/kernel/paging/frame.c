/* Frames: where they come from when there is no more memory. The choice is by second chance: a hand
 * goes round, and takes the first page that has not been used since it last came by. */
#include "programs/kernel/machine.h"
#include "programs/kernel/paging/paging.h"

/* An instruction needs three pages, so with fewer than these to take from none would ever complete.
 */
enum { PAGES_MINIMUM = 4 };

/* What the kernel leaves to programs. */
enum { PAGES_LEFT = 16 };

/* Whether an entry leads to the same frame, or slot, as another. */
static bool is_same(uint32_t entry, uint32_t other)
{
	const uint32_t kind = ENTRY_PRESENT | ENTRY_SWAPPED | ~(PAGE_SIZE - 1);
	return ((entry ^ other) & kind) == 0;
}

void entry_replace(struct spaces *spaces, uint32_t page, uint32_t old, uint32_t new)
{
	for (uint32_t i = 0; i < PROCESSES; i++) {
		const struct space *space = &spaces->each[i];
		uint32_t *entry = space->root == NULL ? NULL : entry_find(space, page);
		if (entry != NULL && is_same(*entry, old))
			*entry = new;
	}
}

/* Whether a page has been used since this was last asked. */
static bool was_used(struct spaces *spaces, uint32_t page, uint32_t present)
{
	bool is_used = false;
	for (uint32_t i = 0; i < PROCESSES; i++) {
		const struct space *space = &spaces->each[i];
		uint32_t *entry = space->root == NULL ? NULL : entry_find(space, page);
		if (entry != NULL && is_same(*entry, present)) {
			is_used |= (*entry & ENTRY_VALID) != 0;
			*entry &= ~(uint32_t)ENTRY_VALID;
		}
	}
	return is_used;
}

/* Brings a dirty page to the disk. Its entries lead there before that begins, so that nobody
 * changes it meanwhile. */
static bool write_out(struct kernel *kernel, struct frame *frame, uint32_t present)
{
	struct spaces *spaces = kernel->spaces;
	uint32_t slot = swap_take(&spaces->swap), swapped = slot << PAGE_BITS | ENTRY_SWAPPED;
	if (slot == 0)
		return false;
	entry_replace(spaces, frame->page, present, swapped);
	machine_empty_buffer();
	if (!swap_transfer(kernel, &spaces->swap, DISK_WRITE, slot, entry_bytes(present))) {
		entry_replace(spaces, frame->page, swapped, present);
		swap_drop(&spaces->swap, slot);
		return false;
	}
	frame->slot = slot;
	spaces->counts.swapped_out++;
	return true;
}

/* Takes a page away from its spaces. */
static bool take_away(struct kernel *kernel, struct frame *frame, uint32_t present)
{
	struct spaces *spaces = kernel->spaces;
	if (frame->dirty && !write_out(kernel, frame, present))
		return false;
	if (!frame->dirty) {
		uint32_t swapped = frame->slot << PAGE_BITS | ENTRY_SWAPPED;
		entry_replace(spaces, frame->page, present, frame->slot == 0 ? 0 : swapped);
		machine_empty_buffer();
	}
	if (frame->slot != 0)
		spaces->swap.users[frame->slot - 1] = (uint8_t)frame->users;
	*frame = (struct frame){ .users = 0 };
	spaces->resident--;
	return true;
}

static uint8_t *evict(struct kernel *kernel)
{
	struct spaces *spaces = kernel->spaces;
	if (spaces->resident - spaces->held < PAGES_MINIMUM)
		return NULL;
	for (uint32_t steps = 0; steps < 2 * spaces->frame_count; steps++) {
		struct frame *frame = &spaces->frames[spaces->hand];
		uint32_t present = spaces->hand << PAGE_BITS | ENTRY_PRESENT;
		spaces->hand = (spaces->hand + 1) % spaces->frame_count;
		if (frame->users == 0 || frame->held > 0 || was_used(spaces, frame->page, present))
			continue;
		if (take_away(kernel, frame, present))
			return entry_bytes(present);
	}
	return NULL;
}

uint8_t *frame_take(struct kernel *kernel)
{
	uint8_t *page = memory_allocate(&kernel->memory, PAGE_SIZE);
	return page != NULL ? page : evict(kernel);
}

uint8_t *frame_take_for_kernel(struct kernel *kernel)
{
	const struct spaces *spaces = kernel->spaces;
	uint32_t others = kernel->memory.free / PAGE_SIZE + spaces->resident - spaces->held;
	return others > PAGES_LEFT ? frame_take(kernel) : NULL;
}

void frame_hold(struct spaces *spaces, struct frame *frame)
{
	if (frame->held++ == 0)
		spaces->held++;
}

void frame_release(struct spaces *spaces, struct frame *frame)
{
	if (--frame->held == 0)
		spaces->held--;
}

void frame_give(struct spaces *spaces, uint32_t entry, uint32_t page, uint32_t users)
{
	*entry_frame(spaces, entry) = (struct frame){ .page = page, .users = (uint16_t)users };
	spaces->resident++;
}

void entry_drop(struct kernel *kernel, uint32_t entry)
{
	struct spaces *spaces = kernel->spaces;
	if (entry & ENTRY_SWAPPED)
		swap_drop(&spaces->swap, entry >> PAGE_BITS);
	if (!(entry & ENTRY_PRESENT))
		return;
	struct frame *frame = entry_frame(spaces, entry);
	if (--frame->users > 0)
		return;
	if (frame->slot != 0)
		swap_drop(&spaces->swap, frame->slot);
	frame->slot = 0;
	spaces->resident--;
	memory_free(&kernel->memory, entry_bytes(entry), PAGE_SIZE);
}
