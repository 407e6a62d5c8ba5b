/* Asks the solver, claim by claim. */
#include "spec/theorems/classify/classify.h"

#include <stdlib.h>
#include <string.h>

#include "spec/theorems/terms/solver.h"

/* The solver gives up after so many of its own steps, which are the same on every host. The hardest
 * question takes less than 3 million. */
#define SOLVER_STEPS "50000000"

/* Whether the formulas can be true together. */
static enum answer ask(Z3_context z, unsigned count, const Z3_ast *formulas)
{
	Z3_solver solver = take_solver(z, Z3_mk_simple_solver(z));
	for (unsigned i = 0; i < count; i++)
		Z3_solver_assert(z, solver, formulas[i]);
	Z3_lbool result = Z3_solver_check(z, solver);
	Z3_solver_dec_ref(z, solver);
	return result == Z3_L_TRUE ? ANSWER_YES : result == Z3_L_FALSE ? ANSWER_NO : ANSWER_UNKNOWN;
}

/* Asserts the wish where what the solver has can be true with it, and then the model has it too. */
static void wish(Z3_context z, Z3_solver solver, Z3_model *model, Z3_ast formula)
{
	Z3_ast value;
	Z3_solver_push(z, solver);
	Z3_solver_assert(z, solver, formula);
	if (Z3_model_eval(z, *model, formula, true, &value) &&
	    Z3_get_bool_value(z, value) == Z3_L_TRUE)
		return;
	if (Z3_solver_check(z, solver) != Z3_L_TRUE) {
		Z3_solver_pop(z, solver, 1);
		return;
	}
	Z3_model_dec_ref(z, *model);
	*model = Z3_solver_get_model(z, solver);
	Z3_model_inc_ref(z, *model);
}

/* A pair that the machine can be put into, for which the formulas are true; as plain as it can be.
 */
static struct witness find_witness(Z3_context z, unsigned count, const Z3_ast *formulas,
                                   const struct pair *pair)
{
	struct witness witness = { .is_replayable = false };
	Z3_solver solver = take_solver(z, Z3_mk_simple_solver(z));
	for (unsigned i = 0; i < count; i++)
		Z3_solver_assert(z, solver, formulas[i]);
	Z3_solver_assert(z, solver, is_replayable(z, pair));
	if (Z3_solver_check(z, solver) == Z3_L_TRUE) {
		Z3_model model = Z3_solver_get_model(z, solver);
		Z3_model_inc_ref(z, model);
		for (enum plainness plainness = 0; plainness < PLAINNESSES; plainness++)
			wish(z, solver, &model, is_plain(z, pair, plainness));
		witness = extract_witness(z, model, pair);
		Z3_model_dec_ref(z, model);
	}
	Z3_solver_dec_ref(z, solver);
	return witness;
}

static enum answer decide(Z3_context z, enum claim claim, struct subject subject, bool gated,
                          enum kind kind, struct witness *witness)
{
	struct pair pair = make_pair(z, claim, subject, gated, kind == KIND_SPACE);
	const Z3_ast formulas[] = { is_a_pair(z, &pair, claim), shows(z, &pair, claim) };
	enum answer answer = ask(z, 2, formulas);
	if (answer == ANSWER_YES && gated)
		*witness = find_witness(z, 2, formulas, &pair);
	return answer;
}

static uint64_t count_words(const struct row *row)
{
	return UINT64_C(1) << (24 - __builtin_popcount(unused_of(row->format)));
}

/* Whether the answers before say that this one is no. Each pair that these claims allow is one that
 * behaviour allows too, and sensitive is control or behaviour. */
static bool is_settled(const enum answer answers[CLAIMS], enum claim claim)
{
	bool has_no_behaviour = answers[CLAIM_BEHAVIOUR] == ANSWER_NO;
	switch (claim) {
	case CLAIM_LOCATION:
	case CLAIM_MODE:
	case CLAIM_RESOURCE:
		return has_no_behaviour;
	case CLAIM_USER:
	case CLAIM_SUPERVISOR:
	case CLAIM_BOTH_USER:
		return has_no_behaviour && answers[CLAIM_CONTROL] == ANSWER_NO;
	case CLAIM_UNPRIVILEGED:
	case CLAIM_CONTROL:
	case CLAIM_BEHAVIOUR:
	case CLAIM_FAULT:
	case CLAIMS:
		break;
	}
	return false;
}

