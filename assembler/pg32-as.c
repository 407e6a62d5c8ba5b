/* pg32-as: the command line of the assembler. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/assembler.h"
#include "assembler/installation.h"
#include "machine/front/front.h"
#include "machine/front/exit_status.h"

static const char usage[] =
        "usage: pg32-as [options] FILE...\n"
        "Assembles PG32 sources into one executable. FILE - is standard input.\n"
        "  -o FILE               the executable (a.out)\n"
        "  -I DIR                where .include looks, after the directory of the file\n"
        "  -D SYM[=VALUE]        define a symbol in every file (1); also --defsym SYM=VALUE\n"
        "  -Ttext ADDR           where the image begins (0x1000)\n"
        "  --entry SYM           the first instruction (_start, or the beginning of .text)\n"
        "  --isa PROFILE         the machine it is for (what .isa says, or pg32); help lists them\n"
        "  --library FILE        a source that is taken only if it defines what is missing\n"
        "  -l, --listing FILE    write addresses and words beside the source\n"
        "  --help, --version\n";

enum long_option {
	OPTION_ENTRY = 256,
	OPTION_LIBRARY,
	OPTION_DEFINE,
	OPTION_ISA,
	OPTION_HELP,
	OPTION_VERSION
};

static const struct option long_options[] = {
	{ "entry", required_argument, NULL, OPTION_ENTRY },
	{ "library", required_argument, NULL, OPTION_LIBRARY },
	{ "defsym", required_argument, NULL, OPTION_DEFINE },
	{ "isa", required_argument, NULL, OPTION_ISA },
	{ "listing", required_argument, NULL, 'l' },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ "version", no_argument, NULL, OPTION_VERSION },
	{ NULL, 0, NULL, 0 },
};

static _Noreturn void refuse(const char *message, const char *argument)
{
	fprintf(stderr, "pg32-as: %s '%s' (see pg32-as --help)\n", message, argument);
	exit(EXIT_USAGE);
}

/* A number in C's notation that fits into 32 bits; anything else ends the program. */
static int64_t parse_number(const char *text, const char *message)
{
	char *end;
	errno = 0;
	long long number = strtoll(text, &end, 0);
	if (end == text || *end != 0 || errno != 0 || number < INT32_MIN || number > UINT32_MAX)
		refuse(message, text);
	return number;
}

static bool is_symbol(const char *text)
{
	static const char letters[] =
	        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.$0123456789";
	return *text != 0 && (*text < '0' || *text > '9') && text[strspn(text, letters)] == 0;
}

/* SYM or SYM=VALUE; the text is cut at the equals sign. */
static struct definition parse_definition(char *text)
{
	struct definition definition = { .name = text, .value = 1 };
	char *equals = strchr(text, '=');
	if (equals != NULL) {
		definition.value = parse_number(equals + 1, "bad value in a definition:");
		*equals = 0;
	}
	if (!is_symbol(text))
		refuse("bad symbol in a definition:", text);
	return definition;
}

/* -Ttext ADDR or -Ttext=ADDR. */
static uint32_t parse_origin(int argc, char **argv)
{
	const char *address = NULL;
	if (strncmp(optarg, "text=", 5) == 0)
		address = optarg + 5;
	else if (strcmp(optarg, "text") == 0 && optind < argc)
		address = argv[optind++];
	else
		refuse("bad option -T", optarg);
	int64_t origin = parse_number(address, "bad address for -Ttext:");
	if (origin < 0 || origin % 4 != 0)
		refuse("the address for -Ttext is not a multiple of 4:", address);
	return (uint32_t)origin;
}

static void parse_profile(struct options *options)
{
	if (strcmp(optarg, "help") == 0) {
		fputs(profile_list, stdout);
		exit(front_close("pg32-as", EXIT_SUCCESS));
	}
	options->profile = profile_named(optarg);
	options->names_profile = true;
	if (options->profile == PROFILES) {
		fprintf(stderr, "pg32-as: no profile '%s' (--isa help lists them)\n", optarg);
		exit(EXIT_USAGE);
	}
}

static void parse_options(int argc, char **argv, struct options *options)
{
	int option;
	while ((option = getopt_long(argc, argv, "o:I:D:T:l:", long_options, NULL)) != -1)
		switch (option) {
		case 'o':
			options->output = optarg;
			break;
		case 'I':
			options->include_paths[options->include_count++] = optarg;
			break;
		case 'D':
		case OPTION_DEFINE:
			options->definitions[options->definition_count++] =
			        parse_definition(optarg);
			break;
		case 'T':
			options->origin = parse_origin(argc, argv);
			break;
		case 'l':
			options->listing = optarg;
			break;
		case OPTION_ENTRY:
			options->entry = optarg;
			break;
		case OPTION_LIBRARY:
			options->libraries[options->library_count++] = optarg;
			break;
		case OPTION_ISA:
			parse_profile(options);
			break;
		case OPTION_HELP:
			fputs(usage, stdout);
			exit(front_close("pg32-as", EXIT_SUCCESS));
		case OPTION_VERSION:
			puts("pg32-as 1");
			exit(front_close("pg32-as", EXIT_SUCCESS));
		default:
			exit(EXIT_USAGE);
		}
}

int main(int argc, char **argv)
{
	front_open();
	/* No array needs more room than there are arguments, and two for our own directories. */
	size_t most = (size_t)argc + 2;
	struct options options = {
		.libraries = allocate_zeroed(most, sizeof(char *)),
		.include_paths = allocate_zeroed(most, sizeof(char *)),
		.definitions = allocate_zeroed(most, sizeof *options.definitions),
		.output = "a.out",
		.origin = 0x1000,
	};
	parse_options(argc, argv, &options);
	options.inputs = (const char **)(argv + optind);
	options.input_count = (size_t)(argc - optind);
	char *own[] = { beside_executable("../include"), beside_executable("../lib/pg32/include") };
	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
		if (own[i] != NULL)
			options.include_paths[options.include_count++] = own[i];
	int status = EXIT_USAGE;
	if (options.input_count == 0)
		fputs("pg32-as: no input file (see pg32-as --help)\n", stderr);
	else
		status = assemble(&options, stderr);
	free(own[0]);
	free(own[1]);
	free(options.definitions);
	free(options.include_paths);
	free(options.libraries);
	return front_close("pg32-as", status);
}
