/* What pg32-cc takes, for its --help: it reads its command line itself, which is GCC's. */
#include "assembler/driver.h"

static const struct option_row own_options[] = {
	{ 'o', NULL, "FILE", "the program (a.out)" },
	{ 'S', NULL, NULL, "stop at the assembly text" },
	{ 'E', NULL, NULL, "stop after the preprocessor" },
	{ OPTION_FIRST, "-nostdlib", NULL,
	  "no library and no start file, for kernels; GCC's helpers stay" },
	{ OPTION_FIRST, "-nostartfiles", NULL, "no start file" },
	{ OPTION_FIRST, "-Ttext", "ADDR", "where the image begins (0x1000)" },
	{ OPTION_FIRST, "entry", "SYM", "the first instruction (_start)" },
	{ OPTION_FIRST, "isa", "PROFILE",
	  "the machine it is for (what .isa says, or pg32); --isa help lists them" },
	{ OPTION_FIRST, "listing", "FILE", "write addresses and words beside the assembly text" },
	{ 'v', NULL, NULL, "show the commands" },
	{ 0 },
};

static const struct option_row *const groups[] = { own_options, NULL };

const struct front driver_front = {
	.tool = "pg32-cc",
	.summary = "makes a PG32 program of C and assembly",
	.usage = "[OPTION...] FILE...",
	.text = "Makes one PG32 program of C (.c) and assembly (.s, .S) files.\n"
	        "To GCC go -O, -g, -D, -U, -I, -W, -std, -f, -MD (-MMD, -MF, -MP, -MT, -MQ), "
	        "-include, -isystem and -pedantic.",
	.groups = groups,
	.exits = "0 success\n"
	         "1 an error in the sources\n"
	         "64 wrong usage\n"
	         "74 standard output that cannot be written",
};
