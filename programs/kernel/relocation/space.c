/* Spaces under relocation-bounds: each is a window. A file is loaded whole, a fork copies all. */
#include <string.h>
#include "programs/kernel/kernel.h"
#include "programs/kernel/loader.h"
#include "programs/kernel/relocation/window.h"

struct space {
	struct window window; /* without a base: this space is free */
};

struct spaces {
	struct space each[PROCESSES];
};

bool space_initialize(struct kernel *kernel)
{
	kernel->spaces = memory_allocate(&kernel->memory, page_up(sizeof *kernel->spaces));
	if (kernel->spaces != NULL)
		memset(kernel->spaces, 0, sizeof *kernel->spaces);
	return kernel->spaces != NULL;
}

void *space_kernel_page(struct kernel *kernel)
{
	return memory_allocate(&kernel->memory, PAGE_SIZE);
}

/* There are as many as processes. */
static struct space *find_place(struct kernel *kernel)
{
	struct space *space = kernel->spaces->each;
	while (space->window.base != NULL)
		space++;
	return space;
}

static int fill(struct kernel *kernel, struct open_file *file, const struct program *program,
                const struct window *window)
{
	for (uint32_t i = 0; i < program->header.segment_count; i++) {
		const struct elf_segment *segment = &program->segments[i];
		if (segment->type != ELF_LOAD || segment->file_size == 0)
			continue;
		int error =
		        file_read_at(kernel, file, segment->offset,
		                     window->base + segment->virtual_address, segment->file_size);
		if (error < 0)
			return error;
	}
	return 0;
}

static int load(struct kernel *kernel, struct open_file *file, struct space **made, uint32_t *entry)
{
	struct program program;
	int error = read_program(kernel, file, &program);
	if (error < 0)
		return error;
	struct space *space = find_place(kernel);
	if (!window_create(&space->window, &kernel->memory, program.end))
		return ERROR_MEMORY;
	error = fill(kernel, file, &program, &space->window);
	if (error < 0)
		window_free(&space->window, &kernel->memory);
	*made = space;
	*entry = program.header.entry;
	return error;
}

int space_create(struct kernel *kernel, const char *name, struct space **space, uint32_t *entry)
{
	struct open_file *file;
	int error = file_open(kernel, name, OPEN_READ, &file);
	if (error < 0)
		return error;
	error = load(kernel, file, space, entry);
	file_close(file);
	return error;
}

uint32_t space_stack(const struct space *space)
{
	(void)space;
	return USER_IMAGE;
}

int space_fork(struct kernel *kernel, struct space *from, struct space **to)
{
	struct space *space = find_place(kernel);
	if (!window_copy(&space->window, &kernel->memory, &from->window))
		return ERROR_MEMORY;
	*to = space;
	return 0;
}

void space_free(struct kernel *kernel, struct space *space)
{
	window_free(&space->window, &kernel->memory);
}

void space_select(const struct space *space, struct psw *psw)
{
	psw->base = (uint32_t)space->window.base;
	psw->bound = space->window.bound;
}

bool space_permits(const struct space *space, uint32_t address, uint32_t size, uint32_t access)
{
	(void)access; /* a window permits all */
	return window_bytes(&space->window, address, size) != NULL;
}

int space_hold(struct kernel *kernel, struct space *space, uint32_t access, struct span *span)
{
	(void)kernel;
	(void)access;
	uint32_t bound = space->window.bound;
	if (span->address >= bound)
		return ERROR_ADDRESS;
	if (span->size > bound - span->address)
		span->size = bound - span->address;
	span->bytes = space->window.base + span->address;
	return 0;
}

void space_release(struct kernel *kernel, const struct span *span)
{
	(void)kernel;
	(void)span;
}

int space_grow(struct kernel *kernel, struct space *space, uint32_t increment)
{
	uint32_t end = space->window.end;
	return window_grow(&space->window, &kernel->memory, increment) ? (int)end : ERROR_MEMORY;
}

int space_map(struct kernel *kernel, struct space *space, struct open_file *file, uint32_t offset,
              uint32_t size)
{
	(void)kernel;
	(void)space;
	(void)file;
	(void)offset;
	(void)size;
	return ERROR_NO_CALL; /* a window has no place for it */
}

int space_unmap(struct kernel *kernel, struct space *space, uint32_t address, uint32_t size)
{
	(void)kernel;
	(void)space;
	(void)address;
	(void)size;
	return ERROR_NO_CALL;
}

int space_fault(struct kernel *kernel, struct space *space, uint32_t address, uint32_t access)
{
	(void)kernel;
	(void)space;
	(void)address;
	(void)access;
	return ERROR_ADDRESS; /* all that there is is there */
}

void space_count(const struct kernel *kernel, struct memory_information *information)
{
	*information = (struct memory_information){ .free = kernel->memory.free / PAGE_SIZE };
}
