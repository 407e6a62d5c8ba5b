/* Mappings: what a program asks for between its heap and its stack. */
#include "programs/kernel/machine.h"
#include "programs/kernel/paging/paging.h"

/* How many bytes of the file a mapping has, or an error. It may end in the file's last page. */
static int measure(const struct kernel *kernel, const struct open_file *file, uint32_t offset,
                   uint32_t size)
{
	uint32_t whole = file_size(kernel, file);
	if (offset % PAGE_SIZE != 0 || offset >= whole || size > page_up(whole - offset))
		return ERROR_ARGUMENT;
	return (int)(size < whole - offset ? size : whole - offset);
}

int space_map(struct kernel *kernel, struct space *space, struct open_file *file, uint32_t offset,
              uint32_t size)
{
	int bytes = file == NULL ? 0 : measure(kernel, file, offset, size);
	if (size == 0 || bytes < 0)
		return ERROR_ARGUMENT;
	struct area *area = layout_find_place(space->layout);
	uint32_t begin = size > SPACE_SIZE ? 0 : layout_find_gap(space->layout, page_up(size));
	if (area == NULL || begin == 0)
		return ERROR_MEMORY;
	*area = (struct area){
		.begin = begin,
		.end = begin + (uint32_t)page_up(size),
		.access = ENTRY_READ | ENTRY_WRITE,
		.file = file == NULL ? NULL : file_share(file),
		.offset = offset,
		.file_size = (uint32_t)bytes,
	};
	return (int)begin;
}

int space_unmap(struct kernel *kernel, struct space *space, uint32_t address, uint32_t size)
{
	for (uint32_t i = AREA_OTHERS; i < AREAS; i++) {
		struct area *area = &space->layout->areas[i];
		if (area->begin < USER_WINDOW_MAXIMUM || area->begin != address || size == 0 ||
		    size > SPACE_SIZE || area->end - area->begin != page_up(size))
			continue;
		paging_lock(kernel);
		entries_drop(kernel, space, area->begin, area->end);
		area_drop(area);
		paging_unlock(kernel);
		return 0;
	}
	return ERROR_ARGUMENT;
}

void space_count(const struct kernel *kernel, struct memory_information *information)
{
	*information = kernel->spaces->counts;
	information->free = kernel->memory.free / PAGE_SIZE;
	information->swap_free = kernel->spaces->swap.free;
}
