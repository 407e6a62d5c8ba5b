/* The command line of pg32-run and pg32-vmm. */
#include "machine/run/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "isa/profiles.h"
#include "machine/run/checks.h"
#include "machine/front/exit_status.h"
#include "machine/front/file.h"
#include "machine/front/profile.h"

#define DEFAULT_MEMORY (UINT32_C(16) << 20)
#define LARGEST_MEMORY (UINT64_C(2) << 30)

/* Codes of the long options that have no letter. */
enum {
	OPTION_LIMIT = OPTION_FIRST,
	OPTION_DEPTH,
	OPTION_VMM,
	OPTION_HYBRID,
	OPTION_MACHINE_MEMORY,
	OPTION_INPUT,
	OPTION_TERMINAL,
	OPTION_DISK,
	OPTION_ISA,
	OPTION_ENGINE,
	OPTION_SEED,
	OPTION_DUMP,
	OPTION_DUMP_MEMORY,
	OPTION_TRACE,
	OPTION_SYMBOLS,
	OPTION_OUTPUT_LIMIT,
	OPTION_STATS,
	OPTION_GDB,
	OPTION_CHECK,
	OPTION_SAVE,
	OPTION_REPLAY
};

const struct option_row run_machine_options[] = {
	{ 'm', "memory", "SIZE",
	  "memory of the machine that the kernel sees: 16M unless said, a multiple of 4096 up to "
	  "2G, "
	  "in bytes or with K, M or G" },
	{ OPTION_INPUT, "input", "FILE", "console input" },
	{ OPTION_DISK, "disk", "FILE", "the disk, whole sectors of 512 bytes" },
	{ OPTION_ISA, "isa", "PROFILE",
	  "a machine with a flaw, or pg32; --isa help lists the profiles" },
	{ OPTION_ENGINE, "engine", "ENGINE",
	  "what executes the instructions; --engine help lists the engines" },
	{ OPTION_SEED, "seed", "N", "of the random device: 0 unless said" },
	{ OPTION_LIMIT, "limit", "N", "stop after N instructions" },
	{ 0 },
};

const struct option_row run_tower_options[] = {
	{ OPTION_DEPTH, "depth", "N",
	  "N times the VMM below the kernel, each the next one's guest" },
	{ OPTION_HYBRID, "hybrid", NULL,
	  "the hybrid VMM, which interprets all virtual supervisor code" },
	{ OPTION_VMM, "vmm", "FILE", "the VMM for --depth (the one built beside, unless said)" },
	{ 0 },
};

const struct option_row run_report_options[] = {
	{ OPTION_MACHINE_MEMORY, "machine-memory", "SIZE",
	  "all of memory, instead of what the VMMs need" },
	{ OPTION_TERMINAL, "terminal", "raw|echo|line",
	  "how a terminal as standard input is used: raw unless said. In raw and echo Ctrl-a x "
	  "leaves, and Ctrl-a d ends the input" },
	{ OPTION_OUTPUT_LIMIT, "output-limit", "N",
	  "stop where the guest writes more than N bytes to its console" },
	{ OPTION_STATS, "stats", "[text|json]", "counts, to standard error" },
	{ OPTION_TRACE, "trace", "[WORD,...]",
	  "each instruction, trap and device event, to standard error. The words: traps for those "
	  "alone; pc=A-B, level=N-M, function=NAME, from=N and to=N (of the clock) for a part" },
	{ OPTION_CHECK, "check", "[WORD,...]",
	  "warnings, to standard error, of what a kernel hardly means: memory that is read before "
	  "it is written, jumps into data and the like. The words: all, or those that --check=help "
	  "lists" },
	{ OPTION_SYMBOLS, "symbols", "FILE",
	  "the image of a program that the kernel loads, to name what runs of it; may be "
	  "repeated" },
	{ OPTION_GDB, "gdb", "[PORT|-]",
	  "wait for gdb at this port of the loopback address (1234 unless said), or be its remote "
	  "on standard input and output; see pg32-gdb" },
	{ OPTION_SAVE, "save-timeline", "FILE",
	  "write the run to a file with all that it is made of; the disk's file is not written" },
	{ OPTION_REPLAY, "replay", "FILE",
	  "run again what was saved, instead of a kernel: to where it was left" },
	{ OPTION_DUMP, "dump", "FILE", "the final state as JSON" },
	{ OPTION_DUMP_MEMORY, "dump-memory", "RANGE",
	  "bytes of the kernel's memory in the dump: ADDRESS+SIZE, ADDRESS-LAST, SYMBOL or "
	  "SYMBOL+SIZE; may be repeated" },
	{ 0 },
};

