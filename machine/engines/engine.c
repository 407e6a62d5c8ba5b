/* The choice of an engine. */
#include "machine/engines/engine.h"

#include <string.h>

static const char *const names[ENGINES] = {
#define ENGINE(name, text) [ENGINE_##name] = #name,
#include "machine/engines/engines.def"
};

/* No name is longer than two tabs. */
const char engine_list[] =
#define ENGINE(name, text) #name "\t" text "\n"
#include "machine/engines/engines.def"
        ;

enum engine_kind engine_named(const char *name)
{
	enum engine_kind kind = 0;
	while (kind < ENGINES && strcmp(names[kind], name) != 0)
		kind++;
	return kind;
}

struct engine *engine_create(enum engine_kind kind, const struct host_memory *memory,
                             const char **problem)
{
	struct engine *engine;
	*problem = NULL;
	switch (kind) {
	case ENGINE_auto:
		engine = has_fast_engine ? fast_engine(memory, false, problem) : NULL;
		return engine != NULL ? engine : reference_engine();
	case ENGINE_reference:
		return reference_engine();
	case ENGINE_fast:
	case ENGINE_eager:
		return fast_engine(memory, kind == ENGINE_eager, problem);
	case ENGINES:
		break;
	}
	*problem = "no such engine";
	return NULL;
}
