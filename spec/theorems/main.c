/* pg32-theorems: the classification of every instruction, and what follows for the theorems. */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "machine/front/front.h"
#include "machine/front/exit_status.h"
#include "spec/theorems/emulation/emulation.h"
#include "spec/theorems/classify/replay.h"
#include "spec/theorems/report/report.h"

static const char help[] =
        "usage: pg32-theorems [--isa PROFILE | --isa all] [--json | --latex | --markdown |\n"
        "                     --witness NAME]\n"
        "       pg32-theorems --emulation [--case NAME] [--json] [VMM]\n"
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
        "  --emulation     proves of the VMM's binary (vmm.elf) that each exit does to the "
        "virtual\n"
        "                  machine what the bare one does, and of each instruction that runs\n"
        "                  directly that it does the same\n"
        "  --case NAME     of this only what has a name that begins so\n"
        "  --help, --version\n\n"
        "Exit status: 0 decided, whatever the verdict; 64 usage; 65 no VMM; 70 the solver gave "
        "up,\n"
        "or a witness does not replay; 74 output lost.\n";

enum option_code {
	OPTION_TEXT = 256,
	OPTION_JSON,
	OPTION_LATEX,
	OPTION_MARKDOWN,
	OPTION_WITNESS,
	OPTION_ISA,
	OPTION_EMULATION,
	OPTION_CASE,
	OPTION_HELP,
	OPTION_VERSION
};

static const struct option long_options[] = {
	{ "json", no_argument, NULL, OPTION_JSON },
	{ "latex", no_argument, NULL, OPTION_LATEX },
	{ "markdown", no_argument, NULL, OPTION_MARKDOWN },
	{ "witness", required_argument, NULL, OPTION_WITNESS },
	{ "isa", required_argument, NULL, OPTION_ISA },
	{ "emulation", no_argument, NULL, OPTION_EMULATION },
	{ "case", required_argument, NULL, OPTION_CASE },
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

/* The VMM that is built beside this program. */
static bool find_vmm(char path[], size_t size)
{
	static const char place[] = "/../lib/pg32/vmm.elf";
	ssize_t length = readlink("/proc/self/exe", path, size - sizeof place);
	if (length < 0)
		return false;
	path[length] = 0;
	strcpy(strrchr(path, '/'), place);
	return true;
}

static int prove_emulation(const char *path, const char *name, bool is_json)
{
	char built_beside[4096], message[512];
	struct vmm_image image;
	if (path == NULL && !find_vmm(built_beside, sizeof built_beside)) {
		fprintf(stderr, "pg32-theorems: where is this program? %s\n", strerror(errno));
		return EXIT_FAULT;
	}
	if (!vmm_image_open(&image, path == NULL ? built_beside : path, message, sizeof message)) {
		fprintf(stderr, "pg32-theorems: %s\n", message);
		return EXIT_IMAGE;
	}
	struct emulation *emulation = emulation_prove(&image, name);
	bool is_decided = emulation_verdict(emulation) != VERDICT_UNKNOWN;
	(is_json ? print_emulation_json : print_emulation)(stdout, emulation);
	if (!is_decided)
		fputs("pg32-theorems: the solver gave up\n", stderr);
	emulation_free(emulation);
	vmm_image_close(&image);
	return is_decided ? EXIT_SUCCESS : EXIT_FAULT;
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
	case OPTION_EMULATION:
	case OPTION_CASE:
		break;
	}
	return classify_all(profile, format);
}

static int run_command(int argc, char **argv)
{
	enum option_code format = OPTION_TEXT;
	enum profile profile = PROFILE_pg32;
	bool is_emulation = false;
	const char *name = NULL, *only = NULL;
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
		if (option == OPTION_EMULATION) {
			is_emulation = true;
			continue;
		}
		if (option == OPTION_CASE) {
			only = optarg;
			continue;
		}
		if (format != OPTION_TEXT)
			return refuse_usage("--json, --latex, --markdown and --witness exclude "
			                    "each other");
		format = (enum option_code)option;
		name = optarg;
	}
	if (optind + is_emulation < argc)
		return refuse_usage(
		        "it takes no arguments but options, and one VMM to --emulation");
	if (only != NULL && !is_emulation)
		return refuse_usage("--case goes with --emulation");
	if (!is_emulation)
		return answer(format, profile, name);
	if ((format != OPTION_TEXT && format != OPTION_JSON) || profile != PROFILE_pg32)
		return refuse_usage("--emulation goes with --json only");
	return prove_emulation(argv[optind], only, format == OPTION_JSON);
}

int main(int argc, char **argv)
{
	front_open();
	return front_close("pg32-theorems", run_command(argc, argv));
}
