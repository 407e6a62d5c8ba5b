/* The choice of an engine. */
#include "machine/engines/engine.h"
#include "machine/core/time.h"
#include "machine/engines/statistics.h"

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

enum outcome run_and_count(struct engine *engine, struct machine *machine, uint64_t most,
                           struct history histories[2], struct statistics *statistics,
                           struct trap *trap)
{
	bool user = in_user_mode(machine);
	uint64_t before = instructions_executed(machine);
	enum outcome outcome = engine->run(engine, machine, most, &histories[user], trap);
	if (user)
		statistics->user += instructions_executed(machine) - before;
	count_outcome(statistics, user, outcome, trap);
	return outcome;
}

enum outcome run_and_deliver(struct engine *engine, struct machine *machine, uint64_t most,
                             struct history histories[2], struct statistics *statistics,
                             struct trap *trap)
{
	enum outcome outcome = run_and_count(engine, machine, most, histories, statistics, trap);
	return outcome == OUTCOME_TRAPPED ? deliver(machine, trap) : outcome;
}
