/* The verdicts, against a table written by hand from the manual, and every witness on the machine.
 */
#include <criterion/criterion.h>

#include "spec/theorems/classify.h"
#include "spec/theorems/replay.h"

/* What only a privileged instruction may do, and which does it. The rest does nothing of it. */
struct expected {
	const char *name;
	bool control, location, mode, resource;
};

static const struct expected sensitive[] = {
	{ "lpsw", .control = true },
	{ "spsw", .location = true, .mode = true, .resource = true },
	{ "in", .control = true, .location = true, .resource = true },
	{ "out", .control = true },
	{ "wait", .control = true, .resource = true },
	{ "halt", .control = true },
};

static const struct expected *find_expected(const char *name)
{
	for (size_t i = 0; i < sizeof sensitive / sizeof *sensitive; i++)
		if (strcmp(sensitive[i].name, name) == 0)
			return &sensitive[i];
	return NULL;
}

static void check_sensitive(const struct classification *class, const struct expected *expected)
{
	const enum answer *ungated = class->ungated;
	cr_expect(is_classified_privileged(class), "%s is not privileged", class->name);
	cr_expect(is_sensitive_class(class), "%s is not sensitive", class->name);
	cr_expect_eq(ungated[CLAIM_CONTROL], expected->control, "%s control", class->name);
	cr_expect_eq(ungated[CLAIM_LOCATION], expected->location, "%s location", class->name);
	cr_expect_eq(ungated[CLAIM_MODE], expected->mode, "%s mode", class->name);
	cr_expect_eq(ungated[CLAIM_RESOURCE], expected->resource, "%s resource", class->name);
	/* Its trap makes it depend on the mode, and it does nothing else to a user. */
	cr_expect_eq(class->answers[CLAIM_MODE], ANSWER_YES, "%s does not trap", class->name);
	cr_expect_eq(class->answers[CLAIM_BOTH_USER], ANSWER_NO, "%s in user mode", class->name);
}

static void check_innocuous(const struct classification *class)
{
	cr_expect_eq(class->answers[CLAIM_UNPRIVILEGED], ANSWER_YES, "%s", class->name);
	for (enum claim claim = CLAIM_CONTROL; claim < CLAIMS; claim++)
		cr_expect_eq(class->answers[claim], ANSWER_NO, "%s: %s", class->name,
		             claim_rows[claim].key);
}

Test(classification, is_what_the_manual_says)
{
	struct theorems *theorems = theorems_decide();
	uint64_t words = 0;
	for (size_t i = 0; i < CLASSES; i++) {
		const struct classification *class = &theorems->classes[i];
		const struct expected *expected = find_expected(class->name);
		if (expected != NULL)
			check_sensitive(class, expected);
		else
			check_innocuous(class);
		for (enum claim claim = 0; claim < CLAIMS; claim++)
			if (class->answers[claim] == ANSWER_YES)
				cr_expect(witness_holds(&class->witnesses[claim], claim),
				          "%s: the witness of %s does not replay", class->name,
				          claim_rows[claim].key);
		words += class->words;
	}
	cr_expect_eq(words, UINT64_C(1) << 32);
	cr_expect(theorems->is_partition && theorems->is_decided);
	cr_expect(theorems->first && theorems->third && theorems->third_in_user_mode);
	theorems_free(theorems);
}
