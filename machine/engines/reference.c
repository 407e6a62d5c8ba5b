/* The reference engine: the core's own interpreter. */
#include "machine/core/machine.h"
#include "machine/engines/engine.h"

static enum outcome run_straight(struct engine *engine, struct machine *machine, uint64_t most,
                                 struct history *history, struct trap *trap)
{
	(void)engine;
	return run(machine, most, history, trap);
}

/* It holds nothing of what memory was. */
static void pass_over(struct engine *engine, uint32_t address, uint32_t bytes)
{
	(void)engine;
	(void)address;
	(void)bytes;
}

/* Nor is its history ever behind. */
static void recall(struct engine *engine, struct history *history)
{
	(void)engine;
	(void)history;
}

static bool heed(struct engine *engine, const struct machine *machine,
                 const struct careful *careful)
{
	(void)engine;
	(void)machine;
	return careful == NULL;
}

static void leave(struct engine *engine)
{
	(void)engine;
}

struct engine *reference_engine(void)
{
	static struct engine engine = { run_straight, run_and_deliver, pass_over,
		                        recall,       leave,           heed,
		                        leave };
	return &engine;
}