/* A machine that differs in its paging does so where R is paged. */
static enum kind first_kind(enum profile profile)
{
	return profile >= FIRST_PAGING_PROFILE ? KIND_SPACE : KIND_WINDOW;
}

static void decide_all(Z3_context z, struct subject subject, bool gated, enum kind kind,
                       struct decided *decided)
{
	decided->is_asked = true;
	for (enum claim claim = 0; claim < CLAIMS; claim++)
		decided->answers[claim] = is_settled(decided->answers, claim)
		                                  ? ANSWER_NO
		                                  : decide(z, claim, subject, gated, kind,
		                                           &decided->witnesses[claim]);
}

/* What is so in one of the kinds is so; what is unknown in one of them else is unknown. Where one
 * was not asked for, the other has the answer. */
static void join(const struct decided of[KINDS_OF_R], enum answer answers[CLAIMS])
{
	for (enum claim claim = 0; claim < CLAIMS; claim++) {
		enum answer a = of[KIND_WINDOW].answers[claim], b = of[KIND_SPACE].answers[claim];
		bool has_a = of[KIND_WINDOW].is_asked;
		answers[claim] = has_a && (a == ANSWER_YES || b == ANSWER_NO) ? a : b;
	}
}

/* The words that are of no row that the profile's machine has, given that no word is of two. */
static uint64_t count_undefined(enum profile profile)
{
	uint64_t words = UINT64_C(1) << 32;
	for (enum operation operation = 0; operation < OPERATIONS; operation++)
		words -= count_words(&rows[operation]);
	enum operation flaw = flaw_of(profile);
	return flaw == OPERATIONS ? words : words - count_words(&rows[flaw]);
}

static struct classification classify_row(enum profile profile, const struct row *row)
{
	struct classification class = {
		.name = row == NULL ? "(no instruction)" : row->mnemonic,
		.subject = { profile, row },
		.words = row == NULL ? count_undefined(profile) : count_words(row),
	};
	Z3_context z = make_context(SOLVER_STEPS);
	for (enum kind kind = first_kind(profile); kind < KINDS_OF_R; kind++)
		decide_all(z, class.subject, true, kind, &class.of[kind]);
	join(class.of, class.answers);
	memcpy(class.ungated, class.answers, sizeof class.ungated);
	if (row != NULL && (row->traits & TRAIT_PRIVILEGED) != 0) {
		struct decided ungated[KINDS_OF_R] = { 0 };
		for (enum kind kind = first_kind(profile); kind < KINDS_OF_R; kind++)
			decide_all(z, class.subject, false, kind, &ungated[kind]);
		join(ungated, class.ungated);
	}
	Z3_del_context(z);
	return class;
}

struct classification classify(enum profile profile, enum operation operation)
{
	return classify_row(profile, operation == OPERATIONS ? NULL : &rows[operation]);
}

struct classification classify_described(const struct row *row)
{
	return classify_row(PROFILE_pg32, row);
}

void free_classification(struct classification *class)
{
	for (enum kind kind = 0; kind < KINDS_OF_R; kind++)
		for (enum claim claim = 0; claim < CLAIMS; claim++)
			free_witness(&class->of[kind].witnesses[claim]);
}

const struct witness *witness_of(const struct classification *class, enum claim claim)
{
	bool has_window = class->of[KIND_WINDOW].answers[claim] == ANSWER_YES;
	return &class->of[has_window ? KIND_WINDOW : KIND_SPACE].witnesses[claim];
}

bool is_classified_privileged(const struct classification *class)
{
	return class->answers[CLAIM_UNPRIVILEGED] == ANSWER_NO;
}

bool is_sensitive_class(const struct classification *class)
{
	return class->answers[CLAIM_CONTROL] != ANSWER_NO ||
	       class->answers[CLAIM_BEHAVIOUR] != ANSWER_NO;
}

bool is_decided(const struct classification *class)
{
	for (enum claim claim = 0; claim < CLAIMS; claim++)
		if (class->answers[claim] == ANSWER_UNKNOWN ||
		    class->ungated[claim] == ANSWER_UNKNOWN)
			return false;
	return true;
}

