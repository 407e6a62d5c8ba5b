/* --help, the manual page, the shell's completion and the version of the tools for a class, which
 * are scripts: class-help TOOL --help[=man|bash] or --version */
#include <string.h>

#include "machine/front/exit_status.h"
#include "machine/front/front.h"

static const struct option_row all_options[] = {
	{ 'j', NULL, "N", "so many at once (as many as processors)" },
	{ OPTION_FIRST, "hidden", NULL, "the instructor's seed and tests too" },
	{ OPTION_FIRST, "part", "K/N",
	  "every Nth submission from the Kth on, K from 1: for a job of an array" },
	{ 0 },
};

static const struct option_row *const all_groups[] = { all_options, NULL };
static const struct option_row *const no_groups[] = { NULL };

static const struct front fronts[] = {
	{
	        .tool = "pg32-grade-all",
	        .summary = "grades a folder of submissions",
	        .usage = "[OPTION...] ASSIGNMENT SUBMISSIONS RESULTS",
	        .text = "Grades every folder in SUBMISSIONS. RESULTS gets NAME.json of each, as "
	                "Gradescope takes it, and grades.csv; a submission whose file is there is "
	                "not graded again. A link to a folder is none.",
	        .groups = all_groups,
	        .exits = "0 all graded\n64 wrong usage\n66 a folder that cannot be read\n70 some "
	                 "could not be graded\n74 output that cannot be written",
	},
	{
	        .tool = "pg32-similar",
	        .summary = "which submissions share runs of lines that the starter does not have",
	        .usage = "STARTER SUBMISSIONS FILE...",
	        .text = "Compares FILE... of every folder in SUBMISSIONS, comments and spaces "
	                "aside, and prints each pair that shares a run of eight lines or more "
	                "which the folder STARTER does not have: how many lines, and where the "
	                "longest run begins. A hint where to look, not a verdict.",
	        .groups = no_groups,
	        .exits = "0 compared\n64 wrong usage\n66 a file that no submission has\n74 output "
	                 "that cannot be written",
	},
};

int main(int count, char **arguments)
{
	static const char option[] = "--help";
	struct failure failure = { .status = 0 };
	front_open();
	for (unsigned i = 0; count == 3 && i < sizeof fronts / sizeof *fronts; i++) {
		if (strcmp(arguments[1], fronts[i].tool) != 0)
			continue;
		if (strncmp(arguments[2], option, sizeof option - 1) != 0) {
			front_version(&fronts[i]);
		} else {
			const char *kind = arguments[2] + sizeof option - 1;
			front_help(&fronts[i], *kind == 0 ? NULL : kind + 1, &failure);
		}
		return front_end(&fronts[i], &failure, 0);
	}
	return EXIT_USAGE;
}
