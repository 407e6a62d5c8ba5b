/* What the prover says follows: of small questions whose answers are known, so that one which loses
 * a condition, an assumption, a case or an answer is seen at once. */
#include <criterion/criterion.h>

#include "tests/theorems/impatient.h"

enum { CONDITIONS = 5 };

static Z3_ast truth(Z3_context z, unsigned number)
{
	return Z3_mk_const(z, Z3_mk_int_symbol(z, (int)number), Z3_mk_bool_sort(z));
}

/* Of so many truths not all are: so all are needed to see that it cannot be. */
static Z3_ast not_all(Z3_context z)
{
	Z3_ast truths[CONDITIONS];
	for (unsigned i = 0; i < CONDITIONS; i++)
		truths[i] = truth(z, i);
	return Z3_mk_not(z, Z3_mk_and(z, CONDITIONS, truths));
}

static struct prover (*const opens[])(void) = { prover_open, prover_open_quick };
enum { KINDS = sizeof opens / sizeof *opens };

/* Each truth but one is assumed or, from a number on, on the path. */
static bool can_be_without(unsigned kind, unsigned assumed, unsigned left_out)
{
	struct prover prover = opens[kind]();
	Z3_context z = prover.z;
	struct path path = { .count = 0 };
	for (unsigned i = 0; i < CONDITIONS; i++) {
		if (i == left_out)
			continue;
		if (i < assumed)
			assume(&prover, "one", truth(z, i));
		else
			path_add(&path, truth(z, i));
	}
	bool can = can_be(&prover, &path, not_all(z), NULL);
	bool must = must_be(&prover, &path, Z3_mk_not(z, not_all(z)));
	cr_expect_eq(must, !can);
	cr_expect_not(prover.gave_up);
	prover_close(&prover);
	return can;
}

Test(prover, hears_every_condition)
{
	for (unsigned kind = 0; kind < KINDS; kind++)
		for (unsigned assumed = 0; assumed <= CONDITIONS; assumed++) {
			cr_expect_not(can_be_without(kind, assumed, CONDITIONS));
			for (unsigned i = 0; i < CONDITIONS; i++)
				cr_expect(can_be_without(kind, assumed, i));
		}
}

Test(prover, takes_no_answer_of_another_question)
{
	for (unsigned kind = 0; kind < KINDS; kind++) {
		struct prover prover = opens[kind]();
		Z3_context z = prover.z;
		const struct path everywhere = { .count = 0 };
		struct path path = { .count = 0 };
		Z3_model model = NULL;
		cr_expect(can_be(&prover, &everywhere, not_all(z), NULL));
		for (unsigned i = 0; i < CONDITIONS; i++) {
			path_add(&path, truth(z, i));
			cr_expect_eq(can_be(&prover, &path, not_all(z), NULL), i + 1 < CONDITIONS);
		}
		cr_expect(can_be(&prover, &path, truth(z, 0), &model));
		Z3_ast value = NULL;
		cr_assert_not_null(model);
		for (unsigned i = 0; i < CONDITIONS; i++) {
			cr_expect(Z3_model_eval(z, model, truth(z, i), true, &value));
			cr_expect_eq(Z3_get_bool_value(z, value), Z3_L_TRUE);
		}
		Z3_model_dec_ref(z, model);
		cr_expect(can_be(&prover, &everywhere, not_all(z), NULL));
		prover_close(&prover);
	}
}

/* The models that the prover keeps of each question answer the one in which all is true but for
 * one. */
Test(prover, takes_no_model_that_lacks_a_condition)
{
	for (unsigned kind = 0; kind < KINDS; kind++)
		for (unsigned assumed = 0; assumed <= CONDITIONS; assumed++) {
			struct prover prover = opens[kind]();
			Z3_context z = prover.z;
			struct path path = { .count = 0 };
			for (unsigned left_out = 0; left_out < CONDITIONS; left_out++) {
				struct path others = { .count = 0 };
				for (unsigned i = 0; i < CONDITIONS; i++)
					if (i != left_out)
						path_add(&others, truth(z, i));
				cr_expect(can_be(&prover, &others, not_all(z), NULL));
			}
			for (unsigned i = 0; i < CONDITIONS; i++) {
				if (i < assumed)
					assume(&prover, "one", truth(z, i));
				else
					path_add(&path, truth(z, i));
			}
			cr_expect_not(can_be(&prover, &path, not_all(z), NULL));
			prover_close(&prover);
		}
}

Test(prover, knows_that_it_gave_up)
{
	struct prover prover = impatient_prover();
	Z3_context z = prover.z;
	Z3_ast always = Z3_mk_eq(z, hard_word(z), unknown_word(z, "x"));
	const struct path everywhere = { .count = 0 };
	Z3_model model = NULL;
	cr_expect_not(must_be(&prover, &everywhere, always));
	cr_expect(prover.gave_up);
	cr_expect(can_be(&prover, &everywhere, Z3_mk_not(z, always), &model));
	cr_expect_null(model);
	prover_close(&prover);
}

/* Three conditions of which two exclude each other: six cases, or with one dropped fewer. */
static unsigned count_cases(unsigned dropped, unsigned aside, bool *are_all)
{
	struct prover prover = prover_open();
	Z3_context z = prover.z;
	unsigned cases = 0, number = 0;
	bool is_left;
	assume(&prover, "exclude", Z3_mk_not(z, both(z, truth(z, 0), truth(z, 1))));
	do {
		if (number++ == dropped) /* what a prover that loses one would do */
			prover.covered = Z3_mk_false(z);
		case_begin(&prover);
		bool a = decide(&prover, truth(z, 0)), b = decide(&prover, truth(z, 1));
		cr_expect_not(a && b);
		cr_expect_eq(decide(&prover, truth(z, 0)), a);
		decide(&prover, truth(z, 2));
		if (cases == aside)
			set_aside(&prover, "aside", truth(z, 3));
		cases++;
		is_left = case_end(&prover);
	} while (is_left);
	*are_all = cases_are_all(&prover);
	prover_close(&prover);
	return cases;
}

Test(prover, has_all_cases)
{
	enum { ALL = 6, NONE = 100 };
	bool are_all;
	cr_expect_eq(count_cases(NONE, NONE, &are_all), ALL);
	cr_expect(are_all);
	cr_expect_eq(count_cases(NONE, 2, &are_all), ALL);
	cr_expect(are_all);
	for (unsigned dropped = 1; dropped < ALL; dropped++) {
		count_cases(dropped, NONE, &are_all);
		cr_expect_not(are_all);
	}
}
