/* The reference engine's own text, which here leaves at a jump to code that is translated, or to
 * such as has become hot. */
#include "machine/engines/fast/fast.h"

struct observer {
	struct history unused; /* first: what the text takes this for */
	struct fast *fast;
	uint32_t base;
};

static bool see_jump(struct observer *observer, uint32_t first, uint32_t last, uint32_t next)
{
	struct fast *fast = observer->fast;
	trail_add(fast, first, last);
	return block_find(fast, next) != 0 || is_hot(fast, observer->base + next);
}

#define execute_unprivileged execute_and_see
#define AT_JUMP(history, first, last, next) \
	see_jump((struct observer *)(history), first, last, next)
#define AT_END(history, first, last) trail_add(((struct observer *)(history))->fast, first, last)

enum outcome execute_and_see(struct machine *machine, uint32_t count, uint32_t *completed,
                             struct history *history, struct trap *trap);

#include "machine/core/execute.c"

bool is_hot(struct fast *fast, uint32_t physical)
{
	uint8_t *heat = &fast->heats[physical / 4 % HEATS];
	if (++*heat < HOT)
		return false;
	*heat = HOT - 1; /* it stays so, should it not be translated now */
	return true;
}

enum outcome execute_cold(struct fast *fast, struct machine *machine, uint32_t count,
                          uint32_t *completed, struct trap *trap)
{
	struct observer observer; /* what is unused has no value */
	observer.fast = fast;
	observer.base = machine->cpu.psw.base;
	return execute_and_see(machine, count, completed, &observer.unused, trap);
}
