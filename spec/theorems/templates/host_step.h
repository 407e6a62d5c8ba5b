/* One instruction of the host over terms. */
#ifndef PG32_SPEC_THEOREMS_HOST_STEP_H
#define PG32_SPEC_THEOREMS_HOST_STEP_H

#include "spec/theorems/templates/host_state.h"

/* Where it goes on: behind itself; or if the condition is true at a place that is known; or at one
 * that is a term. */
enum host_flow { FLOW_ON, FLOW_TO, FLOW_VIA, FLOW_CALL };

struct host_step {
	Z3_context z;
	struct host *host;
	const struct host_instruction *instruction;
	struct host_state *state;
	struct host_access access; /* of what may be in memory, where it is */
	enum host_flow flow;
	Z3_ast condition; /* of FLOW_TO */
	uint64_t to;
	Z3_ast via;
	/* Must be true, else the host stops the program: a quotient that has no room. */
	Z3_ast is_possible;
	/* What the instruction does that the model has not; else NULL. */
	const char *unknown;
};

/* Where what may be in memory is, or what is on the stack, as the instruction needs it; false where
 * it is a register, or nothing. */
bool host_place(struct host *host, const struct host_instruction *instruction,
                const struct host_state *state, struct host_access *access);

/* Executes it, where the host does not refuse its access. */
struct host_step host_step(struct host *host, const struct host_instruction *instruction,
                           struct host_state *state, const struct host_access *access);

#endif
