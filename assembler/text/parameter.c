/* A table of parameters. */
#include "assembler/text/parameter.h"

#include <string.h>

#include "assembler/text/name.h"

/* The slot that has the name, or where it would be. */
static uint32_t *slot_of(const struct parameters *parameters, const char *name, size_t length)
{
	size_t at = hash_of(name, length);
	for (;; at++) {
		uint32_t *slot = &parameters->slots[at & (parameters->slot_count - 1)];
		if (*slot == 0)
			return slot;
		const struct span *other = &parameters->items[*slot - 1].name;
		if (other->length == length && memcmp(other->text, name, length) == 0)
			return slot;
	}
}

static void enlarge(struct arena *arena, struct parameters *parameters)
{
	size_t capacity = parameters->capacity == 0 ? 4 : 2 * parameters->capacity;
	struct parameter *items = arena_take(arena, capacity * sizeof *items);
	if (parameters->count > 0)
		memcpy(items, parameters->items, parameters->count * sizeof *items);
	parameters->items = items;
	parameters->capacity = capacity;
	parameters->slot_count = 2 * capacity;
	parameters->slots = arena_take(arena, parameters->slot_count * sizeof *parameters->slots);
	for (size_t i = 0; i < parameters->count; i++)
		*slot_of(parameters, items[i].name.text, items[i].name.length) = (uint32_t)i + 1;
}

bool add_parameter(struct arena *arena, struct parameters *parameters,
                   const struct parameter *parameter)
{
	if (parameters->count == parameters->capacity)
		enlarge(arena, parameters);
	uint32_t *slot = slot_of(parameters, parameter->name.text, parameter->name.length);
	if (*slot != 0)
		return false;
	parameters->items[parameters->count++] = *parameter;
	*slot = (uint32_t)parameters->count;
	return true;
}

struct parameter *find_parameter(const struct parameters *parameters, const char *name,
                                 size_t length)
{
	if (parameters->count == 0)
		return NULL;
	uint32_t slot = *slot_of(parameters, name, length);
	return slot == 0 ? NULL : &parameters->items[slot - 1];
}
