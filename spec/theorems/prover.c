/* Questions to the solvers, one at a time. */
#include "spec/theorems/prover.h"

#include <assert.h>
#include <stddef.h>

/* Work is counted by the solver, so that it gives up at the same question on every machine. */
enum { QUICK_WORK = 150000, MOST_LEMMAS = 1000000 };

/* The time limit, in milliseconds, is for a question without end; the longest takes seconds. */
#define LONGEST_TIME "120000"

static Z3_params parameter(Z3_context z, const char *name, unsigned value)
{
	Z3_params params = Z3_mk_params(z);
	Z3_params_inc_ref(z, params);
	Z3_params_set_uint(z, params, Z3_mk_string_symbol(z, name), value);
	return params;
}

/* Reads of arrays become words that are the same where the array and the index are, and all is then
 * a matter of bits. */
static Z3_tactic make_thorough(Z3_context z)
{
	enum { ACKERMANN = 3 };
	static const char *const names[] = { "propagate-values", "solve-eqs", "simplify",
		                             "ackermannize_bv",  "bit-blast", "sat" };
	Z3_params lemmas = parameter(z, "div0_ackermann_limit", MOST_LEMMAS);
	Z3_tactic all = Z3_mk_tactic(z, "simplify");
	Z3_tactic_inc_ref(z, all);
	for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
		Z3_tactic one = Z3_mk_tactic(z, names[i]);
		Z3_tactic_inc_ref(z, one);
		if (i == ACKERMANN) {
			one = Z3_tactic_using_params(z, one, lemmas);
			Z3_tactic_inc_ref(z, one);
		}
		all = Z3_tactic_and_then(z, all, one);
		Z3_tactic_inc_ref(z, all);
	}
	return all;
}

struct prover prover_open(void)
{
	Z3_config config = Z3_mk_config();
	Z3_set_param_value(config, "timeout", LONGEST_TIME);
	Z3_context z = Z3_mk_context(config);
	Z3_del_config(config);
	struct prover prover = { .z = z, .quick = Z3_mk_simple_solver(z) };
	Z3_solver_inc_ref(z, prover.quick);
	prover.thorough = make_thorough(z);
	Z3_solver_set_params(z, prover.quick, parameter(z, "rlimit", QUICK_WORK));
	return prover;
}

void prover_close(struct prover *prover)
{
	Z3_solver_dec_ref(prover->z, prover->quick);
	Z3_del_context(prover->z);
}

void assume(struct prover *prover, Z3_ast condition)
{
	Z3_solver_assert(prover->z, prover->quick, condition);
}

void path_add(struct path *path, Z3_ast condition)
{
	assert(path->count < PATH_LENGTH);
	path->conditions[path->count++] = condition;
}

Z3_ast path_condition(Z3_context z, const struct path *path, unsigned first)
{
	if (path->count == first)
		return Z3_mk_true(z);
	return path->count == first + 1
	               ? path->conditions[first]
	               : Z3_mk_and(z, path->count - first, path->conditions + first);
}

static Z3_lbool ask(Z3_context z, Z3_solver solver, const struct path *path, Z3_ast condition,
                    Z3_model *model)
{
	for (unsigned i = 0; i < path->count; i++)
		Z3_solver_assert(z, solver, path->conditions[i]);
	Z3_solver_assert(z, solver, condition);
	Z3_lbool answer = Z3_solver_check(z, solver);
	if (answer == Z3_L_TRUE && model != NULL) {
		*model = Z3_solver_get_model(z, solver);
		Z3_model_inc_ref(z, *model);
	}
	return answer;
}

static Z3_lbool ask_quick(struct prover *prover, const struct path *path, Z3_ast condition,
                          Z3_model *model)
{
	Z3_context z = prover->z;
	Z3_solver_push(z, prover->quick);
	Z3_lbool answer = ask(z, prover->quick, path, condition, model);
	Z3_solver_pop(z, prover->quick, 1);
	return answer;
}

static Z3_lbool ask_thorough(struct prover *prover, const struct path *path, Z3_ast condition,
                             Z3_model *model)
{
	Z3_context z = prover->z;
	Z3_solver solver = Z3_mk_solver_from_tactic(z, prover->thorough);
	Z3_solver_inc_ref(z, solver);
	Z3_ast_vector assumed = Z3_solver_get_assertions(z, prover->quick);
	Z3_ast_vector_inc_ref(z, assumed);
	for (unsigned i = 0; i < Z3_ast_vector_size(z, assumed); i++)
		Z3_solver_assert(z, solver, Z3_ast_vector_get(z, assumed, i));
	Z3_ast_vector_dec_ref(z, assumed);
	Z3_lbool answer = ask(z, solver, path, condition, model);
	Z3_solver_dec_ref(z, solver);
	return answer;
}

bool may_be(struct prover *prover, const struct path *path, Z3_ast condition)
{
	return ask_quick(prover, path, condition, NULL) != Z3_L_FALSE;
}

bool can_be(struct prover *prover, const struct path *path, Z3_ast condition, Z3_model *model)
{
	Z3_lbool answer = ask_quick(prover, path, condition, model);
	if (answer == Z3_L_UNDEF)
		answer = ask_thorough(prover, path, condition, model);
	if (answer == Z3_L_UNDEF)
		prover->gave_up = true;
	return answer != Z3_L_FALSE;
}

bool must_be(struct prover *prover, const struct path *path, Z3_ast condition)
{
	Z3_context z = prover->z;
	Z3_ast simple = Z3_simplify(z, condition);
	Z3_lbool known = Z3_get_bool_value(z, simple);
	return known == Z3_L_TRUE || !can_be(prover, path, Z3_mk_not(z, simple), NULL);
}

bool is_number(Z3_context z, Z3_ast term, uint64_t *number)
{
	Z3_ast simple = Z3_simplify(z, term);
	return Z3_get_ast_kind(z, simple) == Z3_NUMERAL_AST &&
	       Z3_get_numeral_uint64(z, simple, number);
}
