/* The command line: the options of the tools that run kernels, and those of campaigns before them.
 */
#include "vmm/equivalence/options.h"

#include <stdio.h>
#include <string.h>

#include "machine/front/exit_status.h"
#include "machine/front/file.h"

/* An exit at depth N takes 2^(N-1) traps, and 2^6 times as much for each hybrid VMM that interprets
 * the next one: up to what nest.c waits for the guest's next resume. */
enum { DEPTH_SHIFT = 1, HYBRID_DEPTH_SHIFT = 6, KERNEL_SHIFT = 14, HYBRID_KERNEL_SHIFT = 24 };
enum { MOST_JOBS = 256, DEFAULT_PATIENCE = 20, MOST_PATIENCE = 24 * 3600 };

struct parsing {
	struct settings *settings;
	struct failure *failure;
	uint64_t count;
	const char *campaign; /* an option of campaigns that was given; NULL: none was */
	bool merges;          /* --merge was given */
	unsigned options;     /* how many others were */
};

enum ours {
	GENERATE = 2 * OPTION_FIRST,
	COUNT,
	FROM,
	TO,
	JOBS,
	STATE,
	PATIENCE,
	FIRST,
	SAVE,
	TAP,
	JUNIT,
	MERGE,
	HOSTED,
	BARE,
	VMM_LIMIT
};

static const struct option_row comparison_options[] = {
	{ HOSTED, "hosted", NULL, "under the VMM as a host process, as it is unless said" },
	{ BARE, "bare", NULL,
	  "under no VMM: for a machine, or a copy of its core, that is changed" },
	{ VMM_LIMIT, "vmm-limit", "N",
	  "with --depth: a VMM under which the machine executes more than N instructions for a "
	  "program has lost its guest" },
	{ 0 },
};

static const struct option_row campaign_options[] = {
	{ 0, NULL, NULL, "Campaigns of random supervisors" },
	{ GENERATE, "generate", "SEED",
	  "the program of this seed, and with --count N of the next ones" },
	{ COUNT, "count", "N", "so many programs" },
	{ FROM, "from", "A", "the programs of a range of seeds, with --to: both included" },
	{ TO, "to", "B", "the last seed" },
	{ JOBS, "jobs", "N", "in so many processes" },
	{ STATE, "state", "FILE", "note what is done; what it says is done is not done again" },
	{ PATIENCE, "patience", "SECONDS",
	  "of processor time: what makes no step in it hangs (20 unless said)" },
	{ FIRST, "first", NULL, "stop at the first program that differs" },
	{ SAVE, "save", "DIR", "where programs that fail are written (here unless said)" },
	{ TAP, "tap", NULL, "a line of TAP 13 for each chunk of seeds" },
	{ JUNIT, "junit", "FILE", "the same as JUnit's XML" },
	{ MERGE, "merge", NULL, "the summary of what several state files say" },
	{ 0 },
};

static const struct option_row *const groups[] = { comparison_options, run_tower_options,
	                                           run_machine_options, campaign_options, NULL };

static const struct front front = {
	.tool = "pg32-equiv",
	.summary = "compares a run in a virtual machine with the bare one",
	.usage = "[OPTION...] KERNEL [MODULE...] [-- ARGUMENT...]\n"
	         "--generate SEED [--count N] [OPTION...]\n"
	         "--merge STATE...",
	.text = "Runs a kernel bare and in a virtual machine, in step, and compares registers, "
	        "PSW, "
	        "clock and memory wherever the VMM resumes it, and at the end also console output, "
	        "disk and exit status. Nothing is excluded but the host's time.\n"
	        "Without --input the console has no input. Each side has a copy of the disk, and "
	        "the "
	        "file stays as it is. --depth is at most 15. A program of a campaign stops after "
	        "5000 instructions unless --limit says more.",
	.groups = groups,
	.exits = "0 equal\n"
	         "1 different\n"
	         "64 wrong usage\n"
	         "65 a bad image or state file\n"
	         "66 a file that cannot be read\n"
	         "70 a fault of the tool\n"
	         "74 output that cannot be written\n"
	         "128 and its number: ended by a signal",
};

