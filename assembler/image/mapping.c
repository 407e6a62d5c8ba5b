/* Mapping symbols, in order. */
#include "assembler/image/mapping.h"

#include <stdlib.h>
#include <string.h>

#include "machine/front/memory.h"

bool is_mapping_name(const char *name, enum mapping_kind *kind)
{
	if (name[0] != '$' || name[1] == 0)
		return false;
	/* A dot and more may follow, and behind $x the name of an architecture. */
	if (name[1] == MAPPING_CODE[1] && (name[2] == 0 || name[2] == '.' || name[2] == 'r'))
		*kind = MAPPED_CODE;
	else if (name[1] == MAPPING_DATA[1] && (name[2] == 0 || name[2] == '.'))
		*kind = MAPPED_DATA;
	else if (strcmp(name, MAPPING_PG32) == 0)
		*kind = MAPPED_PG32;
	else
		return false;
	return true;
}

void add_mapping(struct mappings *mappings, struct mapping mapping)
{
	mappings->items = grow(mappings->items, &mappings->capacity, mappings->count + 1,
	                       sizeof *mappings->items);
	mappings->items[mappings->count++] = mapping;
}

/* Code goes before data at one address: the data is what the last of them says. Kinds break ties so
 * that the order is one. */
static int compare(const void *left, const void *right)
{
	const struct mapping *a = left, *b = right;
	if (a->section != b->section)
		return a->section < b->section ? -1 : 1;
	if (a->address != b->address)
		return a->address < b->address ? -1 : 1;
	return (int)a->kind - (int)b->kind;
}

void sort_mappings(struct mappings *mappings)
{
	if (mappings->count > 0)
		qsort(mappings->items, mappings->count, sizeof *mappings->items, compare);
}

size_t mapping_after(const struct mappings *mappings, uint32_t section, uint32_t address,
                     enum mapping_kind *kind)
{
	size_t low = 0, high = mappings->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct mapping *item = &mappings->items[middle];
		if (item->section < section ||
		    (item->section == section && item->address <= address))
			low = middle + 1;
		else
			high = middle;
	}
	bool is_there = low > 0 && mappings->items[low - 1].section == section;
	*kind = is_there ? mappings->items[low - 1].kind : MAPPED_CODE;
	return low;
}
