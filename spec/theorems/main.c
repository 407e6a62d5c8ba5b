/* pg32-theorems: the classification of every instruction, and what follows for the theorems. */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "machine/host/exit_status.h"
#include "spec/theorems/replay.h"
#include "spec/theorems/report.h"

static const char help[] =
        "usage: pg32-theorems [--isa PROFILE | --isa all] [--json | --latex | --markdown |\n"
        "                     --witness NAME]\n"
        "Classifies every instruction by Popek and Goldberg's definitions, from its semantics in\n"
        "isa/pg32.def and isa/flaws.def and for all states, and says which of their theorems\n"
        "apply.\n\n"
        "  --isa PROFILE   of the machine with this flaw; of PG32 by default. --isa help lists\n"
        "                  the profiles, --isa all decides them all\n"
        "  --json          the classification with all witnesses\n"
        "  --latex         the table for a paper\n"
        "  --markdown      the theorems' verdicts alone\n"
        "  --witness NAME  one instruction: for each thing that it can do, the two states that\n"
        "                  show it, run on the machine\n"
        "  --help, --version\n\n"
        "Exit status: 0 decided, whatever the verdict; 64 usage; 70 the solver gave up, or a\n"
        "witness does not replay; 74 output lost.\n";

enum option_code {
	OPTION_TEXT = 256,
	OPTION_JSON,
	OPTION_LATEX,
	OPTION_MARKDOWN,
	OPTION_WITNESS,
	OPTION_ISA,
	OPTION_HELP,
	OPTION_VERSION
};

static const struct option long_options[] = {
	{ "json", no_argument, NULL, OPTION_JSON },
	{ "latex", no_argument, NULL, OPTION_LATEX },
	{ "markdown", no_argument, NULL, OPTION_MARKDOWN },
	{ "witness", required_argument, NULL, OPTION_WITNESS },
	{ "isa", required_argument, NULL, OPTION_ISA },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ "version", no_argument, NULL, OPTION_VERSION },
	{ NULL, 0, NULL, 0 },
};

/* The witnesses that do not show on the profile's machine what they were found for. */
static bool check_witnesses(enum profile profile, const struct classification *class)
{
	bool all_hold = true;
	for (enum claim claim = 0; claim < CLAIMS; claim++) {
		if (class->answers[claim] == ANSWER_NO)
			continue;
		bool is_known = class->answers[claim] == ANSWER_YES;
		if (is_known && witness_holds(profile, &class->witnesses[claim], claim))
			continue;
		fprintf(stderr, "pg32-theorems: %s: %s: %s: %s\n", profile_rows[profile].name,
		        class->name, claim_rows[claim].key,
		        is_known ? "the witness does not replay on the machine"
		                 : "the solver gave up");
		all_hold = false;
	}
	return all_hold && is_decided(class);
}

/* On every machine that has the instruction, though one would do. */
static bool check_all_witnesses(const struct theorems *theorems)
{
	bool all_hold = true;
	const struct classification *class;
	for (enum profile profile = PROFILE_pg32; profile < PROFILES; profile++)
		for (unsigned i = 0; is_asked_for(theorems, profile) &&
		                     (class = class_of(theorems, profile, i)) != NULL;
		     i++)
			all_hold &= check_witnesses(profile, class);
	return all_hold;
}

static int classify_all(enum profile profile, enum option_code format)
{
	struct theorems *theorems = theorems_decide(profile);
	bool is_sound = check_all_witnesses(theorems) && theorems->is_partition;
	if (!theorems->is_partition)
		fputs("pg32-theorems: it is not proved that no word is of two rows\n", stderr);
	if (format == OPTION_JSON)
		print_json(stdout, theorems);
	else if (format == OPTION_LATEX)
		print_latex(stdout, theorems);
	else if (format == OPTION_MARKDOWN)
		print_markdown(stdout, theorems);
	else
		print_text(stdout, theorems);
	theorems_free(theorems);
	return is_sound ? EXIT_SUCCESS : EXIT_FAULT;
}

static int show_witnesses(enum profile profile, const char *name)
{
	enum operation operation = 0;
	while (operation < ALL_OPERATIONS && strcmp(operation_rows[operation].mnemonic, name) != 0)
		operation++;
	enum profile of = profile_of(operation);
	if (operation == ALL_OPERATIONS || operation == OPERATIONS) {
		fprintf(stderr, "pg32-theorems: there is no instruction '%s'\n", name);
		return EXIT_USAGE;
	}
	if (of != PROFILE_pg32 && of != profile && profile != PROFILES) {
		fprintf(stderr, "pg32-theorems: '%s' is of another profile (--isa %s)\n", name,
		        profile_rows[of].name);
		return EXIT_USAGE;
	}
	struct classification class = classify(of, operation);
	bool is_sound = check_witnesses(of, &class);
	print_witnesses(stdout, &class);
	free_classification(&class);
	return is_sound ? EXIT_SUCCESS : EXIT_FAULT;
}

static int refuse_usage(const char *text)
{
	fprintf(stderr, "pg32-theorems: %s (see --help)\n", text);
	return EXIT_USAGE;
}

static int answer(enum option_code format, enum profile profile, const char *name)
{
	switch (format) {
	case OPTION_HELP:
		fputs(help, stdout);
		return EXIT_SUCCESS;
	case OPTION_VERSION:
		fputs("pg32-theorems 0.1\n", stdout);
		return EXIT_SUCCESS;
	case OPTION_ISA:
		fputs(profile_list, stdout);
		return EXIT_SUCCESS;
	case OPTION_WITNESS:
		return show_witnesses(profile, name);
	case OPTION_TEXT:
	case OPTION_JSON:
	case OPTION_LATEX:
	case OPTION_MARKDOWN:
		break;
	}
	return classify_all(profile, format);
}

static int run_command(int argc, char **argv)
{
	enum option_code format = OPTION_TEXT;
	enum profile profile = PROFILE_pg32;
	const char *name = NULL;
	int option;
	while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (option == '?')
			return EXIT_USAGE;
		bool lists = option == OPTION_ISA && strcmp(optarg, "help") == 0;
		if (option == OPTION_HELP || option == OPTION_VERSION || lists)
			return answer((enum option_code)option, profile, name);
		if (option == OPTION_ISA) {
			profile = profile_named(optarg);
			if (profile == PROFILES && strcmp(optarg, "all") != 0)
				return refuse_usage("no such profile; --isa help lists them");
			continue;
		}
		if (format != OPTION_TEXT)
			return refuse_usage("--json, --latex, --markdown and --witness exclude "
			                    "each other");
		format = (enum option_code)option;
		name = optarg;
	}
	if (optind != argc)
		return refuse_usage("it takes no arguments but options");
	return answer(format, profile, name);
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
