/* Where the fast engine is not made for the host. */
#include "machine/engines/engine.h"

const bool has_fast_engine = false;

struct engine *fast_engine(const struct host_memory *memory, bool eager, const char **problem)
{
	(void)memory;
	(void)eager;
	*problem = "the fast engine is for x86-64 and Linux";
	return NULL;
}

void fast_note_stores(struct engine *engine, uint32_t from, uint32_t size)
{
	(void)engine;
	(void)from;
	(void)size;
}

struct noted_stores fast_take_stores(struct engine *engine)
{
	(void)engine;
	return (struct noted_stores){ true, true };
}
