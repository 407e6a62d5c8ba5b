/* pg32-import: a finished RISC-V executable of another tool chain becomes one of PG32. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/convert/convert.h"
#include "isa/instruction.h"
#include "machine/front/file.h"
#include "machine/front/front.h"
#include "machine/front/exit_status.h"

enum { EXIT_FAILED = 1 };

static const char usage[] =
        "usage: pg32-import [options] FILE\n"
        "Makes a PG32 executable of a linked RISC-V one, word for word: addresses, symbols and\n"
        "debug sections stay. It must be made for RV32EM: -march=rv32em -mabi=ilp32e -static.\n"
        "  -o FILE          the executable (a.out)\n"
        "  --isa PROFILE    the machine it is for (pg32); help lists them\n"
        "  --help, --version\n"
        "Exit status: 0; 1 a file that cannot be converted; 64 wrong usage.\n";

enum long_option { OPTION_ISA = 256, OPTION_HELP, OPTION_VERSION };

static const struct option long_options[] = {
	{ "isa", required_argument, NULL, OPTION_ISA },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ "version", no_argument, NULL, OPTION_VERSION },
	{ NULL, 0, NULL, 0 },
};

static void parse_profile(struct conversion *conversion)
{
	if (strcmp(optarg, "help") == 0) {
		fputs(profile_list, stdout);
		exit(front_close("pg32-import", EXIT_SUCCESS));
	}
	conversion->profile = profile_named(optarg);
	conversion->names_profile = true;
	if (conversion->profile == PROFILES) {
		fprintf(stderr, "pg32-import: no profile '%s' (--isa help lists them)\n", optarg);
		exit(EXIT_USAGE);
	}
}

static const char *parse_options(int argc, char **argv, struct conversion *conversion)
{
	const char *output = "a.out";
	int option;
	while ((option = getopt_long(argc, argv, "o:", long_options, NULL)) != -1)
		switch (option) {
		case 'o':
			output = optarg;
			break;
		case OPTION_ISA:
			parse_profile(conversion);
			break;
		case OPTION_HELP:
			fputs(usage, stdout);
			exit(front_close("pg32-import", EXIT_SUCCESS));
		case OPTION_VERSION:
			puts("pg32-import 1");
			exit(front_close("pg32-import", EXIT_SUCCESS));
		default:
			exit(EXIT_USAGE);
		}
	if (argc - optind != 1) {
		fprintf(stderr, "pg32-import: %s (see pg32-import --help)\n",
		        argc == optind ? "no input file" : "more than one file");
		exit(EXIT_USAGE);
	}
	return output;
}

static bool fail(const char *what, const char *path, const char *why)
{
	fprintf(stderr, "pg32-import: %s '%s': %s\n", what, path, why);
	return false;
}

static bool import(const struct conversion *conversion, const char *output)
{
	size_t size;
	uint8_t *bytes = read_whole(conversion->name, INT32_MAX, &size);
	if (bytes == NULL)
		return fail("cannot read", conversion->name, reading_problem(errno));
	int error = 0;
	bool is_good = !is_same_file(conversion->name, output) ||
	               fail("cannot write", output, "it is the file that is read");
	is_good = is_good && convert(conversion, bytes, size);
	if (is_good)
		error = write_whole(output, bytes, size, true);
	free(bytes);
	return is_good && (error == 0 || fail("cannot write", output, strerror(error)));
}

int main(int argc, char **argv)
{
	struct conversion conversion = { .tool = "pg32-import", .messages = stderr };
	front_open();
	const char *output = parse_options(argc, argv, &conversion);
	conversion.name = argv[optind];
	return front_close("pg32-import", import(&conversion, output) ? 0 : EXIT_FAILED);
}
