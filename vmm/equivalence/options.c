/* The command line: the options of the tools that run kernels, and those of campaigns before them.
 */
#include "vmm/equivalence/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "machine/front/exit_status.h"
#include "vmm/equivalence/allocate.h"

/* An exit at depth N takes 2^(N-1) traps, and 2^6 times as much for each hybrid VMM that interprets
 * the next one. A kernel may take its time, up to what nest.c waits for its next resume; a program
 * of a campaign has so many traps' time a second that the slowest of 5000 instructions is in time.
 */
enum { DEPTH_SHIFT = 1, HYBRID_DEPTH_SHIFT = 6, KERNEL_SHIFT = 14, HYBRID_KERNEL_SHIFT = 24 };
enum { SLOWEST_A_SECOND = 1 << 5, HYBRID_SLOWEST_A_SECOND = 1 << 12 };
enum { MOST_JOBS = 256, DEFAULT_PATIENCE = 20, MOST_PATIENCE = 24 * 3600 };

static const char help[] =
        "usage: pg32-equiv [OPTION...] KERNEL [MODULE...]\n"
        "       pg32-equiv --generate SEED [--count N] [OPTION...]\n"
        "       pg32-equiv --merge STATE...\n"
        "Runs a kernel bare and in a virtual machine, in step, and compares registers, PSW, clock\n"
        "and memory wherever the VMM resumes it, and at the end also console output, disk and\n"
        "exit status. Nothing is excluded but the host's time.\n\n"
        "  --hosted             under the VMM as a host process (the default)\n"
        "  --depth N            under N times vmm.elf on the reference machine, at most 15\n"
        "  --bare               under no VMM: for a machine, or a copy of its core, that is "
        "changed\n"
        "  --hybrid             under the hybrid VMM, hosted or at every level of --depth\n"
        "  --vmm FILE           the VMM for --depth (default: the one built beside)\n"
        "  -m, --memory SIZE    memory of the kernel's machine (default 16M)\n"
        "  --input FILE         console input (default: none)\n"
        "  --isa PROFILE        on machines of this profile; --isa help lists them\n"
        "  --engine ENGINE      what executes the VMM's machine; --engine help lists them\n"
        "  --disk FILE          the disk: each side has a copy, the file stays as it is\n"
        "  --limit N            stop after N instructions of the kernel\n\n"
        "Campaigns of random supervisors:\n"
        "  --generate SEED      the program of this seed, and with --count N of the next ones\n"
        "  --from A --to B      the same, as a range of seeds, both included\n"
        "  --jobs N             in so many processes\n"
        "  --limit N            stop a program after N instructions (default 5000)\n"
        "  --state FILE         note what is done; what it says is done is not done again\n"
        "  --patience SECONDS   of processor time: what takes longer hangs (default 20)\n"
        "  --first              stop at the first program that differs\n"
        "  --save DIR           where programs that fail are written (default: here)\n"
        "  --tap                a line of TAP 13 for each chunk of seeds\n"
        "  --junit FILE         the same as JUnit's XML\n"
        "  --merge STATE...     the summary of what several state files say\n"
        "  --help, --version\n\n"
        "Exit status: 0 equal, 1 different, 64 usage, 65 bad image or state file, 66 file not\n"
        "readable, 70 internal fault, 74 output lost, 128 and its number ended by a signal.\n";

/* An option of ours, with its value where it takes one. */
struct taken {
	const char *name;
	const char *value;
};

static bool parse_number(const struct taken *option, uint64_t least, uint64_t most,
                         uint64_t *number, struct failure *failure)
{
	char *end = NULL;
	errno = 0;
	if (option->value[0] >= '0' && option->value[0] <= '9')
		*number = strtoull(option->value, &end, 0);
	if (end != NULL && *end == 0 && errno == 0 && *number >= least && *number <= most)
		return true;
	return fail(failure, EXIT_USAGE, "%s takes a number from %llu to %llu, not '%s'",
	            option->name, (unsigned long long)least, (unsigned long long)most,
	            option->value);
}

