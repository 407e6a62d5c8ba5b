/* The reference engine's own text, which here notes what is stored. */
#include "vmm/equivalence/noting.h"

#include "isa/operations.h"
#include "vmm/equivalence/host.h"

static inline struct notes *notes_of(const struct machine *machine)
{
	struct host *host = machine->wiring.context;
	return &host->notes;
}

enum outcome noting_execute(struct machine *machine, uint32_t count, uint32_t *completed,
                            struct history *history, struct trap *trap);

static enum outcome run_machine(struct engine *engine, struct machine *machine, uint64_t most,
                                struct history *history, struct trap *trap)
{
	(void)engine;
	return noting_run(machine, most, history, trap);
}

struct engine noting_engine(void)
{
	struct engine engine = *reference_engine();
	engine.run = run_machine;
	return engine;
}

/* What stores a PSW may store it anywhere. */
static enum outcome note_privileged(struct machine *machine, uint32_t word, struct trap *trap)
{
	if (word_has(word, TRAITS_STORE))
		note_all(notes_of(machine));
	return execute_privileged(machine, word, trap);
}

static enum outcome note_flawed(struct machine *machine, uint32_t word, struct trap *trap)
{
	note_all(notes_of(machine));
	return execute_flawed(machine, word, trap);
}

#define execute_unprivileged noting_execute
#define execute_privileged note_privileged
#define execute_flawed note_flawed
#define run noting_run
#define AT_STORE(machine, at, count) note_store(notes_of(machine), at, count)
#define AT_STORE_APART(machine) note_all(notes_of(machine))

#include "machine/core/execute.c"
#include "machine/core/run.c"
