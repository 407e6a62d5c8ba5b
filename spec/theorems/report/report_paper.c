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
	      "profile & its instruction & 1 & 2 & 3 & 3 (footnote 5) \\\\\n\\hline\n",
	      out);
	for (enum profile profile = PROFILE_pg32; profile < PROFILES; profile++) {
		const struct classification *own = &theorems->rows[flaw_of(profile)];
		char text[KINDS_SIZE];
		fprintf(out, "\\texttt{%s} & %s", profile_rows[profile].name,
		        profile == PROFILE_pg32 ? "" : kinds_text(own->answers, text));
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
	     (class = class_of(theorems, all ? PROFILE_pg32 : theorems->profile, i)) != NULL; i++)
		print_latex_class(out, class);
	for (enum profile profile = PROFILE_pg32 + 1; all && profile < PROFILES; profile++)
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
static const char *modes_text(const struct classification *class)
{
	bool user = class->answers[CLAIM_USER] != ANSWER_NO;
	bool supervisor = class->answers[CLAIM_SUPERVISOR] != ANSWER_NO;
	if (user && supervisor)
		return class->answers[CLAIM_BOTH_USER] != ANSWER_NO
		               ? "both"
		               : "both; user by the letter only";
	return user ? "user" : supervisor ? "supervisor" : "-";
}

void print_markdown(FILE *out, const struct theorems *theorems)
{
	fputs("| profile | its instruction is sensitive | in mode | theorem 1 | theorem 2 | "
	      "theorem "
	      "3 | by footnote 5 |\n|---|---|---|---|---|---|---|\n",
	      out);
	for (enum profile profile = PROFILE_pg32; profile < PROFILES; profile++) {
		if (!is_asked_for(theorems, profile))
			continue;
		const struct classification *own = &theorems->rows[flaw_of(profile)];
		bool has_own = profile != PROFILE_pg32;
		char text[KINDS_SIZE];
		fprintf(out, "| `%s` | %s | %s |", profile_rows[profile].name,
		        has_own ? kinds_text(own->answers, text) : "",
		        has_own ? modes_text(own) : "");
		for (enum theorem theorem = 0; theorem < THEOREMS; theorem++)
			fprintf(out, " %s |", verdict_text(holds(theorems, profile, theorem)));
		putc('\n', out);
	}
}
