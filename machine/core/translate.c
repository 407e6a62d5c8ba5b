/* Paging's side of the door, and what is rare on the other one. */
#include "machine/core/translate.h"

#include "isa/causes.h"

_Static_assert((int)ACCESS_FETCH == CAUSE_FETCH && (int)ACCESS_LOAD == CAUSE_LOAD &&
                       (int)ACCESS_STORE == CAUSE_STORE,
               "an access is refused with the cause of its number");

static uint32_t permission_of(enum access access)
{
	switch (access) {
	case ACCESS_FETCH:
		return ENTRY_EXECUTE;
	case ACCESS_LOAD:
		return ENTRY_READ;
	case ACCESS_STORE:
		break;
	}
	return ENTRY_WRITE;
}

static struct window page_window(const struct memory *memory, uint32_t entry, uint32_t address)
{
	uint32_t in_page = address % PAGE_SIZE;
	uint32_t physical = (entry & ~(PAGE_SIZE - 1)) + in_page;
	return (struct window){ memory->bytes + physical, PAGE_SIZE - in_page, physical };
}

static struct window no_window(const struct memory *memory)
{
	return (struct window){ memory->bytes, 0, 0 };
}

/* The entry that is in force for an access, or 0 where it refuses it. */
static uint32_t entry_in_force(const struct psw *psw, const struct memory *memory,
                               const struct buffer *buffer, uint32_t address, enum access access)
{
	if (psw->bound <= address)
		return 0;
	if (buffer->plain == 0 && paging_walks(buffer->profile))
		return walk(psw, memory, buffer, address, access);
	uint32_t entry = buffer_entry(buffer, address);
	if ((entry & permission_of(access)) == 0 ||
	    (buffer->plain == 0 && mode_refuses(buffer->profile, psw, entry)))
		return 0;
	return entry;
}

struct window translate(const struct psw *psw, const struct memory *memory,
                        const struct buffer *buffer, uint32_t address, enum access access)
{
	if (is_paged(psw)) {
		uint32_t entry = entry_in_force(psw, memory, buffer, address, access);
		return entry != 0 ? page_window(memory, entry, address) : no_window(memory);
	}
	struct window window = window_of(psw, memory);
	window.physical += address;
	if (address >= window.size)
		return (struct window){ memory->bytes, 0, window.physical };
	window.bytes += address;
	window.size -= address;
	return window;
}

/* Whether an entry leads to a page of memory. Memory is of whole pages. */
static bool leads_to_page(const struct memory *memory, uint32_t entry)
{
	return (entry & ENTRY_VALID) != 0 && entry < memory->size;
}

struct walk walk_tables(const struct psw *psw, const struct memory *memory, uint32_t address)
{
	const uint32_t root = psw->base & ~(PAGE_SIZE - 1); /* who only looks may have any */
	struct walk walk = { .link_at = root + address / TABLE_SPACE * 4 };
	if (root >= memory->size)
		return walk;
	walk.link = read_word(memory->bytes + walk.link_at);
	walk.has_link = leads_to_page(memory, walk.link);
	if (!walk.has_link)
		return walk;
	walk.entry_at = (walk.link & ~(PAGE_SIZE - 1)) + (address >> PAGE_BITS) % TABLE_ENTRIES * 4;
	walk.entry = read_word(memory->bytes + walk.entry_at);
	walk.has_entry = leads_to_page(memory, walk.entry);
	return walk;
}

uint32_t walk(const struct psw *psw, const struct memory *memory, const struct buffer *buffer,
              uint32_t address, enum access access)
{
	if (address >= psw->bound)
		return 0;
	const struct walk walk = walk_tables(psw, memory, address);
	if (!walk.has_entry || (walk.entry & permission_of(access)) == 0)
		return 0;
	uint32_t kept = ~(PAGE_SIZE - 1) | ENTRY_BITS;
	if (buffer != NULL && buffer->plain == 0) {
		if (mode_refuses(buffer->profile, psw, walk.entry))
			return 0;
		kept |= paging_keeps(buffer->profile);
	}
	return walk.entry & kept;
}

struct window peek(const struct psw *psw, const struct memory *memory, const struct buffer *buffer,
                   uint32_t address, enum access access)
{
	if (!is_paged(psw))
		return translate(psw, memory, buffer, address, access);
	uint32_t entry = 0;
	if (buffer != NULL && buffer->root == psw->base)
		entry = entry_in_force(psw, memory, buffer, address, access);
	/* What a VMM of someone else's holds for its guest may lie anywhere. */
	if (entry == 0 || (entry & ~(PAGE_SIZE - 1)) >= memory->size)
		entry = walk(psw, memory, buffer, address, access);
	return entry != 0 ? page_window(memory, entry, address) : no_window(memory);
}

/* The one or two windows of an access; false where one of its bytes is in none. */
static bool find_windows(const struct psw *psw, const struct memory *memory,
                         const struct buffer *buffer, uint32_t address, uint32_t count,
                         enum access access, struct window windows[2], struct trap *raised)
{
	windows[0] = translate(psw, memory, buffer, address, access);
	windows[1] = no_window(memory);
	uint32_t refused = address;
	if (windows[0].size >= count)
		return true;
	if (windows[0].size != 0) {
		refused = address + windows[0].size;
		windows[1] = translate(psw, memory, buffer, refused, access);
		if (windows[0].size + windows[1].size >= count)
			return true;
	}
	raised->cause = access;
	raised->value = refused;
	return false;
}

/* Leaves the marks of an access that was let through, if the paging is one that has any. */
static void mark(const struct psw *psw, const struct memory *memory, const struct buffer *buffer,
                 uint32_t address, uint32_t count, enum access access)
{
	if (buffer->plain != 0 || !is_paged(psw))
		return;
	mark_entry(buffer->profile, psw, memory, address, access);
	mark_entry(buffer->profile, psw, memory, address + count - 1, access);
}

bool copy_in(const struct psw *psw, const struct memory *memory, const struct buffer *buffer,
             uint32_t address, void *bytes, uint32_t count, struct trap *raised)
{
	struct window windows[2];
	if (!find_windows(psw, memory, buffer, address, count, ACCESS_LOAD, windows, raised))
		return false;
	mark(psw, memory, buffer, address, count, ACCESS_LOAD);
	uint32_t first = windows[0].size < count ? windows[0].size : count;
	memcpy(bytes, windows[0].bytes, first);
	memcpy((uint8_t *)bytes + first, windows[1].bytes, count - first);
	return true;
}

bool copy_out(const struct psw *psw, const struct memory *memory, const struct buffer *buffer,
              uint32_t address, const void *bytes, uint32_t count, struct trap *raised)
{
	struct window windows[2];
	if (!find_windows(psw, memory, buffer, address, count, ACCESS_STORE, windows, raised))
		return false;
	mark(psw, memory, buffer, address, count, ACCESS_STORE);
	uint32_t first = windows[0].size < count ? windows[0].size : count;
	memcpy(windows[0].bytes, bytes, first);
	memcpy(windows[1].bytes, (const uint8_t *)bytes + first, count - first);
	return true;
}
