/* The command line of pg32-cc: GCC's, as far as it makes sense here. */
#include "assembler/driver/driver.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/driver/compile.h"
#include "assembler/driver/process.h"
#include "assembler/driver/response.h"
#include "isa/profiles.h"
#include "machine/front/file.h"
#include "machine/front/front.h"
#include "machine/front/memory.h"

void add_argument(struct arguments *arguments, const char *argument)
{
	arguments->items = grow(arguments->items, &arguments->capacity, arguments->count + 2,
	                        sizeof *arguments->items);
	arguments->items[arguments->count++] = argument;
	arguments->items[arguments->count] = NULL;
}

void add_arguments(struct arguments *to, const struct arguments *from)
{
	for (size_t i = 0; i < from->count; i++)
		add_argument(to, from->items[i]);
}

const char *joined(const char *left, const char *right)
{
	char *both = allocate(strlen(left) + strlen(right) + 1);
	return strcat(strcpy(both, left), right);
}

void refuse(const char *format, ...)
{
	char message[MESSAGE_SIZE];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	exit(front_say("pg32-cc", EXIT_USAGE, "%s", message));
}

static bool begins(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

static bool is_one_of(const char *text, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(text, *list) == 0)
			return true;
	return false;
}

/* The argument of an option that is a word of its own. */
static const char *next_argument(int argc, char **argv, int *index)
{
	if (*index + 1 >= argc)
		refuse("%s needs an argument", argv[*index]);
	return argv[++*index];
}

static void take_profile(struct driver *driver, const char *name)
{
	if (strcmp(name, "help") == 0) {
		fputs(profile_list, stdout);
		exit(front_close("pg32-cc", EXIT_SUCCESS));
	}
	driver->profile = profile_named(name);
	driver->names_profile = true;
	if (driver->profile == PROFILES)
		refuse("no profile '%s' (--isa help lists them)", name);
	add_argument(&driver->assembler, "--isa");
	add_argument(&driver->assembler, name);
}

static void add_input(struct driver *driver, const char *text, const char *language, bool is_option)
{
	driver->inputs = grow(driver->inputs, &driver->input_capacity, driver->input_count + 1,
	                      sizeof *driver->inputs);
	driver->inputs[driver->input_count++] = (struct input){ text, language, is_option };
	driver->file_count += !is_option;
}

/* What has no meaning here, or is always so. */
static bool is_ignored(const char *option)
{
	static const char *const ignored[] = {
		"-fPIC",         "-fpic",        "-fPIE",     "-fpie",          "-fno-pie",
		"-fno-PIE",      "-fno-pic",     "-fno-PIC",  "-no-pie",        "-static",
		"-march=rv32em", "-mabi=ilp32e", "-pipe",     "-nodefaultlibs", "-static-libgcc",
		"-lrt",          "-ldl",         "-lpthread", "-lutil",         NULL
	};
	return is_one_of(option, ignored);
}

static void refuse_by_name(const char *option)
{
	static const struct {
		const char *option, *why;
	} refused[] = {
		{ "-shared", "there is no dynamic linker: a program is one file" },
		{ "-pie", "programs are linked to their addresses" },
		{ "-static-pie", "programs are linked to their addresses" },
		{ "-rdynamic", "there is no dynamic linker: a program is one file" },
		{ "-r", "pg32-cc links whole programs; riscv64-unknown-elf-ld -r joins objects" },
		{ "-pthread", "there is one thread" },
		{ "-pg", "there is no profiler" },
		{ "--coverage", "there are no files to write counts to" },
		{ "-fprofile-arcs", "there are no files to write counts to" },
		{ "-fopenmp", "there is one thread" },
		{ "-save-temps", "nothing is left behind" },
		{ "-fexceptions", "there is no unwinder" },
		{ "-frtti", "there is no library of C++'s" },
		{ "-lstdc++", "there is no library of C++'s" },
		{ "-lsupc++", "there is no library of C++'s" },
		{ "-gsplit-dwarf", "a program is one file" },
	};
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		if (strcmp(option, refused[i].option) == 0)
			refuse("%s is not possible: %s", option, refused[i].why);
	if (begins(option, "-fsanitize=") && strstr(option, "undefined") == NULL)
		refuse("%s is not possible: there is no such run-time library", option);
	if (begins(option, "-m"))
		refuse("%s is not possible: the machine is always PG32", option);
}

/* The next of the words with commas between. */
static char *next_word(const char **words)
{
	size_t length = strcspn(*words, ",");
	char *word = allocate(length + 1);
	memcpy(word, *words, length);
	word[length] = 0;
	*words += length + ((*words)[length] == ',');
	return word;
}

