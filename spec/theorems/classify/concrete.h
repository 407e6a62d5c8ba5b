/* A concrete state of the real machine: what a model of the solver is turned into. */
#ifndef PG32_SPEC_THEOREMS_CONCRETE_H
#define PG32_SPEC_THEOREMS_CONCRETE_H

#include "isa/psw.h"
#include "spec/theorems/classify/definitions.h"

struct concrete_state {
	uint32_t registers[REGISTERS];
	struct psw psw;
	uint64_t clock;
	/* The console holds HELD_BYTE and requests attention; else the devices are at rest. */
	bool is_requesting;
	/* What the buffer holds, through PSW's base if it is paged. */
	struct held {
		uint32_t address, entry;
	} held[MOST_REACHED];
	unsigned held_count;
	uint32_t memory_size;
	uint8_t *memory; /* owned */
};

/* A pair of states and the instruction at their pc. */
struct witness {
	bool is_replayable; /* else the states are not filled in */
	uint32_t word;
	struct concrete_state states[2];
};

/* The pair that the model stands for, which must make is_replayable true. */
struct witness extract_witness(Z3_context z, Z3_model model, const struct pair *pair);
void free_witness(struct witness *witness);

/* The state as terms, for a step over numbers only; of the devices, and of a buffer that is not in
 * force, it says nothing. Memory is of at most 32 frames. */
struct symbolic_state terms_of(Z3_context z, const struct concrete_state *state);

#endif
