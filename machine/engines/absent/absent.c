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
