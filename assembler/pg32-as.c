/* pg32-as: the command line of the assembler. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/assemble.h"
#include "assembler/driver/installation.h"
#include "machine/front/exit_status.h"
#include "machine/front/front.h"
#include "machine/front/profile.h"

enum { OPTION_ENTRY = OPTION_FIRST, OPTION_LIBRARY, OPTION_DEFINE, OPTION_ISA, OPTION_SPARE };
enum { ORIGIN = 0x1000 };

static const struct option_row options_of_as[] = {
	{ 'o', NULL, "FILE", "the executable (a.out), or the object (FILE.o)" },
	{ 'c', NULL, NULL, "make an object of one source, to be linked by pg32-cc" },
	{ 'g', NULL, NULL, "debug information has functions and variables beside lines" },
	{ 'I', NULL, "DIR", "where .include looks, after the directory of the file" },
	{ 'D', NULL, "SYM[=VALUE]", "define a symbol in every file (1)" },
	{ OPTION_DEFINE, "defsym", "SYM[=VALUE]", "the same" },
	{ 'T', NULL, "text=ADDR", "where the image begins (0x1000); also -Ttext ADDR" },
	{ OPTION_ENTRY, "entry", "SYM",
	  "the first instruction (_start, or the beginning of .text)" },
	{ OPTION_ISA, "isa", "PROFILE",
	  "the machine it is for (what .isa says, or pg32); --isa help lists them" },
	{ OPTION_LIBRARY, "library", "FILE",
	  "a source that is taken only if it defines what is missing" },
	{ 'l', "listing", "FILE", "write addresses and words beside the source" },
	{ OPTION_SPARE, "spare", "FILE", "an error where FILE is read: who asks will write it" },
	{ 0 },
};

static const struct option_row *const groups[] = { options_of_as, NULL };

static const struct front front = {
	.tool = "pg32-as",
	.summary = "assembles PG32 sources into an executable",
	.usage = "[OPTION...] FILE...",
	.text = "Assembles PG32 sources into one executable. FILE - is standard input.",
	.groups = groups,
	.exits = "0 success\n"
	         "1 an error in the sources, or an output that cannot be written\n"
	         "64 wrong usage\n"
	         "70 out of memory\n"
	         "74 standard output that cannot be written",
};

/* A number in C's notation that fits into 32 bits. */
static bool parse_number(const char *text, const char *message, int64_t *number,
                         struct failure *failure)
{
	char *end;
	errno = 0;
	*number = strtoll(text, &end, 0);
	if (end != text && *end == 0 && errno == 0 && *number >= INT32_MIN && *number <= UINT32_MAX)
		return true;
	return fail(failure, EXIT_USAGE, "%s '%s' (see pg32-as --help)", message, text);
}

static bool is_symbol(const char *text)
{
	static const char letters[] =
	        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.$0123456789";
	return *text != 0 && (*text < '0' || *text > '9') && text[strspn(text, letters)] == 0;
}

/* SYM or SYM=VALUE; the text is cut at the equals sign. */
static bool parse_definition(char *text, struct definition *definition, struct failure *failure)
{
	*definition = (struct definition){ .name = text, .value = 1 };
	char *equals = strchr(text, '=');
	if (equals != NULL &&
	    !parse_number(equals + 1, "bad value in a definition:", &definition->value, failure))
		return false;
	if (equals != NULL)
		*equals = 0;
	return is_symbol(text) ||
	       fail(failure, EXIT_USAGE, "bad symbol in a definition: '%s' (see pg32-as --help)",
	            text);
}

/* What follows -T. */
static bool parse_origin(const char *text, uint32_t *origin, struct failure *failure)
{
	int64_t number;
	if (strncmp(text, "text=", 5) != 0)
		return fail(failure, EXIT_USAGE, "bad option -T '%s' (see pg32-as --help)", text);
	if (!parse_number(text + 5, "bad address for -Ttext:", &number, failure))
		return false;
	*origin = (uint32_t)number;
	return (number >= 0 && number % 4 == 0) ||
	       fail(failure, EXIT_USAGE,
	            "the address for -Ttext is not a multiple of 4: '%s' (see pg32-as --help)",
	            text + 5);
}

