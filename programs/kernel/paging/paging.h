/* Spaces under paging: what they share. */
#ifndef PG32_KERNEL_PAGING_PAGING_H
#define PG32_KERNEL_PAGING_PAGING_H

#include "programs/kernel/kernel.h"
#include "programs/kernel/paging/layout.h"
#include "programs/kernel/paging/swap.h"

/* An entry of a space's table. The machine knows whether it is valid, and the frame and the access
 * if it is; the rest is the kernel's:
 *
 *   31            12 11      6    5         4        3..1     0
 *   [ frame or slot | zero   | swapped | present | access | valid ]
 *
 *   all zero           never touched, or as its area would fill it
 *   swapped            in a slot of the disk
 *   present            in a frame, but not used since the hand last came by
 *   present, valid     in a frame, and used since then
 *
 * Without write, a page that may be written is clean, or is shared: the first store into it faults.
 * So valid and write are the accessed and the dirty bit, and faults set them.
 */
enum { ENTRY_PRESENT = 1 << 4, ENTRY_SWAPPED = 1 << 5 };

/* A page frame of physical memory. All that share it have it at the same address. */
struct frame {
	uint32_t page;  /* that address */
	uint16_t users; /* entries that lead here; 0: no page of a space */
	uint8_t held;   /* by so many system calls; not to be taken away */
	bool dirty;     /* holds what no file, slot or zero does */
	uint32_t slot;  /* that holds the same, or 0 */
};

struct space {
	uint32_t *root; /* NULL: this place is free */
	struct layout *layout;
};

struct spaces {
	struct space each[PROCESSES];
	struct frame *frames; /* of all memory, by number */
	uint32_t frame_count;
	uint32_t resident; /* frames with users */
	uint32_t held;     /* of these */
	uint32_t hand;
	struct swap swap;
	struct memory_information counts;
	bool locked; /* a process changes tables or frames, or sleeps while it does */
};

/* The frame that an entry leads to, and its number. */
static inline uint8_t *entry_bytes(uint32_t entry)
{
	return (uint8_t *)(entry & ~(PAGE_SIZE - 1));
}

static inline struct frame *entry_frame(struct spaces *spaces, uint32_t entry)
{
	return &spaces->frames[entry >> PAGE_BITS];
}

/* The entry of a page, or NULL where there is no table for it. */
uint32_t *entry_find(const struct space *space, uint32_t page);

/* What follows is for who has the lock. */
void paging_lock(struct kernel *kernel);
void paging_unlock(struct kernel *kernel);

/* A page of memory, whatever it holds; if need be, one that is taken from a space. NULL where there
 * is none. One for the kernel is refused earlier, so that it never takes the last from the
 * programs. */
uint8_t *frame_take(struct kernel *kernel);
uint8_t *frame_take_for_kernel(struct kernel *kernel);

/* A system call works with the frame, and with it no longer. */
void frame_hold(struct spaces *spaces, struct frame *frame);
void frame_release(struct spaces *spaces, struct frame *frame);

/* Makes a page of memory that of some entries. */
void frame_give(struct spaces *spaces, uint32_t entry, uint32_t page, uint32_t users);

/* Makes the pages from begin to end as if they had never been touched, and the buffer empty; and an
 * area none. */
void entries_drop(struct kernel *kernel, const struct space *space, uint32_t begin, uint32_t end);
void area_drop(struct area *area);

/* What an entry leads to has one user fewer; without one it is free. */
void entry_drop(struct kernel *kernel, uint32_t entry);

/* Makes all the entries of a page that are alike something else. */
void entry_replace(struct spaces *spaces, uint32_t page, uint32_t old, uint32_t new);

/* Makes the page at an address be in memory, and its entry permit the access, if the layout does.
 * Returns 0 or an error of errors.def. */
int page_bring(struct kernel *kernel, struct space *space, uint32_t address, uint32_t access);

#endif
