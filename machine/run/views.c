/* Looks through the VMMs of a session at the virtual machines within: the layout table of each
 * says where its shadow is. Nothing that a guest wrote there is trusted. */
#include <stddef.h>
#include <string.h>

#include "machine/run/session.h"
#include "machine/core/layout.h"

static bool holds(const struct view *view, uint32_t address, uint64_t bytes)
{
	return address <= view->memory_size && view->memory_size - address >= bytes;
}

/* Copies words out of a level's memory; false where they are not in it. */
static bool get_words(const struct view *view, uint32_t address, uint32_t *words, uint32_t count)
{
	if (address % sizeof *words != 0 || !holds(view, address, count * sizeof *words))
		return false;
	memcpy(words, view->memory + address, count * sizeof *words);
	return true;
}

static bool get_long(const struct view *view, uint32_t address, uint64_t *value)
{
	uint32_t words[2];
	if (!get_words(view, address, words, 2))
		return false;
	*value = (uint64_t)words[1] << 32 | words[0];
	return true;
}

/* Whether the guest's memory is one that a machine can have, and is in the VMM's; then the trap
 * area is in it, and what is aligned there is aligned here. */
static bool get_memory(const struct view *vmm, const uint32_t *layout, struct view *guest)
{
	uint32_t origin;
	if (!get_words(vmm, layout[LAYOUT_ORIGIN], &origin, 1) ||
	    !get_words(vmm, layout[LAYOUT_MEMORY_SIZE], &guest->memory_size, 1) ||
	    guest->memory_size == 0 || guest->memory_size % PAGE_SIZE != 0 ||
	    origin % PAGE_SIZE != 0 || !holds(vmm, origin, guest->memory_size))
		return false;
	guest->memory = vmm->memory + origin;
	return true;
}

/* A field of a device. */
static bool get_TRUTH(const struct view *view, uint32_t address, bool *value)
{
	if (!holds(view, address, 1))
		return false;
	*value = view->memory[address] != 0;
	return true;
}

static bool get_WORD(const struct view *view, uint32_t address, uint32_t *value)
{
	return get_words(view, address, value, 1);
}

static bool get_INSTANT(const struct view *view, uint32_t address, uint64_t *value)
{
	return get_long(view, address, value);
}

static bool get_devices(const struct view *vmm, const uint32_t *layout, struct devices *devices)
{
	bool is_there = true;
#define FIELD(device, name, TYPE, reset) \
	is_there = is_there &&           \
	           get_##TYPE(vmm, layout[LAYOUT_##device##_##name], &devices->device.name);
#include "machine/devices/devices.def"
	return is_there;
}

/* Whether the guest's times are parts of each other as they must be. */
static bool get_times(const struct view *vmm, const uint32_t *layout, struct view *guest)
{
	struct devices *devices = &guest->devices;
	return get_long(vmm, layout[LAYOUT_CLOCK], &devices->clock) &&
	       get_long(vmm, layout[LAYOUT_WAITED], &devices->waited) &&
	       get_long(vmm, layout[LAYOUT_INTERPRETED], &guest->interpreted) &&
	       devices->waited <= devices->clock &&
	       guest->interpreted <= devices->clock - devices->waited;
}

/* Whether a root leads to the buffer's tables alone. */
static bool leads_to_tables(const struct buffer *buffer)
{
	uint32_t index = 0;
	while (index < TABLE_ENTRIES && buffer_leads_to_table(buffer, index))
		index++;
	return index == TABLE_ENTRIES;
}

/* Whether the shadow of the guest's buffer has its pages in the VMM's memory. */
static bool get_pages(const struct view *vmm, const uint32_t *layout, struct buffer *buffer)
{
	/* The pointer is a word there, and comes right behind the others. */
	uint32_t words[offsetof(struct buffer, plain) / sizeof(uint32_t) + 2];
	const uint32_t count = sizeof words / sizeof *words;
	if (!get_words(vmm, layout[LAYOUT_BUFFER], words, count))
		return false;
	memcpy(buffer, words, sizeof words - sizeof *words);
	uint32_t pages = words[count - 1];
	if (pages % PAGE_SIZE != 0 || !holds(vmm, pages, BUFFER_SIZE) ||
	    buffer->turn >= BUFFER_ROOTS || buffer->tables > BUFFER_TABLES)
		return false;
	buffer->profile = vmm->devices.system.profile;
	buffer->pages = (uint32_t *)(uintptr_t)(const void *)(vmm->memory + pages);
	return true;
}

/* The memory and the PSW of the guest of the VMM that runs in this level, and the VMM's layout
 * table; false where it has not been started. */
