/* What lies where in a paged space. */
#include <stddef.h>
#include <string.h>
#include "programs/kernel/paging/layout.h"

void layout_initialize(struct layout *layout, uint32_t heap)
{
	memset(layout, 0, sizeof *layout);
	layout->areas[AREA_STACK] = (struct area){ .begin = STACK_LIMIT,
		                                   .end = SPACE_SIZE,
		                                   .access = ENTRY_READ | ENTRY_WRITE };
	layout->areas[AREA_HEAP] =
	        (struct area){ .begin = heap, .end = heap, .access = ENTRY_READ | ENTRY_WRITE };
}

uint32_t layout_access(const struct layout *layout, uint32_t page)
{
	uint32_t access = 0;
	for (uint32_t i = 0; i < AREAS; i++) {
		const struct area *area = &layout->areas[i];
		if (area->begin < area->end && area->begin < page + PAGE_SIZE && area->end > page)
			access |= area->access;
	}
	return access;
}

struct area *layout_find_place(struct layout *layout)
{
	for (uint32_t i = AREA_OTHERS; i < AREAS; i++) {
		if (layout->areas[i].begin == layout->areas[i].end)
			return &layout->areas[i];
	}
	return NULL;
}

/* The lowest mapping that ends above this address and begins below that one, or NULL. */
static const struct area *find_between(const struct layout *layout, uint32_t begin, uint32_t end)
{
	const struct area *lowest = NULL;
	for (uint32_t i = AREA_OTHERS; i < AREAS; i++) {
		const struct area *area = &layout->areas[i];
		if (area->begin < area->end && area->begin < end && area->end > begin &&
		    (lowest == NULL || area->begin < lowest->begin))
			lowest = area;
	}
	return lowest;
}

uint32_t layout_find_gap(const struct layout *layout, uint32_t size)
{
	uint32_t end = MAPPING_END;
	while (size <= end - USER_WINDOW_MAXIMUM) {
		const struct area *area = find_between(layout, end - size, end);
		if (area == NULL)
			return end - size;
		end = area->begin & ~(PAGE_SIZE - 1);
	}
	return 0;
}
