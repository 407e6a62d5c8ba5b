/* pg32-theorems: the classification of every instruction, and what follows for the theorems. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "machine/front/front.h"
#include "machine/front/exit_status.h"
#include "machine/front/profile.h"
#include "spec/theorems/emulation/vmm_image.h"
#include "spec/theorems/report/emulation_report.h"
#include "spec/theorems/classify/witness.h"
#include "spec/theorems/report/report.h"
#include "spec/theorems/report/templates_report.h"
#include "spec/theorems/terms/described.h"

/* A case of --emulation or --templates is refuted. */
enum { EXIT_REFUTED = 1 };

enum option_code {
	OPTION_TEXT = OPTION_FIRST,
	OPTION_JSON,
	OPTION_LATEX,
	OPTION_MARKDOWN,
	OPTION_WITNESS,
	OPTION_ISA,
	OPTION_ROW,
	OPTION_EMULATION,
	OPTION_TEMPLATES,
	OPTION_CASE
};

static const struct option_row options[] = {
	{ OPTION_ISA, "isa", "PROFILE",
	  "of the machine with this flaw; of PG32 unless said. --isa help lists the profiles, "
	  "--isa "
	  "all decides them all" },
	{ OPTION_JSON, "json", NULL, "the classification with all witnesses" },
	{ OPTION_LATEX, "latex", NULL, "the table for a paper" },
	{ OPTION_MARKDOWN, "markdown", NULL, "the theorems' verdicts alone" },
	{ OPTION_WITNESS, "witness", "NAME",
	  "one instruction: for each thing that it can do, the two states that show it, run on the "
	  "machine" },
	{ OPTION_ROW, "row", "ROW",
	  "an instruction of your own, NAME, FORMAT, OPCODE, SEMANTICS as in isa/flaws.def" },
	{ OPTION_EMULATION, "emulation", NULL,
	  "proves of the VMM's binary (vmm.elf) that each exit does to the virtual machine what "
	  "the "
	  "bare one does, and of each instruction that runs directly that it does the same" },
	{ OPTION_TEMPLATES, "templates", NULL,
	  "proves of the fast engine's translator that for each row and class of operands the host "
	  "code that it writes does what the row does" },
	{ OPTION_CASE, "case", "NAME", "of these two only what has a name that begins so" },
	{ 0 },
};

static const struct option_row *const groups[] = { options, NULL };

static const struct front front = {
	.tool = "pg32-theorems",
	.summary = "decides Popek and Goldberg's theorems",
	.usage = "[--isa PROFILE | --isa all] [--json | --latex | --markdown | --witness NAME "
	         "|\n--row ROW]\n"
	         "--emulation [--case NAME] [--json] [VMM]\n"
	         "--templates [--case NAME] [--json]",
	.text = "Classifies every instruction by Popek and Goldberg's definitions, from its "
	        "semantics "
	        "in isa/pg32.def and isa/flaws.def and for all states, and says which of their "
	        "theorems apply.",
	.groups = groups,
	.exits =
	        "0 decided, whatever the verdict; with --emulation or --templates: proved\n"
	        "1 --emulation, --templates: a case is refuted\n"
	        "64 wrong usage\n"
	        "65 no VMM\n"
	        "70 the solver gave up, a witness does not replay, or the host has no fast engine\n"
	        "74 output that cannot be written",
};

/* Whether the witnesses show on the profile's machine what they were found for. */
static bool check_kind(enum profile profile, const struct classification *class, enum kind kind)
{
	static const char *const of[] = { [KIND_WINDOW] = "", [KIND_SPACE] = "paged: " };
	const struct decided *decided = &class->of[kind];
	bool all_hold = true;
	for (enum claim claim = 0; claim < CLAIMS && decided->is_asked; claim++) {
		if (decided->answers[claim] == ANSWER_NO)
			continue;
		bool is_known = decided->answers[claim] == ANSWER_YES;
		if (is_known && witness_holds(profile, &decided->witnesses[claim], claim))
			continue;
		front_say("pg32-theorems", EXIT_FAULT, "%s: %s: %s%s: %s",
		          profile_rows[profile].name, class->name, of[kind], claim_rows[claim].key,
		          is_known ? "the witness does not replay on the machine"
		                   : "the solver gave up");
		all_hold = false;
	}
	return all_hold;
}

