/* What code looks at before it accesses memory. */
#include "machine/engines/fast/translate.h"

void check_window(struct translation *translation, const struct value *address, uint32_t bytes)
{
	struct emitter *code = &translation->code;
	uint32_t size = translation->block->window->size;
	uint32_t physical = translation->block->physical + translation->pc - translation->block->pc;
	if (!is_careful(translation->fast, physical))
		return;
	write_value(translation, address, RAX);
	emit_pi(code, FORM_CMP_I, in_register(RAX), (int32_t)(size - bytes));
	translation->cuts[translation->cut_count++] =
	        (struct exit_stub){ emit_ahead_if(code, IF_ABOVE), translation->index,
		                    LEAVING_OUTSIDE };
}

/* Leaves where the access is to any of the bytes from one address of the window on. */
static void check_range(struct translation *translation, const struct value *address,
                        uint32_t lowest, uint32_t reach)
{
	struct emitter *code = &translation->code;
	uint32_t constant;
	struct exit_stub *cut = &translation->cuts[translation->cut_count];
	if (constant_of(translation, address, &constant)) {
		if (constant - lowest >= reach)
			return;
		*cut = (struct exit_stub){ emit_ahead(code), translation->index, LEAVING_WATCHED };
	} else {
		struct place place = write_address(translation, address);
		uint32_t displacement = (uint32_t)place.displacement - lowest;
		emit_rp(code, FORM_LEA, RAX,
		        in_memory(place.index, NO_INDEX, (int32_t)displacement));
		emit_pi(code, FORM_CMP_I, in_register(RAX), (int32_t)reach);
		*cut = (struct exit_stub){ emit_ahead_if(code, IF_BELOW), translation->index,
			                   LEAVING_WATCHED };
	}
	translation->cut_count++;
}

void check_watched(struct translation *translation, const struct value *address, uint32_t bytes,
                   bool stores)
{
	const struct stops *stops = &translation->fast->stops;
	const struct window_map *window = translation->block->window;
	if (window->entries != NULL)
		return; /* what is paged and watched is never translated code's */
	uint64_t end = (uint64_t)window->base + window->size;
	for (uint32_t i = 0; i < stops->range_count; i++) {
		const struct range *range = &stops->ranges[i];
		uint64_t behind = (uint64_t)range->from + range->size;
		if ((stores ? range->stores : range->loads) && range->from < end &&
		    behind > window->base)
			check_range(translation, address, range->from - window->base - (bytes - 1),
			            range->size + bytes - 1);
	}
}

/* Notes what is stored so far behind the lowest address of the window that reaches the noted bytes.
 */
static void note_place(struct translation *translation, uint32_t behind, uint32_t reach)
{
	struct emitter *code = &translation->code;
	struct noted_stores *stores = &translation->fast->context->stores;
	if (behind >= reach)
		return;
	emit_pi(code, FORM_PUT_BYTE_I, near(&stores->any), true);
	if (behind >= NOTED_FIRST)
		emit_pi(code, FORM_PUT_BYTE_I, near(&stores->behind), true);
}

/* The same where the code is to see how far. */
static void note_computed(struct translation *translation, const struct value *address,
                          uint32_t lowest, uint32_t reach)
{
	struct emitter *code = &translation->code;
	struct noted_stores *stores = &translation->fast->context->stores;
	struct place place = write_address(translation, address);
	int32_t displacement = (int32_t)((uint32_t)place.displacement - lowest);
	emit_rp(code, FORM_LEA, RAX, in_memory(place.index, NO_INDEX, displacement));
	emit_pi(code, FORM_CMP_I, in_register(RAX), (int32_t)reach);
	uint8_t *elsewhere = emit_ahead_if(code, IF_NOT_BELOW);
	emit_pi(code, FORM_PUT_BYTE_I, near(&stores->any), true);
	emit_pi(code, FORM_CMP_I, in_register(RAX), NOTED_FIRST);
	uint8_t *first = emit_ahead_if(code, IF_BELOW);
	emit_pi(code, FORM_PUT_BYTE_I, near(&stores->behind), true);
	emit_join(code, first);
	emit_join(code, elsewhere);
}

void note_stores(struct translation *translation, const struct value *address, uint32_t bytes)
{
	const struct fast *fast = translation->fast;
	const struct window_map *window = translation->block->window;
	const uint32_t lowest = fast->noted_from - window->base - (bytes - 1);
	const uint32_t reach = fast->noted_size + bytes - 1;
	uint32_t constant;
	if (fast->noted_size == 0)
		return;
	if (window->entries != NULL) /* its pages may be anywhere */
		note_place(translation, NOTED_FIRST, UINT32_MAX);
	else if (constant_of(translation, address, &constant))
		note_place(translation, constant - lowest, reach);
	else
		note_computed(translation, address, lowest, reach);
}