static const char *name_of(int code)
{
	const struct option_row *row = campaign_options;
	while (row->code != code)
		row++;
	return row->name;
}

static bool take_number(struct parsing *parsing, int code, const char *value, uint64_t least,
                        uint64_t most, uint64_t *number)
{
	char name[32];
	snprintf(name, sizeof name, "--%s", name_of(code));
	return read_number(name, value, least, most, number, parsing->failure);
}

static bool take_small(struct parsing *parsing, int code, const char *text, uint64_t most,
                       unsigned *value)
{
	uint64_t number;
	if (!take_number(parsing, code, text, 1, most, &number))
		return false;
	*value = (unsigned)number;
	return true;
}

static bool take_ours(struct parsing *parsing, enum ours option, const char *value)
{
	struct settings *settings = parsing->settings;
	switch (option) {
	case GENERATE:
	case FROM:
		settings->mode = MODE_CAMPAIGN;
		return take_number(parsing, (int)option, value, 0, INT64_MAX, &settings->from);
	case COUNT:
		return take_number(parsing, (int)option, value, 1, INT64_MAX, &parsing->count);
	case TO:
		return take_number(parsing, (int)option, value, 0, INT64_MAX, &settings->to);
	case JOBS:
		return take_small(parsing, (int)option, value, MOST_JOBS, &settings->jobs);
	case PATIENCE:
		return take_small(parsing, (int)option, value, MOST_PATIENCE, &settings->patience);
	case STATE:
		settings->state = value;
		return true;
	case SAVE:
		settings->save = value;
		return true;
	case JUNIT:
		settings->junit = value;
		return true;
	case FIRST:
		settings->first = true;
		return true;
	case TAP:
		settings->tap = true;
		return true;
	case MERGE:
		parsing->merges = true;
		return true;
	case HOSTED:
		settings->hosted = true;
		return true;
	case BARE:
		settings->direct = true;
		return true;
	case VMM_LIMIT:
		return read_number("--vmm-limit", value, 1, INT64_MAX, &settings->vmm_limit,
		                   parsing->failure);
	}
	return false;
}

static bool take(void *context, int code, const char *value, struct failure *failure)
{
	struct parsing *parsing = context;
	parsing->options += code != MERGE;
	if (code < GENERATE)
		return options_take(&parsing->settings->run, code, value, failure);
	if (code < MERGE)
		parsing->campaign = name_of(code);
	return take_ours(parsing, (enum ours)code, value);
}

static bool check_depth(const struct settings *settings, struct failure *failure)
{
	bool hybrid = settings->run.hybrid;
	unsigned shift = hybrid ? HYBRID_DEPTH_SHIFT : DEPTH_SHIFT;
	unsigned most = 1 + (hybrid ? HYBRID_KERNEL_SHIFT : KERNEL_SHIFT) / shift;
	return settings->run.depth <= most ||
	       fail(failure, EXIT_USAGE, "--depth is at most %u here: a deeper tower is too slow",
	            most);
}

/* Whether a campaign's outputs are files of their own: not each other, nor the VMM. */
static bool check_outputs(const struct settings *settings, struct failure *failure)
{
	const char *const files[] = { settings->junit, settings->state, settings->run.vmm };
	enum { OUTPUTS = 2, ALL = sizeof files / sizeof *files };
	for (unsigned i = 0; i < OUTPUTS; i++)
		if (files[i] != NULL && is_standard_output(files[i]))
			return fail(failure, EXIT_USAGE,
			            "%s: would be overwritten by standard output", files[i]);
	for (unsigned i = 0; i < OUTPUTS; i++)
		for (unsigned j = i + 1; j < ALL; j++)
			if (files[i] != NULL && files[j] != NULL &&
			    is_one_place(files[i], files[j]))
				return fail(failure, EXIT_USAGE,
				            "%s: would be overwritten by another output", files[j]);
	return true;
}

