/* What follows from what: questions to the solver about one path of a program. */
#ifndef PG32_SPEC_THEOREMS_PROVER_H
#define PG32_SPEC_THEOREMS_PROVER_H

#include "spec/theorems/terms/state.h"

#include <stdbool.h>

/* What is true where a path is: all of these, beside what the prover assumes always. */
enum { PATH_LENGTH = 256 };
struct path {
	Z3_ast conditions[PATH_LENGTH];
	unsigned count;
};

/* Which way a condition was taken, and whether the other way was taken before or cannot be. */
struct decision {
	bool way, is_last;
};

enum { MOST_DECISIONS = 128 };

/* Models of what was asked before: often one of them shows that the next can be, too. */
enum { MOST_MODELS = 16 };

struct prover {
	Z3_context z;
	Z3_tactic tactic;
	/* Of a quick prover: what is assumed, as far as it is asserted. */
	Z3_solver solver;
	unsigned asserted;
	struct path assumed;            /* on every path */
	const char *names[PATH_LENGTH]; /* of what is assumed; NULL where it was decided */
	Z3_model models[MOST_MODELS];   /* the first model_count */
	unsigned model_count, next_model;
	bool gave_up; /* some answer was unknown: nothing that followed is worth anything */
	struct decision decisions[MOST_DECISIONS];
	unsigned decided, to_repeat; /* of this case; the first of them, as in the case before */
	unsigned assumed_before;     /* how much was assumed before the case */
	Z3_ast covered;              /* one of the cases up to now */
};

/* A prover with a context of its own, in which terms live until it is closed. */
struct prover prover_open(void);
/* The same for many small questions, which it answers one on top of the other: not for a proof by
 * cases.
 */
struct prover prover_open_quick(void);
void prover_close(struct prover *prover);

/* Adds what is true on every path, and what that is called: in each state that a machine comes to
 * and that is spoken of it must be so (tests/witness). */
void assume(struct prover *prover, const char *name, Z3_ast condition);

/* A proof by cases: what is between these two is done once for each case, and what is assumed there
 * is so in the case. case_end returns whether there is another. A case is how the conditions went
 * that decide was asked of, which returns true where the condition is assumed and false where its
 * opposite is. All cases together are everything, for both ways are gone but where one is proved
 * impossible. */
void case_begin(struct prover *prover);
bool decide(struct prover *prover, Z3_ast condition);
bool case_end(struct prover *prover);

/* Leaves out the states of the case in which the condition holds: nothing is proved of them. The
 * name is what is so of the others. */
void set_aside(struct prover *prover, const char *name, Z3_ast condition);

/* That one of the cases is true, or its state was set aside, wherever what was assumed before them
 * is: proved of the conditions that the cases had, whatever decide and case_end did. */
bool cases_are_all(struct prover *prover);

/* Adds a condition to the path. */
void path_add(struct path *path, Z3_ast condition);

/* All of the path's conditions from the first on. */
Z3_ast path_condition(Z3_context z, const struct path *path, unsigned first);

/* Whether the condition can be true on the path, and then a model of it, which is the caller's to
 * release; and whether it always is. Where the solver gives up it can, and is not. */
bool can_be(struct prover *prover, const struct path *path, Z3_ast condition, Z3_model *model);
bool must_be(struct prover *prover, const struct path *path, Z3_ast condition);

#endif