/* Keeps the words of an option for another tool, which may name what it writes. The output is named
 * to us alone. */
static void keep_word(struct driver *driver, const char *option, const char *word)
{
	if (begins(word, "-o") || strcmp(word, "--output") == 0 || begins(word, "--output="))
		refuse("%s%s is not possible: say -o", option, word);
	add_argument(&driver->words, word);
}

static void keep_words(struct driver *driver, const char *option, const char *words)
{
	while (*words != 0)
		keep_word(driver, option, next_word(&words));
}

/* GCC's options that stand alone, that take the next word, and that may hold their argument. */
static bool parse_compiler_option(struct driver *driver, int argc, char **argv, int *index)
{
	static const char *const alone[] = {
		"-w",         "-ansi",     "-pedantic", "-pedantic-errors",
		"-MP",        "-nostdinc", "-P",        "-undef",
		"-trigraphs", "-C",        "-CC",       "-H",
		"-dM",        "-dD",       "-M",        "-MM",
		"-MG",        NULL
	};
	static const char *const separate[] = { "-include",  "-imacros",   "-isystem",
		                                "-iquote",   "-idirafter", "-MT",
		                                "-MQ",       "--param",    "-Xpreprocessor",
		                                "-isysroot", "-iprefix",   NULL };
	const char *option = argv[*index];
	driver->silences_warnings |= strcmp(option, "-w") == 0;
	driver->optimises_at_link |= begins(option, "-flto");
	if (strcmp(option, "-fno-lto") == 0)
		driver->optimises_at_link = false;
	if (strcmp(option, "-M") == 0 || strcmp(option, "-MM") == 0)
		driver->stage = STAGE_PREPROCESSED;
	if (begins(option, "-Wp,"))
		keep_words(driver, "-Wp,", option + strlen("-Wp,"));
	if (begins(option, "-f"))
		add_argument(&driver->words, option);
	if (begins(option, "-O") || begins(option, "-W") || begins(option, "-f") ||
	    begins(option, "-std=") || begins(option, "--std=") || begins(option, "--param=") ||
	    begins(option, "-idirafter") || begins(option, "-isystem=") ||
	    is_one_of(option, alone)) {
		add_argument(&driver->compiler, option);
		if (is_one_of(option, separate))
			add_argument(&driver->compiler, next_argument(argc, argv, index));
	} else if (is_one_of(option, separate)) {
		add_argument(&driver->compiler, option);
		add_argument(&driver->compiler, next_argument(argc, argv, index));
	} else if (option[1] == 'D' || option[1] == 'U' || option[1] == 'I') {
		const char *value = option[2] != 0 ? option + 2 : next_argument(argc, argv, index);
		char prefix[] = { '-', option[1], 0 };
		const char *whole = joined(prefix, value);
		add_argument(&driver->compiler, whole);
		if (option[1] == 'I')
			add_argument(&driver->assembler, whole);
	} else {
		return false;
	}
	return true;
}

static bool parse_dependency_option(struct driver *driver, int argc, char **argv, int *index)
{
	const char *option = argv[*index];
	if (strcmp(option, "-MD") == 0 || strcmp(option, "-MMD") == 0) {
		driver->wants_dependencies = true;
		add_argument(&driver->compiler, option);
	} else if (strcmp(option, "-MF") == 0) {
		driver->dependencies = next_argument(argc, argv, index);
		add_argument(&driver->compiler, option);
		add_argument(&driver->compiler, driver->dependencies);
	} else {
		return false;
	}
	return true;
}

/* An address for the linker that is a multiple of 4; what is none ends the program. */
static void take_origin(struct driver *driver, const char *address)
{
	char *end;
	unsigned long long number = strtoull(address, &end, 0);
	if (end == address || *end != 0 || number > UINT32_MAX || address[0] == '-')
		refuse("bad address for -Ttext: '%s'", address);
	if (number % 4 != 0)
		refuse("the address for -Ttext is not a multiple of 4: '%s'", address);
	char text[40];
	snprintf(text, sizeof text, "-Wl,-Ttext=0x%llx", number);
	add_input(driver, joined(text, ""), NULL, true);
}