static bool check(const struct parsing *parsing)
{
	struct settings *settings = parsing->settings;
	struct options *run = &settings->run;
	if (settings->hosted && run->depth != 0)
		return fail(parsing->failure, EXIT_USAGE,
		            "--hosted and --depth exclude each other; for vmm.elf under the hosted "
		            "VMM, name it: pg32-equiv vmm.elf KERNEL");
	if (settings->direct && (settings->hosted || run->hybrid || run->depth != 0))
		return fail(parsing->failure, EXIT_USAGE, "--bare is without a VMM");
	if (settings->vmm_limit != NEVER && run->depth == 0)
		return fail(parsing->failure, EXIT_USAGE, "--vmm-limit needs --depth N");
	if (!check_depth(settings, parsing->failure))
		return false;
	if (settings->mode == MODE_KERNEL)
		return true;
	if (run->input != NULL || run->disk != NULL || run->equipment.seed != 0)
		return fail(parsing->failure, EXIT_USAGE,
		            "a campaign has its own input and disk, and a --seed for each program");
	if (run->limit == 0)
		return fail(parsing->failure, EXIT_USAGE, "--limit 0 leaves nothing to compare");
	run->file_count = 0;
	if (parsing->count != 0)
		settings->to = settings->from + (parsing->count - 1);
	if (settings->to < settings->from)
		return fail(parsing->failure, EXIT_USAGE, "the range of seeds is empty");
	return check_outputs(settings, parsing->failure);
}

/* What is behind the options is state files, nothing, or a kernel with its modules. */
static bool take_rest(struct parsing *parsing, int count, char **rest)
{
	static const struct tool tool = { .front = &front, .is_vmm = true };
	static char name[] = "generated", *generated[] = { name, NULL }; /* a campaign's kernel */
	struct settings *settings = parsing->settings;
	if (settings->run.arguments.items != NULL && settings->mode == MODE_CAMPAIGN)
		return fail(parsing->failure, EXIT_USAGE, "a campaign takes no arguments");
	if (parsing->merges) {
		settings->mode = MODE_MERGE;
		settings->states = rest;
		if (parsing->options != 0)
			return fail(parsing->failure, EXIT_USAGE,
			            "--merge takes state files alone");
		for (int i = 0; i < count; i++)
			if (is_standard_output(rest[i]))
				return fail(parsing->failure, EXIT_USAGE,
				            "%s: would be overwritten by standard output", rest[i]);
		return count > 0 || fail(parsing->failure, EXIT_USAGE, "--merge needs state files");
	}
	if (settings->mode == MODE_KERNEL && parsing->campaign != NULL)
		return fail(parsing->failure, EXIT_USAGE,
		            "--%s is for campaigns, and a campaign needs --generate or --from",
		            parsing->campaign);
	if (settings->mode == MODE_CAMPAIGN) {
		if (count != 0)
			return fail(parsing->failure, EXIT_USAGE, "a campaign takes no kernel");
		if (settings->to == UINT64_MAX)
			settings->to = settings->from;
		rest = generated;
		count = 1;
	}
	return options_finish(&settings->run, &tool, count, rest, parsing->failure) &&
	       check(parsing);
}

bool settings_parse(struct settings *settings, int count, char **arguments, struct failure *failure)
{
	struct parsing parsing = { .settings = settings, .failure = failure };
	int first;
	*settings = (struct settings){ .jobs = 1,
		                       .patience = DEFAULT_PATIENCE,
		                       .save = ".",
		                       .vmm_limit = NEVER,
		                       .to = UINT64_MAX,
		                       .run = options_default() };
	count = arguments_split(count, arguments, &settings->run.arguments);
	return front_read(&front, count, arguments, &first, take, &parsing, failure) &&
	       take_rest(&parsing, count - first, arguments + first);
}