static bool take(void *context, int code, const char *value, struct failure *failure)
{
	struct options *options = context;
	switch (code) {
	case 'o':
		options->output = value;
		return true;
	case 'c':
		options->is_object = true;
		return true;
	case 'g':
		options->describes_symbols = true;
		return true;
	case 'I':
		options->include_paths[options->include_count++] = value;
		return true;
	case 'D':
	case OPTION_DEFINE:
		/* An argument of main's may be written to. */
		return parse_definition((char *)(uintptr_t)value,
		                        &options->definitions[options->definition_count++],
		                        failure);
	case 'T':
		return parse_origin(value, &options->origin, failure);
	case 'l':
		options->listing = value;
		return true;
	case OPTION_ENTRY:
		options->entry = value;
		return true;
	case OPTION_SPARE:
		options->spared = value;
		return true;
	case OPTION_LIBRARY:
		options->libraries[options->library_count++] = value;
		return true;
	case OPTION_ISA:
		options->names_profile = true;
		return read_profile(value, &options->profile, failure);
	default:
		return fail(failure, EXIT_FAULT, "an option without a meaning");
	}
}

/* Makes -Ttext ADDR one word, as getopt wants it. */
static int join_origin(int count, char **arguments)
{
	int kept = 0;
	for (int i = 0; i < count; i++) {
		char *word = arguments[i];
		if (strcmp(word, "-Ttext") == 0 && i + 1 < count) {
			word = allocate(sizeof "-Ttext=" + strlen(arguments[++i]));
			strcat(strcpy(word, "-Ttext="), arguments[i]);
		}
		arguments[kept++] = word;
	}
	arguments[kept] = NULL;
	return kept;
}

/* The object of DIRECTORY/NAME.s is NAME.o in the present directory; to be freed. */
static char *object_name(const char *input)
{
	const char *slash = strrchr(input, '/');
	const char *base = slash == NULL ? input : slash + 1;
	const char *dot = strrchr(base, '.');
	size_t length = dot == NULL || dot == base ? strlen(base) : (size_t)(dot - base);
	char *name = allocate(length + sizeof ".o");
	memcpy(name, base, length);
	strcpy(name + length, ".o");
	return name;
}

static bool check_options(const struct options *options, struct failure *failure)
{
	if (options->input_count == 0)
		return fail(failure, EXIT_USAGE, "no input file (see pg32-as --help)");
	if (!options->is_object)
		return true;
	if (options->input_count > 1)
		return fail(failure, EXIT_USAGE, "-c takes one file");
	if (options->listing != NULL || options->entry != NULL || options->library_count > 0 ||
	    options->origin != ORIGIN)
		return fail(failure, EXIT_USAGE,
		            "-c: an object has no addresses, no entry and no libraries yet");
	return true;
}

int main(int argc, char **argv)
{
	front_open();
	/* A message is written a line at a time. */
	setvbuf(stderr, NULL, _IOLBF, BUFSIZ);
	/* No array needs more room than there are arguments, and two for our own directories. */
	size_t most = (size_t)argc + 2;
	struct options options = {
		.libraries = allocate_zeroed(most, sizeof(char *)),
		.include_paths = allocate_zeroed(most, sizeof(char *)),
		.definitions = allocate_zeroed(most, sizeof *options.definitions),
		.origin = ORIGIN,
	};
	char *object = NULL;
	struct failure failure;
	int first, status = 0;
	argc = join_origin(argc, argv);
	if (!front_read(&front, argc, argv, &first, take, &options, &failure))
		return front_end(&front, &failure, 0);
	options.inputs = (const char **)(argv + first);
	options.input_count = (size_t)(argc - first);
	char *own[] = { beside_executable("../include"), beside_executable("../lib/pg32/include") };
	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
		if (own[i] != NULL)
			options.include_paths[options.include_count++] = own[i];
	if (options.is_object && options.output == NULL && options.input_count == 1)
		options.output = object = object_name(options.inputs[0]);
	else if (options.output == NULL)
		options.output = "a.out";
	if (check_options(&options, &failure))
		status = assemble(&options, stderr);
	free(object);
	free(own[0]);
	free(own[1]);
	free(options.definitions);
	free(options.include_paths);
	free(options.libraries);
	return front_end(&front, &failure, status);
}
