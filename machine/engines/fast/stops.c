/* Stops: code ends before an instruction that is one, and looks before what accesses memory. What
 * is cold is interpreted by the reference engine's own text, which here looks, too. */
#include "machine/engines/fast/fast.h"

#include "isa/operations.h"
#include "machine/core/machine.h"

/* So often translated code looks in vain until it is made anew without. */
enum { MOST_IN_VAIN = 1 << 16 };

static bool are_same(const struct stops *one, const struct stops *other)
{
	return one->code_count == other->code_count && one->range_count == other->range_count &&
	       one->context == other->context &&
	       memcmp(one->codes, other->codes, one->code_count * sizeof one->codes[0]) == 0 &&
	       memcmp(one->ranges, other->ranges, one->range_count * sizeof one->ranges[0]) == 0;
}

static void look_for(struct fast *fast, const struct stops *stops)
{
	fast->stops = *stops;
	fast->in_vain = 0;
	flush(fast);
}

bool stops_heed(struct engine *engine, const struct machine *machine, const struct careful *careful)
{
	struct fast *fast = (struct fast *)engine;
	fast->careful = NULL;
	if (careful == NULL)
		return true;
	if (!windows_know(&machine->cpu.psw, &machine->buffer) || is_paged(&machine->cpu.psw) ||
	    careful->stops.are_too_many)
		return false;
	if (!are_same(&fast->stops, &careful->stops))
		look_for(fast, &careful->stops);
	fast->careful = careful;
	return true;
}

bool is_stop(const struct fast *fast, uint32_t pc, uint32_t physical, uint32_t word)
{
	const struct stops *stops = &fast->stops;
	for (uint32_t i = 0; i < stops->code_count; i++)
		if (stops->codes[i].pc == pc &&
		    stops->is_there(stops->context, stops->codes[i].place, pc, physical))
			return true;
	return has_ranges(fast) && is_privileged(word) &&
	       word_has(word, TRAITS_LOAD | TRAITS_STORE);
}

void note_vain_look(struct fast *fast)
{
	static const struct stops none;
	if (fast->careful == NULL && ++fast->in_vain == MOST_IN_VAIN)
		look_for(fast, &none);
}

struct stopper {
	struct history unused; /* first: what the text takes this for */
	struct fast *fast;
	const struct machine *machine;
	uint32_t base;
	bool may_stop;
};

static bool stops_before(struct stopper *stopper, uint32_t pc, uint32_t word)
{
	struct fast *fast = stopper->fast;
	if (stopper->may_stop)
		fast->has_stopped = careful_looks(fast->careful, stopper->machine, pc, word);
	stopper->may_stop = true;
	return fast->has_stopped;
}

#define execute_unprivileged execute_and_look
#define AT_FETCH(history, physical, pc, word) stops_before((struct stopper *)(history), pc, word)
#define AT_JUMP(history, first, last, next)                                                       \
	see_jump(((struct stopper *)(history))->fast, ((struct stopper *)(history))->base, first, \
	         last, next)
#define AT_END(history, first, last) trail_add(((struct stopper *)(history))->fast, first, last)

enum outcome execute_and_look(struct machine *machine, uint32_t count, uint32_t *completed,
                              struct history *history, struct trap *trap);

#include "machine/core/execute.c"

enum outcome execute_to_stop(struct fast *fast, struct machine *machine, uint32_t count,
                             bool may_stop, uint32_t *completed, struct trap *trap)
{
	struct stopper stopper; /* what is unused has no value */
	stopper.fast = fast;
	stopper.machine = machine;
	stopper.base = machine->cpu.psw.base;
	stopper.may_stop = may_stop;
	return execute_and_look(machine, count, completed, &stopper.unused, trap);
}
