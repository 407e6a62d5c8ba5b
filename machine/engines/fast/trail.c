/* The history of what code executes, as a trail: decoded only where it is asked for.
 *
 *   an entry   a block's number   the block was executed
 *              -n                 and of the block before only n instructions
 *              LINE | first | last   a line of code, from one physical address to another
 */
#include "machine/engines/fast/fast.h"

#include <string.h>
#include <sys/mman.h>

/* Addresses of instructions are multiples of 4, and take 30 bits. */
#define LINE (UINT64_C(1) << 60)
#define ADDRESS_BITS 30
#define ADDRESS_MASK ((UINT64_C(1) << ADDRESS_BITS) - 1)

enum {
	ENTRIES = 28 * 1024,
	SLACK = 128 * 1024, /* below: the host's signals use this stack */
	TRAIL_SIZE = SLACK + ENTRIES * sizeof(uint64_t),
};

/* An instruction is a block at most, that is cut, and one that traps and does not count. */
_Static_assert(LONG_TRAIL + 3 * SLICE <= ENTRIES, "a trail has room for a slice");

bool trails_create(struct fast *fast)
{
	fast->trail_memory = mmap(NULL, (size_t)TRAILS * TRAIL_SIZE, PROT_READ | PROT_WRITE,
	                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (fast->trail_memory == MAP_FAILED)
		return false;
	for (unsigned i = 0; i < TRAILS; i++) {
		struct trail *trail = &fast->trails[i];
		uint8_t *low = fast->trail_memory + (size_t)i * TRAIL_SIZE + SLACK;
		*trail = (struct trail){ NULL, (uint64_t *)low, (uint64_t *)low + ENTRIES,
			                 (uint64_t *)low + ENTRIES };
	}
	fast->trail = &fast->trails[0];
	return true;
}

void trails_destroy(struct fast *fast)
{
	if (fast->trail_memory != MAP_FAILED)
		munmap(fast->trail_memory, (size_t)TRAILS * TRAIL_SIZE);
}

void trail_use(struct fast *fast, struct history *history)
{
	if (fast->trail->history == history)
		return;
	for (unsigned i = 0; i < TRAILS; i++) {
		if (fast->trails[i].history == history) {
			fast->trail = &fast->trails[i];
			return;
		}
	}
	struct trail *trail = &fast->trails[fast->trail == &fast->trails[0]];
	if (fast->trail->history == NULL)
		trail = fast->trail;
	trail_recall(fast, trail);
	trail->history = history;
	fast->trail = trail;
}

void trail_add(struct fast *fast, uint32_t first, uint32_t last)
{
	trail_make_room(fast->trail);
	*--fast->trail->at = LINE | (uint64_t)(first / 4) << ADDRESS_BITS | last / 4;
}

void trail_cut(struct fast *fast, const struct block *block, uint32_t executed)
{
	struct trail *trail = fast->trail;
	if (executed == block->cost)
		return;
	if (executed == 0)
		trail->at++;
	else
		*--trail->at = (uint64_t)0 - executed;
}

void trail_cut_last(struct fast *fast, uint32_t without)
{
	const struct block *block = trail_last(fast);
	trail_cut(fast, block, block->cost - without);
}

static struct line line_of(uint64_t entry)
{
	return (struct line){ (uint32_t)(entry >> ADDRESS_BITS & ADDRESS_MASK) * 4,
		              (uint32_t)(entry & ADDRESS_MASK) * 4 };
}

void trail_take_back(struct fast *fast)
{
	uint64_t entry = *fast->trail->at;
	struct line line = line_of(entry);
	if ((entry & LINE) == 0) {
		trail_cut_last(fast, 1);
		return;
	}
	fast->trail->at++;
	if (line.first != line.last)
		trail_add(fast, line.first, line.last - 4);
}

/* A line of the history for each time round. */
static void recall_block(struct history *history, const struct block *block, uint32_t count)
{
	for (uint32_t line; count != 0; count -= line) {
		line = count < block->length ? count : block->length;
		history_add(history, block->physical, block->physical + 4 * (line - 1));
	}
}

void trail_recall(struct fast *fast, struct trail *trail)
{
	uint64_t *from = trail->at;
	if (trail->top - from > RECENT)
		from = trail->at + RECENT; /* exclusive: the oldest that counts is below it */
	else
		from = trail->top;
	for (uint64_t *at = from; at-- > trail->at && trail->history != NULL;) {
		const struct block *block;
		struct line line = line_of(*at);
		if ((int64_t)*at < 0)
			continue;
		if ((*at & LINE) != 0) {
			history_add(trail->history, line.first, line.last);
			continue;
		}
		bool is_cut = at > trail->at && (int64_t)at[-1] < 0;
		block = block_of(fast, (uint32_t)*at);
		recall_block(trail->history, block, is_cut ? (uint32_t)(0 - at[-1]) : block->cost);
	}
	trail->at = trail->top;
}
