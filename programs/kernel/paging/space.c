/* Spaces under paging: loaded and grown by faults, copied by stores. */
#include <string.h>
#include "programs/kernel/loader.h"
#include "programs/kernel/machine.h"
#include "programs/kernel/paging/paging.h"
#include "programs/kernel/scheduler.h"

void paging_lock(struct kernel *kernel)
{
	while (kernel->spaces->locked)
		sleep(kernel, kernel->spaces);
	kernel->spaces->locked = true;
}

void paging_unlock(struct kernel *kernel)
{
	kernel->spaces->locked = false;
	wake(kernel, kernel->spaces);
}

uint32_t *entry_find(const struct space *space, uint32_t page)
{
	uint32_t entry = space->root[page >> (PAGE_BITS + ENTRY_INDEX_BITS)];
	uint32_t *table = (uint32_t *)(void *)entry_bytes(entry);
	return table == NULL ? NULL : &table[page >> PAGE_BITS & (TABLE_ENTRIES - 1)];
}

/* Memory of zeros that is never given back, or NULL. */
static void *allocate(struct kernel *kernel, size_t size)
{
	void *bytes = memory_allocate(&kernel->memory, page_up(size));
	if (bytes != NULL)
		memset(bytes, 0, size);
	return bytes;
}

bool space_initialize(struct kernel *kernel)
{
	struct spaces *spaces = allocate(kernel, sizeof *spaces);
	if (spaces == NULL)
		return false;
	kernel->spaces = spaces;
	spaces->frame_count = port_in(PORT_SYSTEM_MEMORY) / PAGE_SIZE;
	spaces->frames = allocate(kernel, spaces->frame_count * sizeof spaces->frames[0]);
	return spaces->frames != NULL && swap_initialize(kernel, &spaces->swap);
}

void *space_kernel_page(struct kernel *kernel)
{
	paging_lock(kernel);
	void *page = frame_take_for_kernel(kernel);
	paging_unlock(kernel);
	return page;
}

/* An empty space, under the lock. NULL where memory does not suffice; else there are as many as
 * processes. */
static struct space *make(struct kernel *kernel)
{
	struct space *space = kernel->spaces->each;
	uint8_t *root = frame_take_for_kernel(kernel), *layout = NULL;
	if (root != NULL)
		layout = frame_take_for_kernel(kernel);
	if (root != NULL && layout == NULL)
		memory_free(&kernel->memory, root, PAGE_SIZE);
	if (layout == NULL)
		return NULL;
	while (space->root != NULL)
		space++;
	memset(root, 0, PAGE_SIZE);
	space->root = (uint32_t *)(void *)root;
	space->layout = (struct layout *)(void *)layout;
	layout_initialize(space->layout, USER_IMAGE);
	return space;
}

void entries_drop(struct kernel *kernel, const struct space *space, uint32_t begin, uint32_t end)
{
	for (uint32_t page = begin; page < end; page += PAGE_SIZE) {
		uint32_t *entry = entry_find(space, page);
		if (entry == NULL)
			continue;
		entry_drop(kernel, *entry);
		*entry = 0;
	}
	machine_empty_buffer();
}

void area_drop(struct area *area)
{
	if (area->file != NULL)
		file_close(area->file);
	*area = (struct area){ .file = NULL };
}

static void drop(struct kernel *kernel, struct space *space)
{
	uint32_t *root = space->root;
	for (uint32_t i = 0; i < TABLE_ENTRIES; i++) {
		if (root[i] == 0)
			continue;
		const uint32_t *table = (uint32_t *)(void *)entry_bytes(root[i]);
		for (uint32_t k = 0; k < TABLE_ENTRIES; k++) {
			if (table[k] != 0)
				entry_drop(kernel, table[k]);
		}
		memory_free(&kernel->memory, entry_bytes(root[i]), PAGE_SIZE);
	}
	for (uint32_t i = 0; i < AREAS; i++)
		area_drop(&space->layout->areas[i]);
	space->root = NULL;
	memory_free(&kernel->memory, space->layout, PAGE_SIZE);
	memory_free(&kernel->memory, root, PAGE_SIZE);
	machine_empty_buffer(); /* its root may become that of another */
}

void space_free(struct kernel *kernel, struct space *space)
{
	paging_lock(kernel);
	drop(kernel, space);
	paging_unlock(kernel);
}

/* What the segments of a program want; the first byte comes with the first fault. */
static void lay_out(struct layout *layout, const struct program *program, struct open_file *file)
{
	layout_initialize(layout, (program->end + 15) & ~UINT32_C(15));
	for (uint32_t i = 0; i < program->header.segment_count; i++) {
		const struct elf_segment *segment = &program->segments[i];
		if (segment->type != ELF_LOAD || segment->memory_size == 0)
			continue;
		*layout_find_place(layout) = (struct area){
			.begin = segment->virtual_address,
			.end = segment->virtual_address + segment->memory_size,
			.access = (segment->flags & ELF_READ ? ENTRY_READ : 0) |
			          (segment->flags & ELF_WRITE ? ENTRY_WRITE : 0) |
			          (segment->flags & ELF_EXECUTE ? ENTRY_EXECUTE : 0),
			.file = file_share(file),
			.offset = segment->offset,
			.file_size = segment->file_size,
		};
	}
}

_Static_assert(AREA_OTHERS + ELF_SEGMENTS <= AREAS, "each segment has an area");
_Static_assert(sizeof(struct layout) <= PAGE_SIZE, "a layout has a page");

