/* What an address is: where the level's PSW has it, what is held of that, what the tables say. */
#include <inttypes.h>

#include "machine/core/translate.h"
#include "machine/debug/gdb.h"

static void say_entry(struct packets *packets, const char *what, uint32_t entry)
{
	reply_text(packets, "%-11s", what);
	if (entry == 0)
		reply_text(packets, " nothing");
	else
		reply_text(packets, " %08" PRIx32 "%s%s%s", entry & ~(PAGE_SIZE - 1),
		           (entry & ENTRY_READ) != 0 ? " read" : "",
		           (entry & ENTRY_WRITE) != 0 ? " write" : "",
		           (entry & ENTRY_EXECUTE) != 0 ? " execute" : "");
	reply_text(packets, "\n");
}

/* The entry that the tables have now. */
static uint32_t entry_of_tables(const struct view *view, const struct memory *memory,
                                uint32_t address)
{
	static const enum access accesses[] = { ACCESS_LOAD, ACCESS_STORE, ACCESS_FETCH };
	const struct buffer *buffer = view->buffer.pages == NULL ? NULL : &view->buffer;
	uint32_t entry = 0;
	for (unsigned i = 0; i < sizeof accesses / sizeof accesses[0] && entry == 0; i++)
		entry = walk(&view->psw, memory, buffer, address, accesses[i]);
	return entry;
}

static void say_pages(struct packets *packets, const struct view *view, uint32_t address)
{
	const struct memory memory = { (uint8_t *)(uintptr_t)view->memory, view->memory_size };
	const struct buffer *buffer = &view->buffer;
	uint32_t held = 0, now = entry_of_tables(view, &memory, address);
	if (address >= view->psw.bound)
		reply_text(packets, "outside of the space: bound is %08" PRIx32 "\n",
		           view->psw.bound);
	else if (buffer->pages != NULL && buffer->root == view->psw.base)
		held = buffer_entry(buffer, address);
	say_entry(packets, "held", held);
	say_entry(packets, "the tables", now);
	if (held != 0 && held != now)
		reply_text(packets, "stale: until tlbi what is held is in force\n");
}

static void say_window(struct packets *packets, const struct view *view, uint32_t address)
{
	const struct psw *psw = &view->psw;
	if (address >= psw->bound)
		reply_text(packets, "outside of the window: bound is %08" PRIx32 "\n", psw->bound);
	else if (psw->base >= view->memory_size || address >= view->memory_size - psw->base)
		reply_text(packets, "outside of memory: base is %08" PRIx32 "\n", psw->base);
	else
		reply_text(packets, "%08" PRIx32 ", base %08" PRIx32 "\n", psw->base + address,
		           psw->base);
}

void debug_translate(struct debugger *debugger, const char *text)
{
	struct view view, now;
	uint64_t address;
	struct failure failure;
	struct packets *packets = &debugger->packets;
	if (!read_number("translate", text, 0, UINT32_MAX, &address, &failure))
		reply_text(packets, "%s\n", failure.message);
	else if (!debug_view(debugger, &view))
		reply_text(packets, "no such level here\n");
	else if (is_paged(&view.psw) && debugger->is_user &&
	         level_look(debugger->session, debugger->search.level, &now)) {
		now.psw = view.psw; /* what is held is not as it was when the program trapped */
		say_pages(packets, &now, (uint32_t)address);
	} else if (is_paged(&view.psw))
		say_pages(packets, &view, (uint32_t)address);
	else
		say_window(packets, &view, (uint32_t)address);
}
