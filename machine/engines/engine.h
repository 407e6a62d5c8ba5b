/* An engine: what executes a machine's instructions. The computer holds it; the machine itself does
 * not know of it. */
#ifndef PG32_MACHINE_ENGINES_ENGINE_H
#define PG32_MACHINE_ENGINES_ENGINE_H

#include <stdbool.h>
#include <stdint.h>

#include "machine/core/history.h"
#include "machine/core/outcome.h"
#include "machine/engines/memory.h"

enum engine_kind {
#define ENGINE(name, text) ENGINE_##name,
#include "machine/engines/engines.def"
	ENGINES
};

struct careful;
struct machine;
struct statistics;
struct trap;

struct engine {
	/* Runs the machine up to its next event, as run (machine.h) does. */
	enum outcome (*run)(struct engine *engine, struct machine *machine, uint64_t most,
	                    struct history *history, struct trap *trap);
	/* The same where the machine has its traps itself: what is raised is delivered, and counted
	 * with all else. It may go on through any number of traps and privileged instructions, at
	 * most so many instructions. Each mode has its history, supervisor mode the first. *trap is
	 * what ended the last stretch; the outcome is never TRAPPED. */
	enum outcome (*run_on)(struct engine *engine, struct machine *machine, uint64_t most,
	                       struct history histories[2], struct statistics *statistics,
	                       struct trap *trap);
	/* Is told that memory is about to be written, or was, by others than the processor: so many
	 * bytes, all in memory, at a physical address. */
	void (*stored)(struct engine *engine, uint32_t address, uint32_t bytes);
	/* Brings the history up to date, which else may be behind. */
	void (*recall)(struct engine *engine, struct history *history);
	/* Is told that the machine's buffer is not what the processor made of it any more. */
	void (*forget)(struct engine *engine);
	/* From now on has run leave before an instruction, other than the first, that the careful
	 * engine (careful.h) would ask about, and maybe before others; NULL: before none. Whether
	 * it can, the machine being as it is: else it runs as before. */
	bool (*heed)(struct engine *engine, const struct machine *machine,
	             const struct careful *careful);
	void (*destroy)(struct engine *engine);
};

/* The kind of this name, or ENGINES. */
enum engine_kind engine_named(const char *name);

/* What --engine help prints: a line for each kind. */
extern const char engine_list[];

/* An engine for machines with this memory, which it needs as long as it is. NULL where there is
 * none: *problem is then one line that says why, else NULL. It says so, too, where auto is the
 * reference engine on a host that could have the fast one. */
struct engine *engine_create(enum engine_kind kind, const struct host_memory *memory,
                             const char **problem);

/* A stretch by the engine's run, as its run_on. */
enum outcome run_and_deliver(struct engine *engine, struct machine *machine, uint64_t most,
                             struct history histories[2], struct statistics *statistics,
                             struct trap *trap);

/* The same, which leaves a trap to the caller: TRAPPED. */
enum outcome run_and_count(struct engine *engine, struct machine *machine, uint64_t most,
                           struct history histories[2], struct statistics *statistics,
                           struct trap *trap);

/* The reference engine, which holds nothing: straight from isa/pg32.def. */
struct engine *reference_engine(void);

/* Whether the fast engine is made for this kind of host. */
extern const bool has_fast_engine;

/* The fast engine, as engine_create; an eager one translates what it executes for the first time.
 */
struct engine *fast_engine(const struct host_memory *memory, bool eager, const char **problem);

enum { NOTED_FIRST = 64 };

/* What was stored into bytes of memory that are noted. */
struct noted_stores {
	uint8_t any;
	uint8_t behind; /* the first NOTED_FIRST of them */
};

/* Has an engine that fast_engine has made note whether instructions that its run executes store
 * into so many bytes of memory from an address on, but for privileged ones: what is noted may not
 * have been stored. */
void fast_note_stores(struct engine *engine, uint32_t from, uint32_t size);

/* Takes what has been noted since. */
struct noted_stores fast_take_stores(struct engine *engine);

#endif
