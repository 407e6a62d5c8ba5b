/* What becomes of a proof whose questions have answers, have none, or are one after the other of
 * both. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "spec/theorems/emulation/emulation.h"
#include "tests/theorems/impatient.h"

static void agree_hard(struct agreements *agreements, Z3_context z)
{
	agree(agreements, "hard", hard_word(z), unknown_word(z, "x"));
}

static void agree_easy(struct agreements *agreements, Z3_context z, bool is_so)
{
	Z3_ast x = unknown_word(z, "x");
	agree(agreements, "easy", Z3_mk_bvand(z, x, x), Z3_mk_bvor(z, x, word_term(z, !is_so)));
}

static enum verdict verdict_of(bool is_hard, bool is_easy, bool is_so)
{
	struct prover prover = impatient_prover();
	Z3_context z = prover.z;
	const struct bare bare = any_bare(z);
	const struct allotment allotment = { unknown_word(z, "origin"),
		                             unknown_word(z, "completed"),
		                             unknown_word(z, "given") };
	const struct counterexample example = { &bare, &allotment, unknown_word(z, "word"), NULL,
		                                0 };
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
