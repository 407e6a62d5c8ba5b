/* The table for people, and the verdicts under it. */
#include "spec/theorems/report.h"

#include <inttypes.h>
#include <string.h>

const char *class_text(const struct classification *class)
{
	if (is_classified_privileged(class))
		return is_sensitive_class(class) ? "sensitive, privileged" : "privileged";
	return is_sensitive_class(class) ? "sensitive, not privileged" : "innocuous";
}

const char *kinds_text(const enum answer answers[CLAIMS], char text[KINDS_SIZE])
{
	static const enum claim kinds[] = { CLAIM_CONTROL, CLAIM_LOCATION, CLAIM_MODE,
		                            CLAIM_RESOURCE };
	text[0] = 0;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
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
	static const enum claim columns[] = { CLAIM_CONTROL,  CLAIM_LOCATION, CLAIM_MODE,
		                              CLAIM_RESOURCE, CLAIM_USER,     CLAIM_SUPERVISOR };
	char kinds[KINDS_SIZE];
	fprintf(out, "%-16s %10" PRIu64 "  %-10s", class->name, class->words,
	        is_classified_privileged(class) ? "yes" : "-");
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		fprintf(out, i == 5 ? " %-10s" : " %-8s", answer_text(class->answers[columns[i]]));
	if (is_classified_privileged(class))
		fprintf(out, " %-26s %s\n", class_text(class), kinds_text(class->ungated, kinds));
	else
		fprintf(out, " %s\n", class_text(class));
}

static void print_offenders(FILE *out, const struct theorems *theorems, enum claim first,
                            enum claim second)
{
	for (size_t i = 0; i < CLASSES; i++) {
		const struct classification *class = &theorems->classes[i];
		if (!is_classified_privileged(class) &&
		    (class->answers[first] != ANSWER_NO || class->answers[second] != ANSWER_NO))
			fprintf(out, "    counterexample: %s (see --witness %s)\n", class->name,
			        class->name);
	}
}

static void print_verdicts(FILE *out, const struct theorems *theorems)
{
	fprintf(out, "\nTheorem 1: %s.\n",
	        theorems->first
	                ? "the condition holds: every sensitive instruction is privileged"
	                : "the condition fails: not every sensitive instruction is privileged");
	print_offenders(out, theorems, CLAIM_CONTROL, CLAIM_BEHAVIOUR);
	fprintf(out, "Theorem 2: %s.\n",
	        theorems->first ? "the condition on the instructions holds, being that of theorem "
	                          "1; the other,\n"
	                          "    a VMM without timing dependencies, is a matter of the VMM, "
	                          "not of them"
	                        : "the condition fails with that of theorem 1");
	fprintf(out, "Theorem 3: %s.\n",
	        theorems->third
	                ? "the condition holds: every user-sensitive instruction is privileged"
	                : "the condition fails: not every user-sensitive instruction is "
	                  "privileged");
	print_offenders(out, theorems, CLAIM_USER, CLAIM_USER);
	if (!theorems->third && theorems->third_in_user_mode)
		fputs("    With both states in user mode (footnote 5) it holds.\n", out);
}

static void print_counts(FILE *out, const struct theorems *theorems)
{
	unsigned proofs = 0, witnesses = 0;
	for (size_t i = 0; i < CLASSES; i++)
		for (enum claim claim = 0; claim < CLAIMS; claim++) {
			proofs += theorems->classes[i].answers[claim] == ANSWER_NO;
			witnesses += theorems->classes[i].answers[claim] == ANSWER_YES;
		}
	fprintf(out,
	        "\nEach \"-\" is proved for all states and operands; each \"yes\" has a witness "
	        "that was\n"
	        "replayed on the machine: %u proofs, %u witnesses. The words make 2^32, and none "
	        "is\n"
	        "of two rows%s.\n",
	        proofs, witnesses, theorems->is_partition ? "" : ": NOT SO");
}

void print_text(FILE *out, const struct theorems *theorems)
{
	fputs("                                         sensitive                        sensitive "
	      "in\n"
	      "instruction           words  privileged control  location mode     resource user"
	      "     supervisor class                     without its trap\n",
	      out);
	for (size_t i = 0; i < CLASSES; i++)
		print_class(out, &theorems->classes[i]);
	print_verdicts(out, theorems);
	print_counts(out, theorems);
}