static bool check_witnesses(enum profile profile, const struct classification *class)
{
	bool windows = check_kind(profile, class, KIND_WINDOW);
	return check_kind(profile, class, KIND_SPACE) && windows && is_decided(class);
}

/* On every machine that has the instruction, though one would do. */
static bool check_all_witnesses(const struct theorems *theorems)
{
	bool all_hold = true;
	const struct classification *class;
	for (enum profile profile = PROFILE_pg32; profile < PROFILES; profile++)
		for (unsigned i = 0; is_asked_for(theorems, profile) &&
		                     (class = classification_of(theorems, profile, i)) != NULL;
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
	enum profile of = profile < PROFILES && profile >= FIRST_PAGING_PROFILE
	                          ? profile
	                          : profile_of(operation);
	if (operation == ALL_OPERATIONS || operation == OPERATIONS) {
		return front_say("pg32-theorems", EXIT_USAGE, "there is no instruction '%s'", name);
	}
	if (profile_of(operation) != PROFILE_pg32 && profile_of(operation) != profile &&
	    profile != PROFILES)
		return front_say("pg32-theorems", EXIT_USAGE,
		                 "'%s' is of another profile (--isa %s)", name,
		                 profile_rows[profile_of(operation)].name);
	struct classification class = classify(of, operation);
	bool is_sound = check_witnesses(of, &class);
	print_witnesses(stdout, &class);
	free_classification(&class);
	return is_sound ? EXIT_SUCCESS : EXIT_FAULT;
}

static int classify_text(const char *text)
{
	struct described described;
	char message[256];
	if (!describe(&described, text, message, sizeof message)) {
		return front_say("pg32-theorems", EXIT_USAGE, "--row: %s", message);
	}
	struct classification class = classify_described(&described.row);
	bool is_known = is_decided(&class);
	print_described(stdout, &class);
	if (!is_known)
		fputs("pg32-theorems: the solver gave up\n", stderr);
	free_classification(&class);
	return is_known ? EXIT_SUCCESS : EXIT_FAULT;
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

static int status_of(enum verdict verdict)
{
	if (verdict == VERDICT_UNKNOWN)
		fputs("pg32-theorems: not all is decided\n", stderr);
	return verdict == VERDICT_PROVED    ? EXIT_SUCCESS
	       : verdict == VERDICT_REFUTED ? EXIT_REFUTED
	                                    : EXIT_FAULT;
}

static int no_case(const char *name)
{
	return front_say("pg32-theorems", EXIT_USAGE, "no case has a name that begins with '%s'",
	                 name);
}

static int prove_emulation(const char *path, const char *name, bool is_json)
{
	char built_beside[4096], message[512];
	struct vmm_image image;
	if (path == NULL && !find_vmm(built_beside, sizeof built_beside)) {
		return front_say("pg32-theorems", EXIT_FAULT, "where is this program? %s",
		                 strerror(errno));
	}
	if (!vmm_image_open(&image, path == NULL ? built_beside : path, message, sizeof message)) {
		return front_say("pg32-theorems", EXIT_IMAGE, "%s", message);
	}
	struct emulation *emulation = emulation_prove(&image, name, stderr);
	vmm_image_close(&image);
	if (emulation == NULL)
		return no_case(name);
	enum verdict verdict = emulation_verdict(emulation);
	(is_json ? print_emulation_json : print_emulation)(stdout, emulation);
	emulation_free(emulation);
	return status_of(verdict);
}

static int prove_templates(const char *name, bool is_json)
{
	const char *problem;
	struct templates *templates = templates_prove(name, stderr, &problem);
	if (templates == NULL && problem != NULL)
		return front_say("pg32-theorems", EXIT_FAULT, "%s", problem);
	if (templates == NULL)
		return no_case(name);
	enum verdict verdict = templates_verdict(templates);
	(is_json ? print_templates_json : print_templates)(stdout, templates);
	templates_free(templates);
	return status_of(verdict);
}

struct request {
	enum option_code format;
	enum profile profile; /* PROFILES: all */
	const char *name;     /* the instruction of --witness */
	bool is_emulation, is_templates;
	const char *only; /* the case */
};

static bool take(void *context, int code, const char *value, struct failure *failure)
{
	struct request *request = context;
	switch ((enum option_code)code) {
	case OPTION_ISA:
		if (is_unknown_machine(value))
			return fail(
			        failure, EXIT_USAGE,
			        "%s: what an unknown machine is you decide; --row takes what you "
			        "find",
			        value);
		if (strcmp(value, "all") != 0)
			return read_profile(value, &request->profile, failure);
		request->profile = PROFILES;
		return true;
	case OPTION_EMULATION:
		request->is_emulation = true;
		return true;
	case OPTION_TEMPLATES:
		request->is_templates = true;
		return true;
	case OPTION_CASE: /* all names begin with nothing, as a variable of a script may be */
		if (request->only != NULL)
			return fail(failure, EXIT_USAGE,
			            "--case names what is proved: say it once");
		request->only = value;
		return *value != 0 || fail(failure, EXIT_USAGE, "--case needs a name");
	case OPTION_TEXT:
	case OPTION_JSON:
	case OPTION_LATEX:
	case OPTION_MARKDOWN:
	case OPTION_WITNESS:
	case OPTION_ROW:
		break;
	}
	if (request->format != OPTION_TEXT)
		return fail(failure, EXIT_USAGE,
		            "--json, --latex, --markdown, --witness and --row exclude each other");
	request->format = (enum option_code)code;
	request->name = value;
	return true;
}

static bool check(const struct request *request, int count, struct failure *failure)
{
	bool is_plain = request->format == OPTION_TEXT || request->format == OPTION_JSON;
	if (count > request->is_emulation)
		return fail(failure, EXIT_USAGE,
		            "it takes no arguments but options, and one VMM to --emulation");
	bool is_proof = request->is_emulation || request->is_templates;
	if (request->is_emulation && request->is_templates)
		return fail(failure, EXIT_USAGE, "--emulation and --templates exclude each other");
	if (request->only != NULL && !is_proof)
		return fail(failure, EXIT_USAGE, "--case goes with --emulation or --templates");
	const char *proof = request->is_emulation ? "--emulation" : "--templates";
	if (is_proof && !is_plain)
		return fail(failure, EXIT_USAGE, "%s goes with --json only", proof);
	if (request->profile != PROFILE_pg32 && (is_proof || request->format == OPTION_ROW))
		return fail(failure, EXIT_USAGE,
		            "%s is of PG32's own machine: it goes without --isa",
		            is_proof ? proof : "--row");
	return true;
}

static int answer(const struct request *request, const char *vmm)
{
	if (request->is_emulation)
		return prove_emulation(vmm, request->only, request->format == OPTION_JSON);
	if (request->is_templates)
		return prove_templates(request->only, request->format == OPTION_JSON);
	if (request->format == OPTION_WITNESS)
		return show_witnesses(request->profile, request->name);
	if (request->format == OPTION_ROW)
		return classify_text(request->name);
	return classify_all(request->profile, request->format);
}

int main(int count, char **arguments)
{
	struct request request = { .format = OPTION_TEXT, .profile = PROFILE_pg32 };
	struct failure failure;
	int first, status = 0;
	front_open();
	if (front_read(&front, count, arguments, &first, take, &request, &failure) &&
	    check(&request, count - first, &failure))
		status = answer(&request, arguments[first]);
	return front_end(&front, &failure, status);
}
