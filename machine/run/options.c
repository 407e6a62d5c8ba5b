/* The command line of pg32-run and pg32-vmm. */
#include "machine/run/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "isa/instruction.h"
#include "machine/front/exit_status.h"

#define VERSION "0.1"
#define DEFAULT_MEMORY (UINT32_C(16) << 20)
#define LARGEST_MEMORY (UINT64_C(2) << 30)

/* Codes of the long options that have no letter. */
enum {
	OPTION_LIMIT = 256,
	OPTION_DEPTH,
	OPTION_VMM,
	OPTION_HYBRID,
	OPTION_MACHINE_MEMORY,
	OPTION_INPUT,
	OPTION_TERMINAL,
	OPTION_DISK,
	OPTION_ISA,
	OPTION_ENGINE,
	OPTION_DUMP,
	OPTION_TRACE,
	OPTION_STATS,
	OPTION_HELP,
	OPTION_VERSION
};

static const struct option long_options[] = {
	{ "memory", required_argument, NULL, 'm' },
	{ "limit", required_argument, NULL, OPTION_LIMIT },
	{ "input", required_argument, NULL, OPTION_INPUT },
	{ "terminal", required_argument, NULL, OPTION_TERMINAL },
	{ "disk", required_argument, NULL, OPTION_DISK },
	{ "isa", required_argument, NULL, OPTION_ISA },
	{ "engine", required_argument, NULL, OPTION_ENGINE },
	{ "dump", required_argument, NULL, OPTION_DUMP },
	{ "trace", optional_argument, NULL, OPTION_TRACE },
	{ "stats", optional_argument, NULL, OPTION_STATS },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ "version", no_argument, NULL, OPTION_VERSION },
	{ "depth", required_argument, NULL, OPTION_DEPTH },
	{ "vmm", required_argument, NULL, OPTION_VMM },
	{ "hybrid", no_argument, NULL, OPTION_HYBRID },
	{ "machine-memory", required_argument, NULL, OPTION_MACHINE_MEMORY },
	{ NULL, 0, NULL, 0 },
};

static void print_help(const struct tool *tool)
{
	printf("usage: %s [OPTION...] %s\n%s\n\n", tool->name, tool->synopsis, tool->description);
	fputs("  -m, --memory SIZE    memory of the machine that the kernel sees (default 16M)\n"
	      "  --input FILE         console input (default: standard input; Ctrl-a x leaves)\n"
	      "  --terminal MODE      of standard input: raw (default), echo or line\n"
	      "  --disk FILE          the disk, whole sectors of 512 bytes\n"
	      "  --isa PROFILE        a machine with a flaw, or pg32; --isa help lists them\n"
	      "  --engine ENGINE      what executes the instructions; --engine help lists them\n"
	      "  --limit N            stop after N instructions\n"
	      "  --stats[=json]       counts, to standard error\n"
	      "  --trace              each instruction, trap and device event, to standard error\n"
	      "  --trace=traps        the traps alone\n"
	      "  --dump FILE          the final state as JSON\n"
	      "  --depth N            N times the VMM below the kernel, each the next one's guest\n"
	      "  --hybrid             the hybrid VMM, which interprets all virtual supervisor "
	      "code\n"
	      "  --vmm FILE           the VMM for --depth (default: the one built beside)\n"
	      "  --machine-memory SIZE  all of memory, instead of what the VMMs need\n"
	      "  --help, --version\n\n"
	      "SIZE is a multiple of 4096, in bytes or with K, M or G.\n"
	      "Exit status: the halt status from 0 to 63 (63 for more); 64 usage, 65 bad image,\n"
	      "66 file not readable, 70 internal fault, 74 output lost, 124 limit reached,\n"
	      "125 check-stop, 126 waiting for what can never come, 130 left with Ctrl-a x.\n",
	      stdout);
}