struct parsing {
	struct settings *settings;
	struct failure *failure;
	uint64_t count;
	const char *campaign; /* an option of campaigns that was given; NULL: none was */
};

#define MERGE "--merge"

enum ours {
	GENERATE,
	COUNT,
	FROM,
	TO,
	JOBS,
	PATIENCE,
	STATE,
	SAVE,
	JUNIT,
	FIRST,
	TAP,
	HOSTED,
	BARE,
	OURS
};

static const char *const our_names[OURS] = {
	[GENERATE] = "--generate", [COUNT] = "--count",
	[FROM] = "--from",         [TO] = "--to",
	[JOBS] = "--jobs",         [PATIENCE] = "--patience",
	[STATE] = "--state",       [SAVE] = "--save",
	[JUNIT] = "--junit",       [FIRST] = "--first",
	[TAP] = "--tap",           [HOSTED] = "--hosted",
	[BARE] = "--bare",
};

static bool takes_value(enum ours option)
{
	return option < FIRST;
}

static bool take_small(struct parsing *parsing, const struct taken *taken, uint64_t most,
                       unsigned *value)
{
	uint64_t number;
	if (!parse_number(taken, 1, most, &number, parsing->failure))
		return false;
	*value = (unsigned)number;
	return true;
}

static bool take(struct parsing *parsing, enum ours option, const char *value)
{
	struct settings *settings = parsing->settings;
	struct taken taken = { our_names[option], value };
	if (option < HOSTED)
		parsing->campaign = our_names[option];
	switch (option) {
	case GENERATE:
	case FROM:
		settings->mode = MODE_CAMPAIGN;
		return parse_number(&taken, 0, INT64_MAX, &settings->from, parsing->failure);
	case COUNT:
		return parse_number(&taken, 1, INT64_MAX, &parsing->count, parsing->failure);
	case TO:
		return parse_number(&taken, 0, INT64_MAX, &settings->to, parsing->failure);
	case JOBS:
		return take_small(parsing, &taken, MOST_JOBS, &settings->jobs);
	case PATIENCE:
		return take_small(parsing, &taken, MOST_PATIENCE, &settings->patience);
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
	case HOSTED:
		settings->hosted = true;
		return true;
	case BARE:
		settings->direct = true;
		return true;
	case OURS:
		break;
	}
	return false;
}

/* Takes ours out of the arguments; the others, as many as returned, stay for options_parse. A
 * negative number: one was wrong. */
static int take_ours(struct parsing *parsing, int count, char **arguments, char **others)
{
	int kept = 0;
	for (int i = 0; i < count; i++) {
		char *word = arguments[i];
		size_t length = strcspn(word, "=");
		if (length == strlen(MERGE) && strncmp(word, MERGE, length) == 0) {
			fail(parsing->failure, EXIT_USAGE,
			     MERGE " comes first, and takes state files alone");
			return -1;
		}
		enum ours option = 0;
		while (option < OURS && (strlen(our_names[option]) != length ||
		                         strncmp(word, our_names[option], length) != 0))
			option++;
		if (option == OURS) {
			others[kept++] = word;
			continue;
		}
		const char *value = word[length] == '=' ? word + length + 1 : NULL;
		if (!takes_value(option) && value != NULL) {
			fail(parsing->failure, EXIT_USAGE, "%s takes no value", our_names[option]);
			return -1;
		}
		if (takes_value(option) && value == NULL && ++i < count)
			value = arguments[i];
		if (takes_value(option) && value == NULL) {
			fail(parsing->failure, EXIT_USAGE,
			     "%s needs a value; see pg32-equiv --help", our_names[option]);
			return -1;
		}
		if (!take(parsing, option, value))
			return -1;
	}
	others[kept] = NULL;
	return kept;
}

/* Whether the tower is as quick as the program has patience: one that is not is no fault of a VMM.
 */
