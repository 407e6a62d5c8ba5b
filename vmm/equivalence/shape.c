/* Random shapes of images. Most are plain, a few are divided, and some of these are bad. */
#include "vmm/equivalence/shape.h"

#include <string.h>

#include "isa/psw.h"
#include "vmm/equivalence/random.h"

enum { PLAIN = 12, GOOD = 6, ELF_HEADER_SIZE = 52, SOME_MODULES = 48, LEAST_PATCHED = 1 };

bool shape_is_plain(const struct shape *shape)
{
	static const struct shape plain;
	return memcmp(shape, &plain, sizeof plain) == 0;
}

/* Page 0 and the code as two segments that touch, in one order or the other, and free memory up to
 * the very limit. */
static void divide(struct shape *shape, uint64_t *state, const struct segment *contents,
                   uint32_t limit)
{
	unsigned first = below(state, 2);
	uint32_t size = contents->memory_size;
	shape->segments[first] = (struct segment){ contents->offset, 0, PAGE_SIZE, PAGE_SIZE };
	shape->segments[1 - first] = (struct segment){ contents->offset + PAGE_SIZE, PAGE_SIZE,
		                                       size - PAGE_SIZE, size - PAGE_SIZE };
	shape->segment_count = 2;
	if (one_in(state, 2)) {
		uint32_t free = 2 * PAGE_SIZE;
		shape->segments[2] = (struct segment){ contents->offset, free,
			                               below(state, PAGE_SIZE), limit - free };
		shape->segment_count = 3;
	}
	if (one_in(state, 2))
		shape->empty_headers = below(state, BOOT_SEGMENTS - shape->segment_count + 1);
	if (one_in(state, 4))
		shape->empty_headers = BOOT_SEGMENTS - shape->segment_count;
}

static void add_modules(struct shape *shape, uint64_t *state)
{
	shape->module_count = below(state, one_in(state, 4) ? SOME_MODULES : 4);
	shape->segment_count = shape->segment_count == 3 ? 2 : shape->segment_count;
	if (shape->module_count != 0)
		shape->module_sizes[0] = one_in(state, 2) ? below(state, PAGE_SIZE + 1)
		                                          : PAGE_SIZE - below(state, 2);
}

/* Makes a good shape a bad one, mostly by as little as that takes. */
static void spoil(struct shape *shape, uint64_t *state, uint32_t limit)
{
	struct segment *segment = &shape->segments[below(state, shape->segment_count)];
	switch (below(state, 10)) {
	case 0:
		shape->empty_headers = BOOT_SEGMENTS + 1 - shape->segment_count;
		break;
	case 1:
		shape->module_count = BOOT_MODULES + 1 + below(state, 2);
		shape->module_sizes[0] = 0;
		break;
	case 2: /* overlaps, or reaches beyond the limit */
		segment->memory_size++;
		break;
	case 3:
		segment->file_size = segment->memory_size + 1;
		break;
	case 4:
		shape->cut = 1 + below(state, one_in(state, 2) ? 8 : 2 * PAGE_SIZE);
		break;
	case 5:
		segment->offset = (uint32_t)next_random(state);
		break;
	case 6: /* beyond memory; with its size, perhaps below 2^32 again */
		segment->address = one_in(state, 2) ? limit + below(state, PAGE_SIZE)
		                                    : 0 - below(state, 2 * PAGE_SIZE);
		break;
	case 7:
		segment->memory_size = (uint32_t)next_random(state);
		break;
	case 8: /* modules that leave too little memory, or none */
		shape->module_count = SHAPE_FULL_MODULES;
		shape->module_sizes[0] = PAGE_SIZE + 1;
		shape->module_sizes[1] = below(state, 2 * PAGE_SIZE);
		break;
	default:
		shape->patched = LEAST_PATCHED + below(state, ELF_HEADER_SIZE - LEAST_PATCHED);
		shape->patch = 1u << below(state, 8);
		break;
	}
}

void random_shape(struct shape *shape, uint64_t *state, const struct segment *contents,
                  uint32_t limit)
{
	memset(shape, 0, sizeof *shape);
	if (!one_in(state, PLAIN))
		return;
	divide(shape, state, contents, limit);
	if (one_in(state, 2))
		add_modules(shape, state);
	if (!one_in(state, GOOD))
		return;
	spoil(shape, state, limit);
}