bool is_counterexample(const struct classification *class, enum theorem theorem)
{
	if (is_classified_privileged(class))
		return false;
	switch (theorem) {
	case THEOREM_1:
	case THEOREM_2:
		return is_sensitive_class(class);
	case THEOREM_3:
		return class->answers[CLAIM_USER] != ANSWER_NO;
	case THEOREM_3_BOTH_USER:
		return class->answers[CLAIM_BOTH_USER] != ANSWER_NO;
	case THEOREMS:
		break;
	}
	return true;
}

/* Whether some word is of two rows, be they of one machine or of two. */
static enum answer find_overlap(void)
{
	Z3_context z = make_context(SOLVER_STEPS);
	Z3_ast word = Z3_mk_const(z, Z3_mk_string_symbol(z, "word"), Z3_mk_bv_sort(z, 32));
	Z3_ast overlap = Z3_mk_false(z);
	for (enum operation i = 0; i < ALL_OPERATIONS; i++)
		for (enum operation j = 0; j < i; j++)
			if (i != OPERATIONS && j != OPERATIONS)
				overlap = either(z, overlap,
				                 both(z, is_of_row(z, word, &rows[i]),
				                      is_of_row(z, word, &rows[j])));
	enum answer answer = ask(z, 1, &overlap);
	Z3_del_context(z);
	return answer;
}

bool is_asked_for(const struct theorems *theorems, enum profile profile)
{
	return theorems->profile == PROFILES || theorems->profile == profile;
}

struct theorems *theorems_decide(enum profile asked)
{
	struct theorems *theorems = calloc(1, sizeof *theorems);
	if (theorems == NULL)
		abort();
	theorems->profile = asked;
	theorems->is_partition = find_overlap() == ANSWER_NO;
	for (enum operation operation = 0; operation < OPERATIONS; operation++)
		theorems->rows[operation] = classify(PROFILE_pg32, operation);
	for (enum profile profile = PROFILE_pg32; profile < PROFILES; profile++) {
		if (!is_asked_for(theorems, profile))
			continue;
		theorems->undefined[profile] = classify(profile, OPERATIONS);
		if (flaw_of(profile) != OPERATIONS)
			theorems->rows[flaw_of(profile)] = classify(profile, flaw_of(profile));
		for (enum operation i = 0; i < OPERATIONS && profile >= FIRST_PAGING_PROFILE; i++)
			theorems->paged_rows[profile - FIRST_PAGING_PROFILE][i] =
			        classify(profile, i);
	}
	return theorems;
}

void theorems_free(struct theorems *theorems)
{
	for (enum operation operation = 0; operation < ALL_OPERATIONS; operation++)
		free_classification(&theorems->rows[operation]);
	for (enum profile profile = PROFILE_pg32; profile < PROFILES; profile++)
		free_classification(&theorems->undefined[profile]);
	for (unsigned i = 0; i < PAGING_PROFILES; i++)
		for (enum operation operation = 0; operation < OPERATIONS; operation++)
			free_classification(&theorems->paged_rows[i][operation]);
	free(theorems);
}

const struct classification *classification_of(const struct theorems *theorems,
                                               enum profile profile, unsigned number)
{
	unsigned own = flaw_of(profile) == OPERATIONS ? 0 : 1;
	if (number < OPERATIONS && profile >= FIRST_PAGING_PROFILE)
		return &theorems->paged_rows[profile - FIRST_PAGING_PROFILE][number];
	if (number < OPERATIONS)
		return &theorems->rows[number];
	if (number < OPERATIONS + own)
		return &theorems->rows[flaw_of(profile)];
	return number == OPERATIONS + own ? &theorems->undefined[profile] : NULL;
}

void answers_at_fault(const struct theorems *theorems, enum profile profile,
                      enum answer answers[CLAIMS])
{
	const struct classification *class;
	for (enum claim claim = 0; claim < CLAIMS; claim++)
		answers[claim] = ANSWER_NO;
	for (unsigned i = 0; (class = classification_of(theorems, profile, i)) != NULL; i++)
		for (enum claim claim = 0; claim < CLAIMS; claim++)
			if (is_counterexample(class, THEOREM_1) && answers[claim] != ANSWER_YES)
				answers[claim] = class->answers[claim] == ANSWER_NO
				                         ? answers[claim]
				                         : class->answers[claim];
}

bool holds(const struct theorems *theorems, enum profile profile, enum theorem theorem)
{
	const struct classification *class;
	for (unsigned i = 0; (class = classification_of(theorems, profile, i)) != NULL; i++)
		if (is_counterexample(class, theorem))
			return false;
	return true;
}
