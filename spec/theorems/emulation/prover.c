/* Questions to the solver, one at a time. */
#include "spec/theorems/emulation/prover.h"

#include <assert.h>
#include <stddef.h>

#include "spec/theorems/terms/solver.h"

enum { MOST_LEMMAS = 1000000 };

/* In the solver's steps, of which a second has some millions, for a question without end: so a slow
 * machine gives the same answer, later. The longest takes a hundredth of it. */
#define MOST_STEPS "2000000000"

static Z3_params parameter(Z3_context z, const char *name, unsigned value)
{
	Z3_params params = Z3_mk_params(z);
	Z3_params_inc_ref(z, params);
	Z3_params_set_uint(z, params, Z3_mk_string_symbol(z, name), value);
	return params;
}

/* Reads of arrays become words that are the same where the array and the index are, and all is then
 * a matter of bits. */
static Z3_tactic make_tactic(Z3_context z)
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
	Z3_context z = make_context(MOST_STEPS);
	return (struct prover){ .z = z, .tactic = make_tactic(z) };
}

struct prover prover_open_quick(void)
{
	Z3_context z = make_context(MOST_STEPS);
	return (struct prover){ .z = z, .solver = take_solver(z, Z3_mk_simple_solver(z)) };
}

void prover_close(struct prover *prover)
{
	for (unsigned i = 0; i < prover->model_count; i++)
		Z3_model_dec_ref(prover->z, prover->models[i]);
	if (prover->solver != NULL)
		Z3_solver_dec_ref(prover->z, prover->solver);
	Z3_del_context(prover->z);
}