static bool check_depth(const struct settings *settings, struct failure *failure)
{
	bool hybrid = settings->run.hybrid;
	unsigned shift = hybrid ? HYBRID_DEPTH_SHIFT : DEPTH_SHIFT;
	unsigned most = 1 + (hybrid ? HYBRID_KERNEL_SHIFT : KERNEL_SHIFT) / shift;
	uint64_t slowest = hybrid ? HYBRID_SLOWEST_A_SECOND : SLOWEST_A_SECOND;
	unsigned deepest = 1;
	while (deepest < most && (settings->mode == MODE_KERNEL ||
	                          UINT64_C(1) << deepest * shift <= slowest * settings->patience))
		deepest++;
	return settings->run.depth <= deepest ||
	       fail(failure, EXIT_USAGE, "--depth is at most %u here: a deeper tower is too slow%s",
	            deepest, deepest < most ? " for --patience" : "");
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
	if (run->terminal != TERMINAL_RAW)
		return fail(parsing->failure, EXIT_USAGE, "pg32-equiv uses no terminal");
	if (run->dump != NULL || run->trace || run->statistics != STATISTICS_NONE)
		return fail(parsing->failure, EXIT_USAGE,
		            "pg32-equiv has no --dump, --trace or --stats; see its --help");
	if (run->machine_memory != 0)
		return fail(parsing->failure, EXIT_USAGE,
		            "pg32-equiv has no --machine-memory: -m is the kernel's memory");
	if (!check_depth(settings, parsing->failure))
		return false;
	if (settings->mode == MODE_KERNEL)
		return true;
	if (run->file_count != 1)
		return fail(parsing->failure, EXIT_USAGE, "a campaign takes no kernel");
	if (run->input != NULL || run->disk != NULL)
		return fail(parsing->failure, EXIT_USAGE, "a campaign has its own input and disk");
	run->file_count = 0;
	if (parsing->count != 0)
		settings->to = settings->from + (parsing->count - 1);
	if (settings->to < settings->from)
		return fail(parsing->failure, EXIT_USAGE, "the range of seeds is empty");
	return true;
}

static bool wants_help(int count, char **arguments)
{
	for (int i = 0; i < count; i++)
		if (strcmp(arguments[i], "--help") == 0)
			return true;
	return false;
}

bool settings_parse(struct settings *settings, int count, char **arguments, struct failure *failure)
{
	static const struct tool tool = { .name = "pg32-equiv",
		                          .is_vmm = true,
		                          .synopsis = "KERNEL [MODULE...]",
		                          .description = "" };
	static char generated[] = "generated"; /* stands for the kernel of a campaign */
	struct parsing parsing = { .settings = settings, .failure = failure };
	*settings = (struct settings){
		.jobs = 1, .patience = DEFAULT_PATIENCE, .save = ".", .to = UINT64_MAX
	};
	*failure = (struct failure){ .status = 0 };
	if (wants_help(count, arguments)) {
		fputs(help, stdout);
		return false;
	}
	if (count > 1 && strcmp(arguments[1], MERGE) == 0) {
		settings->mode = MODE_MERGE;
		settings->states = arguments + 2;
		return count > 2 || fail(failure, EXIT_USAGE, "--merge needs state files");
	}
	char **others = reallocate(NULL, ((size_t)count + 2) * sizeof *others);
	int kept = take_ours(&parsing, count, arguments, others);
	if (kept > 0 && settings->mode == MODE_CAMPAIGN) {
		if (settings->to == UINT64_MAX)
			settings->to = settings->from;
		others[kept++] = generated;
		others[kept] = NULL;
	}
	if (kept > 0 && settings->mode == MODE_KERNEL && parsing.campaign != NULL) {
		fail(failure, EXIT_USAGE,
		     "%s is for campaigns, and a campaign needs --generate or --from",
		     parsing.campaign);
		kept = 0;
	}
	bool parsed = kept > 0 && options_parse(&settings->run, &tool, kept, others, failure) &&
	              check(&parsing);
	reallocate(others, 0);
	return parsed;
}
