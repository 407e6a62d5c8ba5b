/* The command line of pg32-cc: GCC's, as far as it makes sense here. */
#include "assembler/driver.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/memory.h"
#include "isa/instruction.h"
#include "machine/front/file.h"
#include "machine/front/front.h"

void add_argument(struct arguments *arguments, const char *argument)
{
	arguments->items = grow(arguments->items, &arguments->capacity, arguments->count + 2,
	                        sizeof *arguments->items);
	arguments->items[arguments->count++] = argument;
	arguments->items[arguments->count] = NULL;
}

void refuse(const char *format, ...)
{
	va_list arguments;
	fputs("pg32-cc: ", stderr);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	exit(EXIT_USAGE);
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

/* pg32-as takes it. What it would refuse is refused before GCC runs. */
static void take_profile(struct driver *driver, const char *name)
{
	if (strcmp(name, "help") == 0) {
		fputs(profile_list, stdout);
		exit(front_close("pg32-cc", EXIT_SUCCESS));
	}
	if (profile_named(name) == PROFILES)
		refuse("no profile '%s' (--isa help lists them)", name);
	add_argument(&driver->assembler, "--isa");
	add_argument(&driver->assembler, name);
}

/* GCC's options that stand alone, that take the next word, and that may hold their argument. */
static bool parse_compiler_option(struct driver *driver, int argc, char **argv, int *index)
{
	static const char *const alone[] = {
		"-w", "-ansi", "-pedantic", "-pedantic-errors", "-MP", "-nostdinc",
		"-P", "-pipe", "-undef",    "-trigraphs",       NULL
	};
	static const char *const separate[] = { "-include", "-imacros",   "-isystem",
		                                "-iquote",  "-idirafter", "-MT",
		                                "-MQ",      "--param",    NULL };
	const char *option = argv[*index];
	if (begins(option, "-O") || begins(option, "-W") || begins(option, "-f") ||
	    begins(option, "-std=") || begins(option, "--param=") || is_one_of(option, alone)) {
		add_argument(&driver->compiler, option);
	} else if (is_one_of(option, separate)) {
		add_argument(&driver->compiler, option);
		add_argument(&driver->compiler, next_argument(argc, argv, index));
	} else if (option[1] == 'D' || option[1] == 'U' || option[1] == 'I') {
		const char *value = option[2] != 0 ? option + 2 : next_argument(argc, argv, index);
		char prefix[] = { '-', option[1], 0 };
		char *joined = allocate(strlen(value) + sizeof prefix);
		strcat(strcpy(joined, prefix), value);
		add_argument(&driver->compiler, joined);
		if (option[1] == 'I')
			add_argument(&driver->assembler, joined);
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
		driver->names_dependencies = true;
		add_argument(&driver->compiler, option);
		add_argument(&driver->compiler, next_argument(argc, argv, index));
	} else {
		return false;
	}
	return true;
}

static bool parse_assembler_option(struct driver *driver, int argc, char **argv, int *index)
{
	const char *option = argv[*index];
	if (strcmp(option, "-Ttext") == 0 || strcmp(option, "--entry") == 0 ||
	    strcmp(option, "--listing") == 0) {
		add_argument(&driver->assembler, option);
		add_argument(&driver->assembler, next_argument(argc, argv, index));
	} else if (begins(option, "-Ttext=") || begins(option, "--entry=") ||
	           begins(option, "--listing=")) {
		add_argument(&driver->assembler, option);
	} else if (strcmp(option, "--isa") == 0) {
		take_profile(driver, next_argument(argc, argv, index));
	} else if (begins(option, "--isa=")) {
		take_profile(driver, option + strlen("--isa="));
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
	else if (strcmp(option, "-S") == 0)
		driver->stage = STAGE_ASSEMBLY;
	else if (strcmp(option, "-E") == 0)
		driver->stage = STAGE_PREPROCESSED;
	else if (strcmp(option, "-nostdlib") == 0)
		driver->library = LIBRARY_HELPERS;
	else if (strcmp(option, "-nostartfiles") == 0)
		driver->library =
		        driver->library == LIBRARY_ALL ? LIBRARY_WITHOUT_START : driver->library;
	else if (strcmp(option, "-v") == 0)
		driver->is_verbose = true;
	else
		return false;
	return true;
}

static void parse_option(struct driver *driver, int argc, char **argv, int *index)
{
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
	if (strcmp(option, "-c") == 0)
		refuse("-c is not possible: there are no object files, one call makes one program "
		       "of all its sources (-S stops at the assembly text)");
	/* What others give to the linker through the compiler. */
	if (begins(option, "-Wl,-Ttext="))
		option = argv[*index] += strlen("-Wl,");
	if (begins(option, "-Wl,") || begins(option, "-Wa,") || begins(option, "-l") ||
	    begins(option, "-L"))
		refuse("%s is not possible: there is no linker, and the library is always there",
		       option);
	if (begins(option, "-m"))
		refuse("%s is not possible: the machine is always PG32", option);
	if (parse_own_option(driver, argc, argv, index) ||
	    parse_assembler_option(driver, argc, argv, index) ||
	    parse_dependency_option(driver, argc, argv, index))
		return;
	if (begins(option, "-g")) {
		driver->has_debug_option = true;
		add_argument(&driver->compiler, option);
	} else if (!parse_compiler_option(driver, argc, argv, index)) {
		refuse("unknown option %s (see pg32-cc --help)", option);
	}
}

void parse_command(struct driver *driver, int argc, char **argv)
{
	*driver = (struct driver){ .stage = STAGE_PROGRAM };
	for (int i = 1; i < argc; i++)
		if (argv[i][0] == '-' && argv[i][1] != 0)
			parse_option(driver, argc, argv, &i);
		else
			add_argument(&driver->inputs, argv[i]);
	if (driver->inputs.count == 0)
		refuse("no input file (see pg32-cc --help)");
	if (driver->stage != STAGE_PROGRAM && driver->output != NULL && driver->inputs.count > 1)
		refuse("-S and -E with -o take one file");
	for (size_t i = 0; i < driver->inputs.count; i++)
		if (driver->output != NULL && is_same_file(driver->output, driver->inputs.items[i]))
			refuse("the output '%s' is also an input, and would be overwritten",
			       driver->output);
	if (driver->wants_dependencies && driver->inputs.count > 1)
		refuse("-MD and -MMD take one file");
}