static bool parse_number(const char *text, uint64_t *number, const char **end)
{
	if (text[0] < '0' || text[0] > '9')
		return false;
	char *after;
	errno = 0;
	*number = strtoull(text, &after, 0);
	*end = after;
	return errno == 0;
}

static bool parse_count(const char *name, const char *text, uint64_t most, uint64_t *number,
                        struct failure *failure)
{
	const char *end;
	if (parse_number(text, number, &end) && *end == 0 && *number <= most)
		return true;
	return fail(failure, EXIT_USAGE, "%s takes a number from 0 to %llu, not '%s'", name,
	            (unsigned long long)most, text);
}

static unsigned shift_of_suffix(const char *suffix)
{
	static const char letters[] = "KMG";
	const char *letter = suffix[0] == 0 || suffix[1] != 0 ? NULL : strchr(letters, suffix[0]);
	return letter == NULL ? 0 : 10 * (unsigned)(letter - letters + 1);
}

static bool parse_size(const char *text, uint32_t *size, struct failure *failure)
{
	uint64_t number;
	const char *end;
	if (parse_number(text, &number, &end)) {
		unsigned shift = shift_of_suffix(end);
		bool fits = number <= LARGEST_MEMORY >> shift;
		number <<= shift;
		if ((*end == 0 || shift != 0) && fits && number % PAGE_SIZE == 0 && number > 0) {
			*size = (uint32_t)number;
			return true;
		}
	}
	return fail(failure, EXIT_USAGE,
	            "a memory size is a multiple of 4096 up to 2G, such as 16M, not '%s'", text);
}

static bool parse_statistics(const char *text, enum statistics_format *format,
                             struct failure *failure)
{
	if (text == NULL || strcmp(text, "text") == 0)
		*format = STATISTICS_TEXT;
	else if (strcmp(text, "json") == 0)
		*format = STATISTICS_JSON;
	else
		return fail(failure, EXIT_USAGE, "--stats is text or json, not '%s'", text);
	return true;
}

static bool parse_trace(const char *text, enum trace *trace, struct failure *failure)
{
	if (text != NULL && strcmp(text, "traps") != 0)
		return fail(failure, EXIT_USAGE, "--trace is of all or of traps, not '%s'", text);
	*trace = text == NULL ? TRACE_ALL : TRACE_TRAPS;
	return true;
}

/* False also after the list, with status 0. */
static bool parse_profile(const char *text, uint32_t *profile, struct failure *failure)
{
	if (strcmp(text, "help") == 0) {
		fputs(profile_list, stdout);
		return false;
	}
	*profile = profile_named(text);
	if (*profile < PROFILES)
		return true;
	return fail(failure, EXIT_USAGE, "no profile '%s'; --isa help lists them", text);
}

/* False also after the list, with status 0. */
static bool parse_engine(const char *text, enum engine_kind *engine, struct failure *failure)
{
	if (strcmp(text, "help") == 0) {
		fputs(engine_list, stdout);
		return false;
	}
	*engine = engine_named(text);
	if (*engine < ENGINES)
		return true;
	return fail(failure, EXIT_USAGE, "no engine '%s'; --engine help lists them", text);
}

static bool parse_terminal(const char *text, enum terminal_mode *mode, struct failure *failure)
{
	static const char *const names[] = {
		[TERMINAL_RAW] = "raw", [TERMINAL_ECHO] = "echo", [TERMINAL_LINE] = "line"
	};
	for (*mode = TERMINAL_RAW; *mode <= TERMINAL_LINE; (*mode)++)
		if (strcmp(text, names[*mode]) == 0)
			return true;
	return fail(failure, EXIT_USAGE, "--terminal is raw, echo or line, not '%s'", text);
}

/* The options of what is below the kernel. */
static bool parse_tower(int code, const char *argument, struct options *options,
                        struct failure *failure)
{
	uint64_t number;
	switch (code) {
	case OPTION_DEPTH:
		if (!parse_count("--depth", argument, BOOT_MODULES, &number, failure))
			return false;
		options->depth = (unsigned)number;
		return true;
	case OPTION_VMM:
		options->vmm = argument;
		return true;
	case OPTION_HYBRID:
		options->hybrid = true;
		return true;
	default:
		return parse_size(argument, &options->machine_memory, failure);
	}
}

