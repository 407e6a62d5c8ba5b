/* What follows from what: questions to the solver about one path of a program. */
#ifndef PG32_SPEC_THEOREMS_PROVER_H
#define PG32_SPEC_THEOREMS_PROVER_H

#include "spec/theorems/state.h"

#include <stdbool.h>

/* What is true where a path is: all of these, beside what the prover assumes always. */
enum { PATH_LENGTH = 256 };
struct path {
	Z3_ast conditions[PATH_LENGTH];
	unsigned count;
};

/* Two solvers: the quick one has a limit of work, and what is too much for it goes to the other. */
struct prover {
	Z3_context z;
	Z3_solver quick;
	Z3_tactic thorough;
	bool gave_up; /* some answer was unknown: nothing that followed is worth anything */
};

/* A prover with a context of its own, in which terms live until it is closed. */
struct prover prover_open(void);
void prover_close(struct prover *prover);

/* Adds what is true on every path. */
void assume(struct prover *prover, Z3_ast condition);

/* Adds a condition to the path. */
void path_add(struct path *path, Z3_ast condition);

/* All of the path's conditions from the first on. */
Z3_ast path_condition(Z3_context z, const struct path *path, unsigned first);

/* Whether the condition may be true on the path, as far as the quick solver sees: yes, if in doubt.
 */
bool may_be(struct prover *prover, const struct path *path, Z3_ast condition);

/* Whether the condition can be true on the path, and then a model of it, which is the caller's to
 * release; and whether it always is. Where both solvers give up it can, and is not. */
bool can_be(struct prover *prover, const struct path *path, Z3_ast condition, Z3_model *model);
bool must_be(struct prover *prover, const struct path *path, Z3_ast condition);

/* The number that the term is, simplified; false where it is none. */
bool is_number(Z3_context z, Z3_ast term, uint64_t *number);

#endif
