/* The tables for people, and the verdicts under them. */
#include "spec/theorems/report/report.h"

#include <inttypes.h>
#include <string.h>

const enum claim kinds[KINDS] = { CLAIM_CONTROL, CLAIM_LOCATION, CLAIM_MODE, CLAIM_RESOURCE };
const enum claim columns[COLUMNS] = { CLAIM_CONTROL,  CLAIM_LOCATION, CLAIM_MODE,
	                              CLAIM_RESOURCE, CLAIM_USER,     CLAIM_SUPERVISOR };

const char *class_text(const struct classification *class)
{
	if (is_classified_privileged(class))
		return is_sensitive_class(class) ? "sensitive, privileged" : "privileged";
	return is_sensitive_class(class) ? "sensitive, not privileged" : "innocuous";
}

const char *kinds_text(const enum answer answers[CLAIMS], char text[KINDS_SIZE])
{
	text[0] = 0;
	for (size_t i = 0; i < KINDS; i++) {
		if (answers[kinds[i]] == ANSWER_NO)
			continue;
		if (text[0] != 0)
			strcat(text, ", ");
		strcat(text, claim_rows[kinds[i]].key);
	}
	return text[0] == 0 ? "-" : text;
}

static const char *answer_text(enum answer answer)
{
	switch (answer) {
	case ANSWER_NO:
		return "-";
	case ANSWER_YES:
		return "yes";
	case ANSWER_UNKNOWN:
		break;
	}
	return "unknown";
}

static void print_class(FILE *out, const struct classification *class)
{
	char text[KINDS_SIZE];
	fprintf(out, "%-16s %10" PRIu64 "  %-10s", class->name, class->words,
	        is_classified_privileged(class) ? "yes" : "-");
	for (size_t i = 0; i < COLUMNS; i++)
		fprintf(out, i == 5 ? " %-10s" : " %-8s", answer_text(class->answers[columns[i]]));
	if (is_classified_privileged(class))
		fprintf(out, " %-26s %s\n", class_text(class), kinds_text(class->ungated, text));
	else
		fprintf(out, " %s\n", class_text(class));
}

static void print_header(FILE *out)
{
	fputs("                                         sensitive                        sensitive "
	      "in\n"
	      "instruction           words  privileged control  location mode     resource user"
	      "     supervisor class                     without its trap\n",
	      out);
}

static void print_classes(FILE *out, const struct theorems *theorems, enum profile profile)
{
	const struct classification *class;
	print_header(out);
	for (unsigned i = 0; (class = classification_of(theorems, profile, i)) != NULL; i++)
		print_class(out, class);
}

void print_described(FILE *out, const struct classification *class)
{
	static const struct {
		enum theorem theorem;
		const char *text;
	} conditions[] = {
		{ THEOREM_1, "Theorem 1" },
		{ THEOREM_2, "Theorem 2" },
		{ THEOREM_3, "Theorem 3" },
		{ THEOREM_3_BOTH_USER, "Theorem 3 by footnote 5" },
	};
	print_header(out);
	print_class(out, class);
	fputs("\nThe conditions on PG32 with this instruction beside its own\n", out);
	for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++)
		fprintf(out, "%s: %s\n", conditions[i].text,
		        is_counterexample(class, conditions[i].theorem) ? "fails" : "holds");
}

static void print_counterexamples(FILE *out, const struct theorems *theorems, enum profile profile,
                                  enum theorem theorem)
{
	const struct classification *class;
	for (unsigned i = 0; (class = classification_of(theorems, profile, i)) != NULL; i++)
		if (is_counterexample(class, theorem))
			fprintf(out, "    counterexample: %s (see --isa %s --witness %s)\n",
			        class->name, profile_rows[profile].name, class->name);
}

static void print_verdicts(FILE *out, const struct theorems *theorems, enum profile profile)
{
	bool first = holds(theorems, profile, THEOREM_1);
	bool third = holds(theorems, profile, THEOREM_3);
	fprintf(out, "\nTheorem 1: %s.\n",
	        first ? "the condition holds: every sensitive instruction is privileged"
	              : "the condition fails: not every sensitive instruction is privileged");
	print_counterexamples(out, theorems, profile, THEOREM_1);
	fprintf(out, "Theorem 2: %s.\n",
	        holds(theorems, profile, THEOREM_2)
	                ? "the condition on the instructions holds, being that of theorem "
	                  "1; the other,\n"
	                  "    a VMM without timing dependencies, is a matter of the VMM, "
	                  "not of them"
	                : "the condition fails with that of theorem 1");
	fprintf(out, "Theorem 3: %s.\n",
	        third ? "the condition holds: every user-sensitive instruction is privileged"
	              : "the condition fails: not every user-sensitive instruction is "
	                "privileged");
	print_counterexamples(out, theorems, profile, THEOREM_3);
	if (!third && holds(theorems, profile, THEOREM_3_BOTH_USER))
		fputs("    With both states in user mode (footnote 5) it holds.\n", out);
}

