/* The careful engine: the reference engine, which asks before the instructions that its filters let
 * through. */
#ifndef PG32_MACHINE_ENGINES_CAREFUL_H
#define PG32_MACHINE_ENGINES_CAREFUL_H

#include "isa/psw.h"
#include "machine/engines/engine.h"
#include "machine/engines/stops.h"

/* The places of a page: a word has the same in every space. */
enum { PLACES = PAGE_SIZE / 4 };

/* Whether to leave before the instruction at pc, which is in memory at this physical address. The
 * machine has its registers as they are then; its pc and time may be behind. */
typedef bool asks(void *context, const struct machine *machine, uint32_t pc, uint32_t physical,
                  uint32_t word);

struct careful {
	struct engine engine; /* first */
	asks *ask;
	void *context;
	bool is_code[PLACES];               /* asks about instructions there */
	bool is_loaded[PLACES];             /* about those that load from there */
	bool is_stored[PLACES];             /* or store to there */
	bool watches_loads, watches_stores; /* any of the last two */
	bool has_left;                      /* it was told to */
	/* The same for an engine that can stop by itself: it is asked about no others. */
	struct stops stops;
};

/* An engine that asks about nothing. */
void careful_reset(struct careful *careful, asks *ask, void *context);

/* The bytes that an instruction is about to load or store: how many, and their virtual address; 0
 * where it does not. */
uint32_t bytes_accessed(const struct machine *machine, uint32_t word, bool stores,
                        uint32_t *address);

/* Whether the filters let the instruction through. */
bool careful_looks(const struct careful *careful, const struct machine *machine, uint32_t pc,
                   uint32_t word);

/* Whether they do, and to leave is the answer. */
bool careful_asks(const struct careful *careful, const struct machine *machine, uint32_t pc,
                  uint32_t physical, uint32_t word);

#endif
