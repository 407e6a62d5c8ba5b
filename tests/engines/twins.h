/* One machine twice, on the reference engine and on the fast one, compared in all that there is. */
#ifndef PG32_TESTS_ENGINES_TWINS_H
#define PG32_TESTS_ENGINES_TWINS_H

#include "isa/instruction.h"
#include "isa/disk.h"
#include "machine/core/machine.h"
#include "machine/engines/engine.h"
#include "machine/engines/statistics.h"

enum {
	MEMORY = 0x40000,
	CODE = 0x1000,   /* where the processor starts */
	HANDLER = 0x3000 /* where a trap goes */
};

struct twin {
	struct machine machine;
	struct host_memory memory;
	uint32_t pages[BUFFER_PAGES * TABLE_ENTRIES]; /* of its buffer */
	struct engine *engine;
	struct history histories[2]; /* of supervisor mode and of user mode */
	struct statistics statistics;
	uint32_t calls; /* of run_both */
	struct trap trap;
	enum outcome outcome;
	uint8_t sector[SECTOR_SIZE]; /* of its disk */
};

struct twins {
	struct twin reference, fast;
};

/* Two machines at reset; the window is all of memory, and the handler goes back with lpsw to behind
 * the instruction that trapped. */
struct twins *twins_create(void);
void twins_destroy(struct twins *twins);

/* The same in both. */
void put_word(struct twins *twins, uint32_t address, uint32_t word);
void put_instruction(struct twins *twins, uint32_t address, struct instruction instruction);
#define PUT(twins, address, mnemonic, ...) \
	put_instruction(twins, address, (struct instruction){ OPERATION_##mnemonic, __VA_ARGS__ })
void set_register(struct twins *twins, unsigned number, uint32_t value);
void set_psw(struct twins *twins, struct psw psw);

/* A loop that never ends: so many instructions, then back to the first. */
void close_loop(struct twins *twins, uint32_t first, uint32_t last);

/* A loop with a branch each way, a call, loads and stores. */
void put_busy_loop(struct twins *twins);

/* Runs both for so many instructions, delivering traps, or to their end: by run_on, and every third
 * time up to each trap. */
void run_both(struct twins *twins, uint64_t count);

/* Fails where anything differs: processor, time, devices, memory, histories,
 * what was counted, how it ended. */
void expect_same(struct twins *twins, const char *what);

/* Runs in steps of so many instructions, comparing after each. */
void run_in_steps(struct twins *twins, uint64_t count, uint64_t step, const char *what);

#endif