static bool get_place(const struct view *vmm, const uint32_t **table, struct view *guest)
{
	if (vmm->layout % sizeof(uint32_t) != 0 ||
	    !holds(vmm, vmm->layout, LAYOUT_WORDS * sizeof(uint32_t)))
		return false;
	const uint32_t *layout = (const void *)(vmm->memory + vmm->layout);
	*table = layout;
	return layout[LAYOUT_MAGIC] == VMM_LAYOUT_MAGIC && get_memory(vmm, layout, guest) &&
	       get_words(vmm, layout[LAYOUT_PSW], (uint32_t *)&guest->psw,
	                 sizeof guest->psw / sizeof(uint32_t));
}

/* What the VMM did for that guest, or NULL. */
static const uint32_t *get_counts(const struct view *vmm, const uint32_t *layout)
{
	uint32_t counts = layout[LAYOUT_COUNTS];
	if (counts % sizeof(uint32_t) != 0 || !holds(vmm, counts, COUNTS * sizeof(uint32_t)))
		return NULL;
	return (const void *)(vmm->memory + counts);
}

/* That guest. */
static bool get_guest(const struct view *vmm, struct view *guest)
{
	const uint32_t *layout;
	uint32_t last[3];
	if (!get_place(vmm, &layout, guest) || !get_times(vmm, layout, guest) ||
	    !get_words(vmm, layout[LAYOUT_REGISTERS], guest->registers, REGISTERS) ||
	    !get_words(vmm, layout[LAYOUT_LAST], last, 3) ||
	    !holds(vmm, layout[LAYOUT_DELIVERING], 1) || !get_devices(vmm, layout, &guest->devices))
		return false;
	guest->counts = get_counts(vmm, layout);
	if (guest->counts == NULL)
		return false;
	if (!get_pages(vmm, layout, &guest->buffer))
		guest->buffer = (struct buffer){ .pages = NULL };
	guest->last = (struct trap){ last[0], last[1], last[2] };
	guest->delivering = vmm->memory[layout[LAYOUT_DELIVERING]] != 0;
	return true;
}

static struct view view_of(const struct machine *machine, const struct trap *last)
{
	struct view view = {
		.psw = machine->cpu.psw,
		.devices = machine->devices,
		.delivering = machine->cpu.delivering,
		.memory = machine->memory.bytes,
		.memory_size = machine->memory.size,
		.buffer = machine->buffer,
		.last = *last,
	};
	memcpy(view.registers, machine->cpu.registers, sizeof view.registers);
	return view;
}

unsigned session_views(const struct session *session, struct view views[VIEWS])
{
	struct guest guest;
	unsigned count = 0;
	views[count] = view_of(&session->computer.machine, &session->last);
	views[count++].image = session_image(session, 0);
	if (session->monitor->look(session, &guest)) {
		views[count] = view_of(guest.machine, &guest.last);
		views[count].counts = guest.counts;
		views[count].interpreted = guest.interpreted;
		views[count++].image = session_image(session, 1);
	}
	for (unsigned vmm = 0; vmm < session->vmms; vmm++, count++) {
		views[count - 1].layout = session->layouts[vmm];
		views[count] = (struct view){ .image = session_image(session, count) };
		struct buffer *buffer = &views[count].buffer;
		if (!get_guest(&views[count - 1], &views[count]))
			break;
		if (buffer->pages != NULL && !leads_to_tables(buffer))
			*buffer = (struct buffer){ .pages = NULL };
	}
	return count;
}

bool session_guest(const struct session *session, unsigned level, struct view *guest,
                   const uint32_t *counts[VIEWS])
{
	const struct machine *machine = &session->computer.machine;
	const uint32_t *layout;
	struct view vmm = { .memory = machine->memory.bytes, .memory_size = machine->memory.size };
	for (unsigned number = 0; number < level; number++) {
		vmm.layout = session->layouts[number];
		vmm.devices.system.profile = machine->devices.system.profile;
		bool is_last = number == level - 1;
		if (!(is_last ? get_guest(&vmm, guest) : get_place(&vmm, &layout, guest)))
			return false;
		counts[number] = is_last ? guest->counts : get_counts(&vmm, layout);
		if (counts[number] == NULL)
			return false;
		vmm.memory = guest->memory;
		vmm.memory_size = guest->memory_size;
	}
	return true;
}

bool session_runs_guest(const struct session *session, unsigned level)
{
	const struct machine *machine = &session->computer.machine;
	const uint32_t *layout;
	struct view view, guest;
	view.memory = machine->memory.bytes;
	view.memory_size = machine->memory.size;
	view.psw = machine->cpu.psw;
	for (unsigned vmm = 0; vmm < level; vmm++) {
		view.layout = session->layouts[vmm];
		if ((view.psw.status & STATUS_USER) == 0 || !get_place(&view, &layout, &guest))
			return false;
		view.memory = guest.memory;
		view.memory_size = guest.memory_size;
		view.psw = guest.psw;
	}
	return true;
}