/* What an option of the linker asks of us, who convert what it links: symbols say what is code. */
static bool take_linker_word(struct driver *driver, const char *word)
{
	static const char *const strips[] = { "-s", "--strip-all", NULL };
	static const char *const discards[] = { "-x", "-X", "--discard-all", "--discard-locals",
		                                NULL };
	static const char *const refused[] = { "-r",          "-i",   "--relocatable",    "-shared",
		                               "-Bshareable", "-pie", "--pic-executable", NULL };
	if (is_one_of(word, refused))
		refuse("-Wl,%s is not possible: pg32-cc links whole programs", word);
	driver->is_stripped |= is_one_of(word, strips);
	if (begins(word, "-Ttext="))
		take_origin(driver, word + strlen("-Ttext="));
	return is_one_of(word, strips) || is_one_of(word, discards) || begins(word, "-Ttext=");
}

static void take_linker_words(struct driver *driver, const char *words)
{
	while (*words != 0) {
		char *word = next_word(&words);
		keep_word(driver, "-Wl,", word);
		if (!take_linker_word(driver, word)) {
			add_input(driver, "-Xlinker", NULL, true);
			add_input(driver, word, NULL, true);
		}
	}
}

static bool parse_linker_option(struct driver *driver, int argc, char **argv, int *index)
{
	const char *option = argv[*index];
	if (begins(option, "-Wl,")) {
		take_linker_words(driver, option + strlen("-Wl,"));
	} else if (strcmp(option, "-Xlinker") == 0) {
		take_linker_words(driver, next_argument(argc, argv, index));
	} else if (strcmp(option, "-z") == 0) {
		take_linker_words(driver, "-z");
		take_linker_words(driver, next_argument(argc, argv, index));
	} else if (strcmp(option, "-s") == 0) {
		driver->is_stripped = true;
	} else if (strcmp(option, "-l") == 0 || strcmp(option, "-L") == 0 ||
	           strcmp(option, "-u") == 0) {
		add_input(driver, joined(option, next_argument(argc, argv, index)), NULL, true);
	} else if (begins(option, "-l") || begins(option, "-L") || begins(option, "-u")) {
		add_input(driver, option, NULL, true);
	} else if (strcmp(option, "-Ttext") == 0) {
		take_origin(driver, next_argument(argc, argv, index));
	} else if (begins(option, "-Ttext=")) {
		take_origin(driver, option + strlen("-Ttext="));
	} else if (begins(option, "-T")) {
		const char *script = option[2] != 0 ? option + 2 : next_argument(argc, argv, index);
		if (script[0] == 0)
			refuse("-T needs a file");
		add_input(driver, joined("-T", script), NULL, true);
		driver->has_script = true;
	} else if (strcmp(option, "--entry") == 0 || strcmp(option, "-e") == 0) {
		add_input(driver, joined("-Wl,-e,", next_argument(argc, argv, index)), NULL, true);
	} else if (begins(option, "--entry=")) {
		add_input(driver, joined("-Wl,-e,", option + strlen("--entry=")), NULL, true);
	} else {
		return false;
	}
	return true;
}

static bool parse_own_option(struct driver *driver, int argc, char **argv, int *index)
{
	const char *option = argv[*index];
	if (begins(option, "-o"))
		driver->output = option[2] != 0 ? option + 2 : next_argument(argc, argv, index);
	else if (strcmp(option, "-c") == 0)
		driver->stage = STAGE_OBJECT;
	else if (strcmp(option, "-S") == 0)
		driver->stage = STAGE_ASSEMBLY;
	else if (strcmp(option, "-E") == 0)
		driver->stage = STAGE_PREPROCESSED;
	else if (strcmp(option, "-fsyntax-only") == 0)
		driver->stage = STAGE_CHECKED;
	else if (strcmp(option, "-nostdlib") == 0)
		driver->library = LIBRARY_HELPERS;
	else if (strcmp(option, "-nostartfiles") == 0)
		driver->library =
		        driver->library == LIBRARY_ALL ? LIBRARY_WITHOUT_START : driver->library;
	else if (strcmp(option, "-v") == 0)
		driver->is_verbose = true;
	else if (strcmp(option, "--isa") == 0)
		take_profile(driver, next_argument(argc, argv, index));
	else if (begins(option, "--isa="))
		take_profile(driver, option + strlen("--isa="));
	else if (strcmp(option, "--listing") == 0)
		driver->listing = next_argument(argc, argv, index);
	else if (begins(option, "--listing="))
		driver->listing = option + strlen("--listing=");
	else
		return false;
	return true;
}

enum { LONGEST_ANSWER = 1 << 20 };

