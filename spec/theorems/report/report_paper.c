/* The tables for papers (LaTeX) and for manuals (Markdown). */
#include <inttypes.h>

#include "spec/theorems/report/report.h"

static const char *mark(bool yes)
{
	return yes ? "$\\bullet$" : "";
}

static void print_latex_class(FILE *out, const struct classification *class)
{
	fprintf(out, "\\texttt{%s} & %" PRIu64 " & %s", class->name, class->words,
	        mark(is_classified_privileged(class)));
	for (size_t i = 0; i < COLUMNS; i++)
		fprintf(out, " & %s", mark(class->answers[columns[i]] != ANSWER_NO));
	fputs(" \\\\\n", out);
}

static void print_latex_profiles(FILE *out, const struct theorems *theorems)
{
	fputs("\n\\begin{tabular}{llcccc}\n\\hline\n"
	      "profile & sensitive, not privileged & 1 & 2 & 3 & 3 (footnote 5) \\\\\n\\hline\n",
	      out);
	for (enum profile profile = PROFILE_pg32; profile < PROFILES; profile++) {
		enum answer answers[CLAIMS];
		char text[KINDS_SIZE];
		answers_at_fault(theorems, profile, answers);
		fprintf(out, "\\texttt{%s} & %s", profile_rows[profile].name,
		        kinds_text(answers, text));
		for (enum theorem theorem = 0; theorem < THEOREMS; theorem++)
			fprintf(out, " & %s", mark(holds(theorems, profile, theorem)));
		fputs(" \\\\\n", out);
	}
	fputs("\\hline\n\\end{tabular}\n", out);
}

void print_latex(FILE *out, const struct theorems *theorems)
{
	bool all = theorems->profile == PROFILES;
	const struct classification *class;
	fputs("\\begin{tabular}{lrccccccc}\n\\hline\n"
	      "instruction & words & privileged & control & location & mode & resource & user & "
	      "supervisor \\\\\n\\hline\n",
	      out);
	for (unsigned i = 0;
	     (class = classification_of(theorems, all ? PROFILE_pg32 : theorems->profile, i)) !=
	     NULL;
	     i++)
		print_latex_class(out, class);
	for (enum profile profile = PROFILE_pg32 + 1; all && profile < FIRST_PAGING_PROFILE;
	     profile++)
		print_latex_class(out, &theorems->rows[flaw_of(profile)]);
	fputs("\\hline\n\\end{tabular}\n", out);
	if (all)
		print_latex_profiles(out, theorems);
}

static const char *verdict_text(bool holds)
{
	return holds ? "holds" : "**fails**";
}

/* "both", "user", "supervisor" or "-": the modes in which it is sensitive. */
static const char *modes_text(const enum answer answers[CLAIMS])
{
	bool user = answers[CLAIM_USER] != ANSWER_NO;
	bool supervisor = answers[CLAIM_SUPERVISOR] != ANSWER_NO;
	if (user && supervisor)
		return answers[CLAIM_BOTH_USER] != ANSWER_NO ? "both"
		                                             : "both; user by the letter only";
	return user ? "user" : supervisor ? "supervisor" : "-";
}

static void print_names_at_fault(FILE *out, const struct theorems *theorems, enum profile profile)
{
	const struct classification *class;
	const char *before = "";
	for (unsigned i = 0; (class = classification_of(theorems, profile, i)) != NULL; i++)
		if (is_counterexample(class, THEOREM_1)) {
			fprintf(out, "%s `%s`", before, class->name);
			before = ",";
		}
}

void print_markdown(FILE *out, const struct theorems *theorems)
{
	fputs("| profile | sensitive, not privileged | by | in mode | theorem 1 | theorem 2 | "
	      "theorem 3 | by footnote 5 |\n|---|---|---|---|---|---|---|---|\n",
	      out);
	for (enum profile profile = PROFILE_pg32; profile < PROFILES; profile++) {
		if (!is_asked_for(theorems, profile))
			continue;
		enum answer answers[CLAIMS];
		char text[KINDS_SIZE];
		answers_at_fault(theorems, profile, answers);
		fprintf(out, "| `%s` |", profile_rows[profile].name);
		print_names_at_fault(out, theorems, profile);
		fprintf(out, " | %s | %s |", kinds_text(answers, text), modes_text(answers));
		for (enum theorem theorem = 0; theorem < THEOREMS; theorem++)
			fprintf(out, " %s |", verdict_text(holds(theorems, profile, theorem)));
		putc('\n', out);
	}
}