void assume(struct prover *prover, const char *name, Z3_ast condition)
{
	prover->names[prover->assumed.count] = name;
	path_add(&prover->assumed, condition);
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

/* All that is asked for to be true together. */
struct question {
	Z3_ast conditions[2 * PATH_LENGTH + 1];
	unsigned count;
};

static struct question question_of(const struct prover *prover, const struct path *path,
                                   Z3_ast condition)
{
	struct question question = { .conditions = { condition }, .count = 1 };
	for (unsigned i = path->count; i > 0; i--)
		question.conditions[question.count++] = path->conditions[i - 1];
	for (unsigned i = prover->assumed.count; i > 0; i--)
		question.conditions[question.count++] = prover->assumed.conditions[i - 1];
	return question;
}

static bool is_true_in(Z3_context z, Z3_model model, const struct question *question)
{
	Z3_ast value;
	for (unsigned i = 0; i < question->count; i++)
		if (!Z3_model_eval(z, model, question->conditions[i], true, &value) ||
		    Z3_get_bool_value(z, value) != Z3_L_TRUE)
			return false;
	return true;
}

/* One of the models kept that answers the question, the latest first. */
static Z3_model known_model(const struct prover *prover, const struct question *question)
{
	for (unsigned i = 1; i <= prover->model_count; i++) {
		unsigned place = (prover->next_model + MOST_MODELS - i) % MOST_MODELS;
		if (is_true_in(prover->z, prover->models[place], question))
			return prover->models[place];
	}
	return NULL;
}

static void keep_model(struct prover *prover, Z3_model model)
{
	Z3_model *place = &prover->models[prover->next_model];
	if (prover->model_count == MOST_MODELS)
		Z3_model_dec_ref(prover->z, *place);
	else
		prover->model_count++;
	Z3_model_inc_ref(prover->z, model);
	*place = model;
	prover->next_model = (prover->next_model + 1) % MOST_MODELS;
}

static Z3_lbool check(struct prover *prover, Z3_solver solver)
{
	Z3_context z = prover->z;
	Z3_lbool answer = Z3_solver_check(z, solver);
	if (answer == Z3_L_TRUE)
		keep_model(prover, Z3_solver_get_model(z, solver));
	if (answer == Z3_L_UNDEF)
		prover->gave_up = true;
	return answer;
}

/* What is assumed, the question's last, is asserted once. */
static Z3_lbool solve_on_top(struct prover *prover, const struct question *question)
{
	Z3_context z = prover->z;
	const struct path *assumed = &prover->assumed;
	while (prover->asserted < assumed->count)
		Z3_solver_assert(z, prover->solver, assumed->conditions[prover->asserted++]);
	Z3_solver_push(z, prover->solver);
	for (unsigned i = question->count - assumed->count; i > 0; i--)
		Z3_solver_assert(z, prover->solver, question->conditions[i - 1]);
	Z3_lbool answer = check(prover, prover->solver);
	Z3_solver_pop(z, prover->solver, 1);
	return answer;
}

static Z3_lbool solve(struct prover *prover, const struct question *question)
{
	Z3_context z = prover->z;
	if (prover->solver != NULL)
		return solve_on_top(prover, question);
	Z3_solver solver = take_solver(z, Z3_mk_solver_from_tactic(z, prover->tactic));
	for (unsigned i = question->count; i > 0; i--)
		Z3_solver_assert(z, solver, question->conditions[i - 1]);
	Z3_lbool answer = check(prover, solver);
	Z3_solver_dec_ref(z, solver);
	return answer;
}

bool can_be(struct prover *prover, const struct path *path, Z3_ast condition, Z3_model *model)
{
	const struct question question = question_of(prover, path, condition);
	Z3_model known = known_model(prover, &question);
	if (known == NULL) {
		Z3_lbool answer = solve(prover, &question);
		if (answer != Z3_L_TRUE)
			return answer != Z3_L_FALSE;
		known = known_model(prover, &question);
	}
	if (known != NULL && model != NULL) {
		Z3_model_inc_ref(prover->z, known);
		*model = known;
	}
	return true;
}

bool must_be(struct prover *prover, const struct path *path, Z3_ast condition)
{
	Z3_context z = prover->z;
	Z3_ast simple = Z3_simplify(z, condition);
	Z3_lbool known = Z3_get_bool_value(z, simple);
	return known == Z3_L_TRUE || !can_be(prover, path, Z3_mk_not(z, simple), NULL);
}

void case_begin(struct prover *prover)
{
	if (prover->covered == NULL)
		prover->covered = Z3_mk_false(prover->z);
	prover->assumed_before = prover->assumed.count;
	prover->decided = 0;
}

/* True where it can be so. */
static struct decision decide_anew(struct prover *prover, Z3_ast condition, Z3_ast opposite)
{
	const struct path everywhere = { .count = 0 };
	if (!can_be(prover, &everywhere, opposite, NULL))
		return (struct decision){ .way = true, .is_last = true };
	bool can_be_true = can_be(prover, &everywhere, condition, NULL);
	return (struct decision){ .way = can_be_true, .is_last = !can_be_true };
}

bool decide(struct prover *prover, Z3_ast condition)
{
	Z3_context z = prover->z;
	Z3_ast simple = Z3_simplify(z, condition), opposite = Z3_simplify(z, Z3_mk_not(z, simple));
	Z3_lbool known = Z3_get_bool_value(z, simple);
	if (known != Z3_L_UNDEF)
		return known == Z3_L_TRUE;
	assert(prover->decided < MOST_DECISIONS);
	struct decision *decision = &prover->decisions[prover->decided];
	if (prover->decided++ >= prover->to_repeat)
		*decision = decide_anew(prover, simple, opposite);
	assume(prover, NULL, decision->way ? simple : opposite);
	return decision->way;
}

void set_aside(struct prover *prover, const char *name, Z3_ast condition)
{
	Z3_context z = prover->z;
	Z3_ast here = path_condition(z, &prover->assumed, prover->assumed_before);
	prover->covered = either(z, prover->covered, both(z, here, condition));
	assume(prover, name, Z3_mk_not(z, condition));
}

bool case_end(struct prover *prover)
{
	prover->covered =
	        either(prover->z, prover->covered,
	               path_condition(prover->z, &prover->assumed, prover->assumed_before));
	prover->assumed.count = prover->assumed_before;
	unsigned count = prover->decided;
	while (count > 0 && prover->decisions[count - 1].is_last)
		count--;
	prover->to_repeat = count;
	if (count == 0)
		return false;
	prover->decisions[count - 1] = (struct decision){ .way = false, .is_last = true };
	return true;
}

bool cases_are_all(struct prover *prover)
{
	const struct path everywhere = { .count = 0 };
	return must_be(prover, &everywhere, prover->covered);
}
