/* One instruction over a symbolic state, while its row is read and afterwards. */
#ifndef PG32_SPEC_THEOREMS_STEP_H
#define PG32_SPEC_THEOREMS_STEP_H

#include <stdbool.h>

#include "machine/core/outcome.h"
#include "machine/core/translate.h"
#include "spec/theorems/terms/state.h"

struct row;

/* Addresses that an instruction reaches; more than the parts of one access are none. */
enum { MOST_REACHED = 16 };
struct reached {
	Z3_ast addresses[MOST_REACHED];
	unsigned count;
};

/* An instruction's effect, for every state and all its operands. The outcome is one of enum
 * outcome; the cause and the value are those of a trap, or of a halt. The state after counts where
 * the outcome is OUTCOME_COMPLETED; after a trap, halt or check-stop it is the state before. */
struct step {
	Z3_context z;
	const struct row *row; /* NULL: the word is no instruction */
	struct symbolic_state before, after;
	Z3_ast word, d, a, b, immediate;
	Z3_ast outcome, cause, value;
	/* Where it is true, the real devices do what the step says. Proofs never assume it,
	 * witnesses do. */
	Z3_ast replayable;

	/* Where it traps at an access: whether the mode refuses what R would let through. */
	Z3_ast by_mode;

	/* Where it may reach: virtual addresses, and physical ones. */
	struct reached virtual, physical;

	/* While the row is read: */
	Z3_ast size;    /* of the window */
	Z3_ast raised;  /* whether it traps */
	Z3_ast stopped; /* the outcome where it does not trap */
	Z3_ast elapsed; /* completed instructions that it counts as */
	bool loads_timer;
};

/* The state, its time moved on by so many completed instructions. */
void pass_symbolic_time(Z3_context z, struct symbolic_state *state, Z3_ast count, bool with_timer);

#endif
