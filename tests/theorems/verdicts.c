/* What becomes of a proof whose questions have answers, have none, or are one after the other of
 * both. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "spec/theorems/emulation/emulation.h"

/* A prover that gives up soon. */
static struct prover impatient_prover(void)
{
	Z3_config config = Z3_mk_config();
	Z3_set_param_value(config, "rlimit", "20000");
	Z3_context z = Z3_mk_context(config);
	Z3_del_config(config);
	struct prover prover = { .z = z, .solver = Z3_mk_simple_solver(z) };
	Z3_solver_inc_ref(z, prover.solver);
	return prover;
}

static Z3_ast word(Z3_context z, const char *name)
{
	return Z3_mk_const(z, Z3_mk_string_symbol(z, name), Z3_mk_bv_sort(z, 32));
}

/* That it is so no solver finds soon: a number is its quotient by another, times that, and the
 * rest. */
static void agree_hard(struct agreements *agreements, Z3_context z)
{
	Z3_ast x = word(z, "x"), y = word(z, "y");
	Z3_ast product = Z3_mk_bvmul(z, Z3_mk_bvudiv(z, x, y), y);
	agree(agreements, "hard", Z3_mk_bvadd(z, product, Z3_mk_bvurem(z, x, y)), x);
}

static void agree_easy(struct agreements *agreements, Z3_context z, bool is_so)
{
	Z3_ast x = word(z, "x");
	agree(agreements, "easy", Z3_mk_bvand(z, x, x), Z3_mk_bvor(z, x, word_term(z, !is_so)));
}

static enum verdict verdict_of(bool is_hard, bool is_easy, bool is_so)
{
	struct prover prover = impatient_prover();
	Z3_context z = prover.z;
	const struct bare bare = any_bare(z);
	const struct allotment allotment = { word(z, "origin"), word(z, "completed"),
		                             word(z, "given") };
	const struct counterexample example = { &bare, &allotment, word(z, "word"), NULL, 0 };
	const struct path path = { .count = 0 };
	struct agreements agreements = { .count = 0 };
	struct proof proof = { .verdict = VERDICT_PROVED };
	if (is_hard)
		agree_hard(&agreements, z);
	if (is_easy)
		agree_easy(&agreements, z, is_so);
	settle(&prover, &path, &agreements, &example, &proof);
	cr_expect((proof.counterexample != NULL) == (proof.verdict == VERDICT_REFUTED));
	free(proof.counterexample);
	prover_close(&prover);
	return proof.verdict;
}

Test(verdicts, what_agrees_is_proved)
{
	cr_expect_eq(verdict_of(false, true, true), VERDICT_PROVED);
}

Test(verdicts, what_is_not_decided_is_unknown)
{
	cr_expect_eq(verdict_of(true, false, false), VERDICT_UNKNOWN);
	cr_expect_eq(verdict_of(true, true, true), VERDICT_UNKNOWN);
}

Test(verdicts, what_is_refuted_is_so_whatever_is_not_decided)
{
	cr_expect_eq(verdict_of(false, true, false), VERDICT_REFUTED);
	cr_expect_eq(verdict_of(true, true, false), VERDICT_REFUTED);
}

Test(verdicts, a_doubt_takes_no_refutation_back)
{
	struct proof proof = { .verdict = VERDICT_REFUTED };
	doubt(&proof, "late");
	cr_expect_eq(proof.verdict, VERDICT_REFUTED);
}