/* What build systems ask of a compiler is what GCC says. */
static _Noreturn void ask_compiler(const struct driver *driver, const char *option)
{
	struct arguments command = { 0 };
	int answer = nameless_file();
	size_t size = 0;
	add_argument(&command, compiler);
	add_machine_options(&command);
	add_argument(&command, option);
	if (answer < 0 || run(driver, &command, answer, -1) != 0)
		exit(EXIT_FAILED);
	char *text = (char *)read_whole(nameless_path(answer), LONGEST_ANSWER, &size);
	fwrite(text == NULL ? "" : text, 1, size, stdout);
	exit(front_close("pg32-cc", EXIT_SUCCESS));
}

/* -Wa,OPTION and -Xassembler OPTION are for GNU's assembler, which makes objects of C. */
static bool parse_assembler_option(struct driver *driver, int argc, char **argv, int *index)
{
	const char *option = argv[*index];
	if (strcmp(option, "-Xassembler") == 0) {
		add_argument(&driver->compiler, option);
		add_argument(&driver->compiler, next_argument(argc, argv, index));
		keep_word(driver, "-Xassembler ", argv[*index]);
	} else if (begins(option, "-Wa,")) {
		keep_words(driver, "-Wa,", option + strlen("-Wa,"));
		add_argument(&driver->compiler, option);
	} else {
		return false;
	}
	driver->has_assembler_option = true;
	return true;
}

static void parse_option(struct driver *driver, int argc, char **argv, int *index)
{
	static const char *const asked[] = { "-dumpmachine", "-dumpversion", "-dumpfullversion",
		                             NULL };
	const char *option = argv[*index];
	if (strcmp(option, "--version") == 0) {
		front_version(&driver_front);
		exit(front_close("pg32-cc", EXIT_SUCCESS));
	}
	if (strcmp(option, "--help") == 0 || begins(option, "--help=")) {
		struct failure failure = { .status = 0 };
		front_help(&driver_front, option[6] == 0 ? NULL : option + 7, &failure);
		exit(front_end(&driver_front, &failure, EXIT_SUCCESS));
	}
	if (is_ignored(option))
		return;
	refuse_by_name(option);
	if (begins(option, "-print-") || is_one_of(option, asked))
		ask_compiler(driver, option);
	if (parse_assembler_option(driver, argc, argv, index) ||
	    parse_own_option(driver, argc, argv, index) ||
	    parse_linker_option(driver, argc, argv, index) ||
	    parse_dependency_option(driver, argc, argv, index))
		return;
	if (begins(option, "-g")) {
		driver->has_debug_option = true;
		driver->has_debug_information = option[2] != '0';
		add_argument(&driver->compiler, option);
	} else if (!parse_compiler_option(driver, argc, argv, index)) {
		refuse("unknown option %s (see pg32-cc --help)", option);
	}
}

static bool is_assembled_by_us(const struct input *input)
{
	return kind_of(input) == KIND_ASSEMBLY || kind_of(input) == KIND_PREPROCESSED_ASSEMBLY;
}

const char *output_of(const struct driver *driver)
{
	return driver->output == NULL ? "a.out" : driver->output;
}

static void check_command(const struct driver *driver)
{
	/* -v alone asks for versions. */
	if (driver->file_count == 0 && driver->is_verbose && driver->input_count == 0) {
		front_version(&driver_front);
		fflush(stdout);
		ask_compiler(driver, "-v");
	}
	if (driver->file_count == 0)
		refuse("no input file (see pg32-cc --help)");
	if (driver->stage != STAGE_PROGRAM && driver->output != NULL && driver->file_count > 1)
		refuse("-c, -S and -E with -o take one file");
	for (size_t i = 0; i < driver->input_count && driver->has_assembler_option; i++)
		if (!driver->inputs[i].is_option && is_assembled_by_us(&driver->inputs[i]))
			refuse("-Wa and -Xassembler are for GNU's assembler, and '%s' goes through "
			       "pg32-as",
			       driver->inputs[i].text);
}

void parse_command(struct driver *driver, int argc, char **argv)
{
	const char *language = NULL;
	*driver = (struct driver){ .stage = STAGE_PROGRAM };
	argv = with_response_files(&argc, argv, &driver->response_files);
	for (int i = 1; i < argc; i++)
		if (argv[i][0] != '-' || argv[i][1] == 0) {
			add_input(driver, argv[i], language, false);
		} else if (begins(argv[i], "-x")) {
			language = argv[i][2] != 0 ? argv[i] + 2 : next_argument(argc, argv, &i);
			if (strcmp(language, "none") == 0)
				language = NULL;
		} else {
			parse_option(driver, argc, argv, &i);
		}
	check_command(driver);
}
