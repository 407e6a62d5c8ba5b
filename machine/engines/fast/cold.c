/* The reference engine's own text, which here leaves at a jump to code that is translated, or to
 * such as has become hot. */
#include "machine/core/machine.h"
#include "machine/engines/fast/fast.h"

enum { MOST_REFUSALS = 2 };

struct observer {
	struct history unused; /* first: what the text takes this for */
	struct fast *fast;
	uint32_t base;
};

bool see_jump(struct fast *fast, uint32_t base, uint32_t first, uint32_t last, uint32_t next)
{
	trail_add(fast, first, last);
	return !fast->stays_cold && (block_find(fast, next) != 0 || is_hot(fast, base + next));
}

#define execute_unprivileged execute_and_see
#define AT_JUMP(history, first, last, next)                                                  \
	see_jump(((struct observer *)(history))->fast, ((struct observer *)(history))->base, \
	         first, last, next)
#define AT_END(history, first, last) trail_add(((struct observer *)(history))->fast, first, last)

enum outcome execute_and_see(struct machine *machine, uint32_t count, uint32_t *completed,
                             struct history *history, struct trap *trap);

#include "machine/core/execute.c"

bool is_hot(struct fast *fast, uint32_t physical)
{
	uint8_t *heat = &fast->heats[physical / 4 % HEATS];
	if (++*heat < fast->hot)
		return false;
	*heat = fast->hot - 1; /* it stays so, should it not be translated now */
	return true;
}

bool note_refusal(struct fast *fast, uint32_t physical)
{
	uint8_t *refusals = &fast->refusals[physical / 4 % HEATS];
	if (*refusals < MOST_REFUSALS)
		++*refusals;
	return *refusals == MOST_REFUSALS;
}

bool is_careful(const struct fast *fast, uint32_t physical)
{
	return fast->refusals[physical / 4 % HEATS] == MOST_REFUSALS;
}

void cool(struct fast *fast, uint32_t physical, uint32_t bytes)
{
	uint32_t count = bytes / 4 < HEATS ? bytes / 4 : HEATS, first = physical / 4 % HEATS;
	uint32_t behind = count < HEATS - first ? count : HEATS - first; /* before the table ends */
	memset(fast->heats + first, 0, behind);
	memset(fast->heats, 0, count - behind);
	memset(fast->refusals + first, 0, behind);
	memset(fast->refusals, 0, count - behind);
}

enum outcome execute_cold(struct fast *fast, struct machine *machine, uint32_t count,
                          uint32_t *completed, struct trap *trap)
{
	struct observer observer; /* what is unused has no value */
	observer.fast = fast;
	observer.base = machine->cpu.psw.base;
	return execute_and_see(machine, count, completed, &observer.unused, trap);
}