int space_create(struct kernel *kernel, const char *name, struct space **space, uint32_t *entry)
{
	struct open_file *file;
	struct program program;
	int error = file_open(kernel, name, OPEN_READ, &file);
	if (error < 0)
		return error;
	error = read_program(kernel, file, &program);
	if (error == 0) {
		paging_lock(kernel);
		*space = make(kernel);
		paging_unlock(kernel);
		if (*space != NULL)
			lay_out((*space)->layout, &program, file);
		else
			error = ERROR_MEMORY;
	}
	*entry = program.header.entry;
	file_close(file);
	return error;
}

uint32_t space_stack(const struct space *space)
{
	(void)space;
	return SPACE_SIZE;
}

/* Both have the page, and neither may write it. */
static void share(struct spaces *spaces, uint32_t *from, uint32_t *to)
{
	if (*from & ENTRY_PRESENT)
		entry_frame(spaces, *from)->users++;
	if (*from & ENTRY_SWAPPED)
		spaces->swap.users[(*from >> PAGE_BITS) - 1]++;
	*from &= ~(uint32_t)ENTRY_WRITE;
	*to = *from;
}

static bool share_all(struct kernel *kernel, const struct space *from, struct space *to)
{
	for (uint32_t i = 0; i < TABLE_ENTRIES; i++) {
		if (from->root[i] == 0)
			continue;
		uint32_t *table = (uint32_t *)(void *)frame_take_for_kernel(kernel);
		if (table == NULL)
			return false;
		uint32_t *others = (uint32_t *)(void *)entry_bytes(from->root[i]);
		for (uint32_t k = 0; k < TABLE_ENTRIES; k++) {
			table[k] = 0;
			if (others[k] != 0)
				share(kernel->spaces, &others[k], &table[k]);
		}
		to->root[i] = (uint32_t)table | ENTRY_VALID;
	}
	return true;
}

static int copy_space(struct kernel *kernel, const struct space *from, struct space **to)
{
	struct space *space = make(kernel);
	if (space == NULL)
		return ERROR_MEMORY;
	*space->layout = *from->layout;
	for (uint32_t i = 0; i < AREAS; i++) {
		if (space->layout->areas[i].file != NULL)
			file_share(space->layout->areas[i].file);
	}
	*to = space;
	if (share_all(kernel, from, space))
		return 0;
	drop(kernel, space);
	return ERROR_MEMORY;
}

int space_fork(struct kernel *kernel, struct space *from, struct space **to)
{
	paging_lock(kernel);
	int error = copy_space(kernel, from, to);
	machine_empty_buffer(); /* it may hold what could be written */
	paging_unlock(kernel);
	return error;
}

void space_select(const struct space *space, struct psw *psw)
{
	psw->status |= STATUS_PAGED;
	psw->base = (uint32_t)space->root;
	psw->bound = SPACE_SIZE;
}

bool space_permits(const struct space *space, uint32_t address, uint32_t size, uint32_t access)
{
	if (size == 0)
		return true;
	if (address >= SPACE_SIZE || size > SPACE_SIZE - address)
		return false;
	for (uint32_t page = address & ~(PAGE_SIZE - 1); page < address + size; page += PAGE_SIZE) {
		if (!(layout_access(space->layout, page) & access))
			return false;
	}
	return true;
}

/* Whether the kernel may do this with a page as it is. */
static bool is_ready(const uint32_t *entry, uint32_t access)
{
	return entry != NULL && (*entry & ENTRY_PRESENT) &&
	       (access != ENTRY_WRITE || (*entry & ENTRY_WRITE));
}

/* A page that is copied for the kernel is one whose old frame the buffer may hold. */
static int make_ready(struct kernel *kernel, struct space *space, uint32_t address, uint32_t access)
{
	const uint32_t *entry = entry_find(space, address);
	uint32_t old = entry == NULL ? 0 : *entry;
	paging_lock(kernel);
	int error = page_bring(kernel, space, address, access);
	paging_unlock(kernel);
	if (error == 0 && (old & ENTRY_PRESENT) &&
	    entry_bytes(old) != entry_bytes(*entry_find(space, address)))
		machine_empty_buffer();
	return error;
}

int space_hold(struct kernel *kernel, struct space *space, uint32_t access, struct span *span)
{
	uint32_t offset = span->address % PAGE_SIZE, room = PAGE_SIZE - offset;
	if (!space_permits(space, span->address, 1, access))
		return ERROR_ADDRESS;
	if (!is_ready(entry_find(space, span->address), access)) {
		int error = make_ready(kernel, space, span->address, access);
		if (error < 0)
			return error;
	}
	uint32_t entry = *entry_find(space, span->address);
	frame_hold(kernel->spaces, entry_frame(kernel->spaces, entry));
	span->bytes = entry_bytes(entry) + offset;
	if (span->size > room)
		span->size = room;
	return 0;
}

void space_release(struct kernel *kernel, const struct span *span)
{
	frame_release(kernel->spaces, entry_frame(kernel->spaces, (uint32_t)span->bytes));
}

int space_grow(struct kernel *kernel, struct space *space, uint32_t increment)
{
	(void)kernel;
	struct area *heap = &space->layout->areas[AREA_HEAP];
	uint32_t end = heap->end;
	if (increment > USER_WINDOW_MAXIMUM - end)
		return ERROR_MEMORY;
	heap->end += increment;
	return (int)end;
}

int space_fault(struct kernel *kernel, struct space *space, uint32_t address, uint32_t access)
{
	paging_lock(kernel);
	kernel->spaces->counts.faults++;
	int error = page_bring(kernel, space, address, access);
	paging_unlock(kernel);
	return error;
}