/* What the profiles add, each line with its machine's verdicts. */
static void print_profiles(FILE *out, const struct theorems *theorems)
{
	fputs("\n         words that are  conditions of the theorems\n"
	      "profile  no instruction  1      2      3      3 by footnote 5  its instruction, or "
	      "with its paging some, are\n",
	      out);
	for (enum profile profile = PROFILE_pg32; profile < PROFILES; profile++) {
		fprintf(out, "%-8s %14" PRIu64, profile_rows[profile].name,
		        theorems->undefined[profile].words);
		for (enum theorem theorem = 0; theorem < THEOREMS; theorem++)
			fprintf(out, "  %-5s",
			        holds(theorems, profile, theorem) ? "holds" : "fails");
		enum answer answers[CLAIMS];
		char text[KINDS_SIZE];
		answers_at_fault(theorems, profile, answers);
		if (answers[CLAIM_UNPRIVILEGED] != ANSWER_NO)
			fprintf(out, "            sensitive, not privileged: %s",
			        kinds_text(answers, text));
		putc('\n', out);
	}
}

static void count_answers(const struct classification *class, unsigned *proofs, unsigned *witnesses)
{
	for (enum kind kind = 0; kind < KINDS_OF_R; kind++)
		for (enum claim claim = 0; claim < CLAIMS && class->of[kind].is_asked; claim++) {
			*proofs += class->of[kind].answers[claim] == ANSWER_NO;
			*witnesses += class->of[kind].answers[claim] == ANSWER_YES;
		}
}

static void print_counts(FILE *out, const struct theorems *theorems)
{
	unsigned proofs = 0, witnesses = 0;
	for (enum operation operation = 0; operation < ALL_OPERATIONS; operation++)
		if (theorems->rows[operation].name != NULL)
			count_answers(&theorems->rows[operation], &proofs, &witnesses);
	for (enum profile profile = PROFILE_pg32; profile < PROFILES; profile++)
		if (is_asked_for(theorems, profile))
			count_answers(&theorems->undefined[profile], &proofs, &witnesses);
	for (unsigned i = 0; i < PAGING_PROFILES; i++)
		for (enum operation operation = 0; operation < OPERATIONS; operation++)
			if (theorems->paged_rows[i][operation].name != NULL)
				count_answers(&theorems->paged_rows[i][operation], &proofs,
				              &witnesses);
	fprintf(out,
	        "\nEach \"-\" is proved for all states, of both kinds of R (with another paging of "
	        "the "
	        "paged\nkind: else it is PG32); each \"yes\" has a "
	        "witness that was\n"
	        "replayed on the machine: %u proofs, %u witnesses. The words make 2^32, and none "
	        "is\n"
	        "of two rows%s.\n",
	        proofs, witnesses, theorems->is_partition ? "" : ": NOT SO");
}

/* The lines of those that another paging makes sensitive and not privileged. */
static void print_at_fault(FILE *out, const struct theorems *theorems, enum profile profile)
{
	const struct classification *class;
	fprintf(out, "with the paging of %s\n", profile_rows[profile].name);
	for (unsigned i = 0; (class = classification_of(theorems, profile, i)) != NULL; i++)
		if (is_counterexample(class, THEOREM_1))
			print_class(out, class);
}

/* The first by which theorem 1 fails: the last of all classes, where it does not. */
static const struct classification *first_at_fault(const struct theorems *theorems,
                                                   enum profile profile)
{
	const struct classification *class;
	unsigned i = 0;
	while ((class = classification_of(theorems, profile, i)) != NULL &&
	       !is_counterexample(class, THEOREM_1))
		i++;
	return class != NULL ? class : &theorems->undefined[profile];
}

static void print_all_machines(FILE *out, const struct theorems *theorems)
{
	print_classes(out, theorems, PROFILE_pg32);
	for (enum profile profile = PROFILE_pg32 + 1; profile < FIRST_PAGING_PROFILE; profile++)
		print_class(out, &theorems->rows[flaw_of(profile)]);
	for (enum profile profile = FIRST_PAGING_PROFILE; profile < PROFILES; profile++)
		print_at_fault(out, theorems, profile);
	for (enum profile profile = PROFILE_pg32 + 1; profile < PROFILES; profile++)
		print_one_witness(out, first_at_fault(theorems, profile));
	fputs("\nPG32\n", out);
	print_verdicts(out, theorems, PROFILE_pg32);
	print_profiles(out, theorems);
}

void print_text(FILE *out, const struct theorems *theorems)
{
	if (theorems->profile == PROFILES) {
		print_all_machines(out, theorems);
	} else {
		print_classes(out, theorems, theorems->profile);
		print_verdicts(out, theorems, theorems->profile);
	}
	print_counts(out, theorems);
}
