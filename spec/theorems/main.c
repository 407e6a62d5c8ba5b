/* pg32-theorems: the classification of every instruction, and what follows for the theorems. */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "machine/host/exit_status.h"
#include "spec/theorems/replay.h"
#include "spec/theorems/report.h"

static const char help[] =
        "usage: pg32-theorems [--json | --latex | --witness NAME]\n"
        "Classifies every instruction by Popek and Goldberg's definitions, from its semantics in\n"
        "isa/pg32.def and for all states, and says which of their theorems apply.\n\n"
        "  --json          the classification with all witnesses\n"
        "  --latex         the table for a paper\n"
        "  --witness NAME  one instruction: for each thing that it can do, the two states that\n"
        "                  show it, run on the machine\n"
        "  --help, --version\n\n"
        "Exit status: 0 decided, whatever the verdict; 64 usage; 70 the solver gave up, or a\n"
        "witness does not replay; 74 output lost.\n";

enum option_code {
	OPTION_TEXT = 256,
	OPTION_JSON,
	OPTION_LATEX,
	OPTION_WITNESS,
	OPTION_HELP,
	OPTION_VERSION
};

static const struct option long_options[] = {
	{ "json", no_argument, NULL, OPTION_JSON },
	{ "latex", no_argument, NULL, OPTION_LATEX },
	{ "witness", required_argument, NULL, OPTION_WITNESS },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ "version", no_argument, NULL, OPTION_VERSION },
	{ NULL, 0, NULL, 0 },
};

/* The witnesses that do not show on the machine what they were found for. */
static bool check_witnesses(const struct classification *class)
{
	bool all_hold = true;
	for (enum claim claim = 0; claim < CLAIMS; claim++) {
		if (class->answers[claim] == ANSWER_NO)
			continue;
		bool is_known = class->answers[claim] == ANSWER_YES;
		if (is_known && witness_holds(&class->witnesses[claim], claim))
			continue;
		fprintf(stderr, "pg32-theorems: %s: %s: %s\n", class->name, claim_rows[claim].key,
		        is_known ? "the witness does not replay on the machine"
		                 : "the solver gave up");
		all_hold = false;
	}
	return all_hold;
}

static int classify_all(enum option_code format)
{
	struct theorems *theorems = theorems_decide();
	bool is_sound = theorems->is_decided && theorems->is_partition;
	for (size_t i = 0; i < CLASSES; i++)
		is_sound &= check_witnesses(&theorems->classes[i]);
	if (format == OPTION_JSON)
		print_json(stdout, theorems);
	else if (format == OPTION_LATEX)
		print_latex(stdout, theorems);
	else
		print_text(stdout, theorems);
	theorems_free(theorems);
	return is_sound ? EXIT_SUCCESS : EXIT_FAULT;
}

static int show_witnesses(const char *name)
{
	for (size_t i = 0; i < OPERATIONS; i++) {
		if (strcmp(rows[i].mnemonic, name) != 0)
			continue;
		struct classification class = classify(&rows[i]);
		bool is_sound = check_witnesses(&class);
		print_witnesses(stdout, &class);
		free_classification(&class);
		return is_sound ? EXIT_SUCCESS : EXIT_FAULT;
	}
	fprintf(stderr, "pg32-theorems: there is no instruction '%s'\n", name);
	return EXIT_USAGE;
}

static int refuse_usage(const char *text)
{
	fprintf(stderr, "pg32-theorems: %s (see --help)\n", text);
	return EXIT_USAGE;
}

static int run_command(int argc, char **argv)
{
	enum option_code format = OPTION_TEXT;
	const char *name = NULL;
	int option;
	while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (option == '?')
			return EXIT_USAGE;
		if (option == OPTION_HELP || option == OPTION_VERSION) {
			fputs(option == OPTION_HELP ? help : "pg32-theorems 0.1\n", stdout);
			return EXIT_SUCCESS;
		}
		if (format != OPTION_TEXT)
			return refuse_usage("--json, --latex and --witness exclude each other");
		format = (enum option_code)option;
		name = optarg;
	}
	if (optind != argc)
		return refuse_usage("it takes no arguments but options");
	return format == OPTION_WITNESS ? show_witnesses(name) : classify_all(format);
}

int main(int argc, char **argv)
{
	int status = run_command(argc, argv);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fprintf(stderr, "pg32-theorems: cannot write: %s\n", strerror(errno));
		return EXIT_OUTPUT;
	}
	return status;
}