const struct option_row *const run_options[] = { run_machine_options, run_tower_options,
	                                         run_report_options, NULL };

const char run_exits[] = "0 to 63 the halt status (63 for a larger one)\n"
                         "64 wrong usage\n"
                         "65 a bad image\n"
                         "66 a file or input that cannot be read\n"
                         "70 a fault of the tool\n"
                         "74 output that cannot be written\n"
                         "124 limit reached\n"
                         "125 check-stop\n"
                         "126 waiting for what can never come\n"
                         "130 left with Ctrl-a x, or by gdb";

static bool parse_size(const char *text, uint32_t *size, struct failure *failure)
{
	uint64_t number;
	if (!read_size(text, LARGEST_MEMORY, &number) || number % PAGE_SIZE != 0)
		return fail(failure, EXIT_USAGE,
		            "a memory size is a multiple of 4096 up to 2G, such as 16M, not '%s'",
		            text);
	*size = (uint32_t)number;
	return true;
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

static bool is_word(const char *text, size_t length, const char *word)
{
	return strlen(word) == length && memcmp(text, word, length) == 0;
}

/* Words with commas between them. */
static bool parse_trace(const char *text, struct options *options, struct failure *failure)
{
	options->trace = TRACE_ALL;
	while (text != NULL) {
		size_t length = strcspn(text, ",");
		if (is_word(text, length, "traps"))
			options->trace = TRACE_TRAPS;
		else if (!is_word(text, length, "all") &&
		         !filter_take(&options->filter, text, (unsigned)length, failure))
			return false;
		text = text[length] == 0 ? NULL : text + length + 1;
	}
	return true;
}

static bool add_symbols(const char *path, struct options *options, struct failure *failure)
{
	if (options->symbol_count == SYMBOL_FILES)
		return fail(failure, EXIT_USAGE, "at most %d times --symbols", SYMBOL_FILES);
	options->symbols[options->symbol_count++] = path;
	return true;
}

static bool take_profile(const char *text, struct options *options, struct failure *failure)
{
	enum profile profile;
	if (!read_profile(text, &profile, failure))
		return false;
	options->equipment.profile = profile;
	options->unknown = is_unknown_machine(text) ? text : NULL;
	return true;
}

static bool take_seed(const char *text, struct options *options, struct failure *failure)
{
	uint64_t number;
	if (!read_number("--seed", text, 0, UINT32_MAX, &number, failure))
		return false;
	options->equipment.seed = (uint32_t)number;
	return true;
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
		if (!read_number("--depth", argument, 0, BOOT_MODULES, &number, failure))
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

/* Notes an option that says what machine it is: a saved timeline says so itself. */
static void note_machine(struct options *options, int code)
{
	static const struct option_row *const groups[] = { run_machine_options, run_tower_options };
	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
		for (const struct option_row *row = groups[i]; row->text != NULL; row++)
			if (row->code == code && code != OPTION_INPUT && code != OPTION_ENGINE)
				options->of_machine = row->name;
	if (code == OPTION_MACHINE_MEMORY)
		options->of_machine = "machine-memory";
	if (code == OPTION_OUTPUT_LIMIT)
		options->of_machine = "output-limit";
}

bool options_take(void *context, int code, const char *argument, struct failure *failure)
{
	struct options *options = context;
	note_machine(options, code);
	switch (code) {
	case 'm':
		return parse_size(argument, &options->memory_size, failure);
	case OPTION_LIMIT:
		return read_number("--limit", argument, 0, NEVER - 1, &options->limit, failure);
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
	case OPTION_SAVE:
		options->save = argument;
		return true;
	case OPTION_REPLAY:
		options->replay = argument;
		return true;
	case OPTION_DUMP_MEMORY:
		return ranges_add(&options->ranges, argument, failure);
	case OPTION_ISA:
		return take_profile(argument, options, failure);
	case OPTION_SEED:
		return take_seed(argument, options, failure);
	case OPTION_ENGINE:
		return parse_engine(argument, &options->engine, failure);
	case OPTION_TRACE:
		return parse_trace(argument, options, failure);
	case OPTION_CHECK:
		return checks_take(argument, &options->checks, failure);
	case OPTION_SYMBOLS:
		return add_symbols(argument, options, failure);
	case OPTION_OUTPUT_LIMIT:
		return read_number("--output-limit", argument, 0, NEVER - 1, &options->output_limit,
		                   failure);
	case OPTION_GDB:
		options->gdb = argument == NULL ? "" : argument;
		return true;
	case OPTION_STATS:
		return parse_statistics(argument, &options->statistics, failure);
	case OPTION_DEPTH:
	case OPTION_VMM:
	case OPTION_HYBRID:
	case OPTION_MACHINE_MEMORY:
		return parse_tower(code, argument, options, failure);
	default:
		return fail(failure, EXIT_FAULT, "an option without a meaning");
	}
}

static bool take_files(struct options *options, const struct tool *tool, int count, char **names,
                       struct failure *failure)
{
	if (count == 0 && options->replay != NULL)
		return true;
	if (options->replay != NULL)
		return fail(failure, EXIT_USAGE, "--replay has its kernel and modules itself");
	if (count == 0)
		return fail(failure, EXIT_USAGE, "which kernel? see %s --help", tool->front->tool);
	if ((unsigned)count + options->depth > FILES)
		return fail(failure, EXIT_USAGE, "at most %d files", FILES);
	for (int i = 0; i < count; i++)
		options->files[options->file_count++] = names[i];
	return true;
}

/* Ranges of no dump would be ignored, too. */
static bool check_dump(const struct options *options, struct failure *failure)
{
	return options->ranges.count == 0 || options->dump != NULL ||
	       fail(failure, EXIT_USAGE, "--dump-memory is for --dump FILE, which is missing");
}

/* A debugger sees each instruction itself. */
static bool check_gdb(const struct options *options, struct failure *failure)
{
	if (options->gdb != NULL && options->trace != TRACE_NONE)
		return fail(failure, EXIT_USAGE, "--trace is not for --gdb, which steps itself");
	if (options->gdb != NULL && options->checks != 0)
		return fail(failure, EXIT_USAGE,
		            "--check is not for --gdb, which goes back and forth");
	return true;
}

/* What a saved timeline says itself, and what does not go with going back and forth. */
static bool check_timeline(const struct options *options, struct failure *failure)
{
	if (options->save == NULL && options->replay == NULL)
		return true;
	if (options->save != NULL && (options->trace != TRACE_NONE || options->checks != 0))
		return fail(failure, EXIT_USAGE,
		            "--%s is not for --save-timeline: it goes with --replay",
		            options->checks != 0 ? "check" : "trace");
	if (options->save != NULL && options->gdb != NULL)
		return fail(failure, EXIT_USAGE,
		            "--save-timeline is not for --gdb: monitor save FILE is");
	if (options->replay == NULL)
		return true;
	if (options->arguments.items != NULL)
		return fail(failure, EXIT_USAGE, "--replay has its arguments itself");
	return options->of_machine == NULL ||
	       fail(failure, EXIT_USAGE, "--%s is not for --replay, which has its own",
	            options->of_machine);
}

static bool names_input(const struct options *options, const char *path)
{
	const char *const read[] = { options->disk, options->input, options->replay };
	bool is_read = false;
	for (unsigned i = 0; i < sizeof read / sizeof *read; i++)
		is_read |= read[i] != NULL && is_same_file(path, read[i]);
	/* Those of a saved timeline are in it, under names of elsewhere. */
	for (unsigned i = 0; i < options->file_count && options->replay == NULL; i++)
		is_read |= is_same_file(path, options->files[i]);
	for (unsigned i = 0; i < options->symbol_count; i++)
		is_read |= is_same_file(path, options->symbols[i]);
	return is_read;
}

bool options_check_output(const struct options *options, const char *what, const char *path,
                          struct failure *failure)
{
	const char *const written[] = { options->dump, options->save };
	if (names_input(options, path))
		return fail(failure, EXIT_USAGE, "%s: %s would overwrite what is read", path, what);
	if (is_standard_output(path))
		return fail(failure, EXIT_USAGE, "%s: %s would go where standard output does", path,
		            what);
	for (unsigned i = 0; i < sizeof written / sizeof *written; i++)
		if (written[i] != NULL && written[i] != path && is_one_place(path, written[i]))
			return fail(failure, EXIT_USAGE, "%s: %s would overwrite another output",
			            path, what);
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

struct options options_default(void)
{
	return (struct options){ .memory_size = DEFAULT_MEMORY,
		                 .limit = NEVER,
		                 .output_limit = NEVER,
		                 .filter = filter_of_all() };
}

/* Without --engine, or with auto, the environment may name one. */
static bool choose_engine(struct options *options, struct failure *failure)
{
	const char *name = getenv("PG32_ENGINE");
	if (options->engine != ENGINE_auto || name == NULL || *name == 0)
		return true;
	options->engine = engine_named(name);
	if (options->engine < ENGINES)
		return true;
	return fail(failure, EXIT_USAGE, "PG32_ENGINE: no engine '%s'; --engine help lists them",
	            name);
}

/* A shell may append standard output to what is read. */
static bool check_standard_output(const struct options *options, struct failure *failure)
{
	return !names_input(options, "/dev/fd/1") ||
	       fail(failure, EXIT_USAGE, "standard output would overwrite what is read");
}

bool options_finish(struct options *options, const struct tool *tool, int count, char **names,
                    struct failure *failure)
{
	return choose_engine(options, failure) && check_tower(options, tool, failure) &&
	       check_dump(options, failure) && check_gdb(options, failure) &&
	       check_timeline(options, failure) &&
	       take_files(options, tool, count, names, failure) &&
	       check_standard_output(options, failure);
}

bool options_parse(struct options *options, const struct tool *tool, int count, char **arguments,
                   struct failure *failure)
{
	int first;
	*options = options_default();
	count = arguments_split(count, arguments, &options->arguments);
	return front_read(tool->front, count, arguments, &first, options_take, options, failure) &&
	       options_finish(options, tool, count - first, arguments + first, failure);
}

const char *options_profile_name(const struct options *options)
{
	return options->unknown != NULL ? options->unknown
	                                : profile_rows[options->equipment.profile].name;
}

uint32_t options_profile_shown(const struct options *options)
{
	return options->unknown != NULL ? PROFILE_pg32 : (enum profile)options->equipment.profile;
}

void options_print_equipment(const struct equipment *equipment, char text[EQUIPMENT_ROOM])
{
	text[0] = 0;
	size_t length = 0;
	if (equipment->profile != PROFILE_pg32)
		length = (size_t)snprintf(text, EQUIPMENT_ROOM, " --isa %s",
		                          profile_rows[equipment->profile].name);
	if (equipment->seed != 0)
		snprintf(text + length, EQUIPMENT_ROOM - length, " --seed %u", equipment->seed);
}