/* One option; false also ends parsing after --help and --version, with status 0. */
static bool parse_option(const struct tool *tool, int code, char *argument, struct options *options,
                         struct failure *failure)
{
	switch (code) {
	case 'm':
		return parse_size(argument, &options->memory_size, failure);
	case OPTION_LIMIT:
		return parse_count("--limit", argument, NEVER - 1, &options->limit, failure);
	case OPTION_INPUT:
		options->input = argument;
		return true;
	case OPTION_TERMINAL:
		return parse_terminal(argument, &options->terminal, failure);
	case OPTION_DISK:
		options->disk = argument;
		return true;
	case OPTION_DUMP:
		options->dump = argument;
		return true;
	case OPTION_ISA:
		return parse_profile(argument, &options->equipment.profile, failure);
	case OPTION_ENGINE:
		return parse_engine(argument, &options->engine, failure);
	case OPTION_TRACE:
		return parse_trace(argument, &options->trace, failure);
	case OPTION_STATS:
		return parse_statistics(argument, &options->statistics, failure);
	case OPTION_DEPTH:
	case OPTION_VMM:
	case OPTION_HYBRID:
	case OPTION_MACHINE_MEMORY:
		return parse_tower(code, argument, options, failure);
	case OPTION_HELP:
		print_help(tool);
		return false;
	case OPTION_VERSION:
		printf("%s %s\n", tool->name, VERSION);
		return false;
	default:
		return fail(failure, EXIT_FAULT, "an option without a meaning");
	}
}

/* What getopt_long did not take, as it was written: a word, or a letter within one. */
static bool refuse_option(const struct tool *tool, int code, const char *word,
                          struct failure *failure)
{
	const char letter[] = { '-', (char)optopt, 0 };
	return fail(failure, EXIT_USAGE,
	            code == ':' ? "%s needs a value; see %s --help" : "no option %s; see %s --help",
	            optopt > 0 && optopt < OPTION_LIMIT ? letter : word, tool->name);
}

static bool take_files(struct options *options, const struct tool *tool, int count, char **names,
                       struct failure *failure)
{
	if (count == 0)
		return fail(failure, EXIT_USAGE, "which kernel? usage: %s [OPTION...] %s",
		            tool->name, tool->synopsis);
	if ((unsigned)count + options->depth > FILES)
		return fail(failure, EXIT_USAGE, "at most %d files", FILES);
	for (int i = 0; i < count; i++)
		options->files[options->file_count++] = names[i];
	return true;
}

/* Options of VMMs where there is none would be ignored, and a bare run taken for a virtual one. */
static bool check_tower(const struct options *options, const struct tool *tool,
                        struct failure *failure)
{
	if (options->depth > 0)
		return true;
	if (options->vmm != NULL)
		return fail(failure, EXIT_USAGE, "--vmm is the VMM of --depth N, which is missing");
	if (options->hybrid && !tool->is_vmm)
		return fail(failure, EXIT_USAGE,
		            "--hybrid is for the VMM of --depth N, which is missing");
	return true;
}

bool options_parse(struct options *options, const struct tool *tool, int count, char **arguments,
                   struct failure *failure)
{
	*options = (struct options){ .memory_size = DEFAULT_MEMORY, .limit = NEVER };
	*failure = (struct failure){ .status = 0 };
	int code;
	while ((code = getopt_long(count, arguments, ":m:", long_options, NULL)) != -1) {
		if (code == '?' || code == ':')
			return refuse_option(tool, code, arguments[optind - 1], failure);
		if (!parse_option(tool, code, optarg, options, failure))
			return false;
	}
	return check_tower(options, tool, failure) &&
	       take_files(options, tool, count - optind, arguments + optind, failure);
}
