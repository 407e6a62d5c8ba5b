/* The verdicts, against a table written by hand from the manual, and every witness on the machine.
 */
#include <criterion/criterion.h>

#include "spec/theorems/classify/classify.h"
#include "spec/theorems/classify/replay.h"
#include "spec/theorems/report/report.h"
#include "tests/theorems/expected.h"

enum { MANUAL_SIZE = 1 << 17 };

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
	{ "tlbi", .control = true },
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

static void check_claims(const struct classification *class, const bool claims[CLAIMS])
{
	for (enum claim claim = 0; claim < CLAIMS; claim++)
		cr_expect_eq(class->answers[claim], claims[claim] ? ANSWER_YES : ANSWER_NO,
		             "%s: %s: %s: answer %d", profile_rows[class->subject.profile].name,
		             class->name, claim_rows[claim].key, class->answers[claim]);
}

/* With another paging what accesses memory may be flawed, and all else is as on PG32; what is
 * privileged stays so, whatever it may now do. */
static void check_paging(const struct classification *class)
{
	static const bool innocuous[CLAIMS] = { [CLAIM_UNPRIVILEGED] = true };
	const struct expected_profile *expected = &expected_profiles[class->subject.profile];
	uint32_t traits = class->subject.row->traits;
	struct expected_profile of_bytes = *expected; /* these lie in one page */
	of_bytes.claims[CLAIM_FAULT] = of_bytes.stores[CLAIM_FAULT] = false;
	if ((traits & (TRAIT_LOADS_BYTE | TRAIT_STORES_BYTE)) != 0)
		expected = &of_bytes;
	if (find_expected(class->name) != NULL) {
		cr_expect(is_classified_privileged(class), "%s", class->name);
		cr_expect_eq(class->answers[CLAIM_BOTH_USER], ANSWER_NO, "%s", class->name);
	} else {
		check_claims(class, (traits & TRAITS_LOAD) != 0    ? expected->claims
		                    : (traits & TRAITS_STORE) != 0 ? expected->stores
		                                                   : innocuous);
	}
}

static void check_class(const struct classification *class)
{
	const struct expected *expected = find_expected(class->name);
	if (class->subject.row != NULL && class->subject.profile >= FIRST_PAGING_PROFILE)
		check_paging(class);
	else if (expected != NULL)
		check_sensitive(class, expected);
	else if (class->subject.row != NULL && class->subject.profile != PROFILE_pg32)
		check_claims(class, expected_profiles[class->subject.profile].claims);
	else
		check_innocuous(class);
}

static void check_replays(enum profile profile, const struct classification *class,
                          const struct decided *decided)
{
	for (enum claim claim = 0; claim < CLAIMS; claim++)
		if (decided->is_asked && decided->answers[claim] == ANSWER_YES)
			cr_expect(witness_holds(profile, &decided->witnesses[claim], claim),
			          "%s: %s: the witness of %s does not replay",
			          profile_rows[profile].name, class->name, claim_rows[claim].key);
}

static void check_profile(const struct theorems *theorems, enum profile profile)
{
	const char *name = profile_rows[profile].name;
	uint64_t words = 0;
	const struct classification *class;
	for (unsigned i = 0; (class = classification_of(theorems, profile, i)) != NULL; i++) {
		for (enum kind kind = 0; kind < KINDS_OF_R; kind++)
			check_replays(profile, class, &class->of[kind]);
		words += class->words;
	}
	cr_expect_eq(words, UINT64_C(1) << 32, "%s", name);
	for (enum theorem theorem = 0; theorem < THEOREMS; theorem++)
		cr_expect_eq(holds(theorems, profile, theorem),
		             expected_profiles[profile].holds[theorem], "%s: theorem %d", name,
		             theorem + 1);
}

/* The table between these lines of the manual is what the solver says. */
static void check_manual(const struct theorems *theorems)
{
	static const char begins[] = "<!-- table: verdicts -->\n", ends[] = "<!-- end -->";
	char *table, *manual = calloc(MANUAL_SIZE, 1);
	size_t size;
	FILE *out = open_memstream(&table, &size), *file = fopen("spec/theorems.md", "r");
	cr_assert(out != NULL && file != NULL && manual != NULL);
	print_markdown(out, theorems);
	fclose(out);
	cr_assert_lt(fread(manual, 1, MANUAL_SIZE, file), MANUAL_SIZE);
	fclose(file);
	const char *begin = strstr(manual, begins);
	cr_assert_not_null(begin);
	begin += sizeof begins - 1;
	const char *end = strstr(begin, ends);
	cr_assert_not_null(end);
	cr_expect(size == (size_t)(end - begin) && memcmp(begin, table, size) == 0,
	          "spec/theorems.md: the table is not what pg32-theorems --isa all --markdown "
	          "prints:\n%s",
	          table);
	free(table);
	free(manual);
}

Test(classification, is_what_the_manual_says)
{
	struct theorems *theorems = theorems_decide(PROFILES);
	cr_expect(theorems->is_partition);
	for (enum operation operation = 0; operation < ALL_OPERATIONS; operation++)
		if (operation != OPERATIONS)
			check_class(&theorems->rows[operation]);
	for (enum profile profile = PROFILE_pg32; profile < PROFILES; profile++) {
		check_class(&theorems->undefined[profile]);
		for (unsigned i = 0; i < OPERATIONS && profile >= FIRST_PAGING_PROFILE; i++)
			check_class(classification_of(theorems, profile, i));
		check_profile(theorems, profile);
	}
	check_manual(theorems);
	theorems_free(theorems);
}
