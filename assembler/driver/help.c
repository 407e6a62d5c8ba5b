/* What pg32-cc takes, for its --help: it reads its command line itself, which is GCC's. */
#include "assembler/driver/driver.h"

static const struct option_row own_options[] = {
	{ 'o', NULL, "FILE", "the program (a.out), or what -c, -S or -E make" },
	{ 'c', NULL, NULL, "stop at the object" },
	{ 'S', NULL, NULL, "stop at the assembly text" },
	{ 'E', NULL, NULL, "stop after the preprocessor" },
	{ OPTION_FIRST, "-fsyntax-only", NULL, "look for errors alone" },
	{ 'l', NULL, "NAME", "link an archive" },
	{ 'L', NULL, "DIR", "where archives are" },
	{ 'u', NULL, "SYM", "link what defines a symbol" },
	{ 's', NULL, NULL, "without symbols and debug sections" },
	{ OPTION_FIRST, "-Wl,OPTION", NULL, "to GNU's linker, as in -Wl,-Map=FILE" },
	{ 'T', NULL, "FILE", "a linker script in place of ours" },
	{ OPTION_FIRST, "-nostdlib", NULL,
	  "no library and no start file, for kernels; GCC's helpers stay" },
	{ OPTION_FIRST, "-nostartfiles", NULL, "no start file" },
	{ OPTION_FIRST, "-Ttext", "ADDR", "where the image begins (0x1000)" },
	{ OPTION_FIRST, "entry", "SYM", "the first instruction (_start)" },
	{ OPTION_FIRST, "isa", "PROFILE",
	  "the machine it is for (what .isa says, or pg32); --isa help lists them" },
	{ OPTION_FIRST, "listing", "FILE", "write addresses, words and lines of the program" },
	{ 'v', NULL, NULL, "show the commands; alone, the versions" },
	{ 0 },
};

static const struct option_row *const groups[] = { own_options, NULL };

const struct front driver_front = {
	.tool = "pg32-cc",
	.summary = "makes a PG32 program of C, C++, assembly, objects and archives",
	.usage = "[OPTION...] FILE...",
	.text = "Makes one PG32 program of C (.c, .i), C++ (.cc, .cpp), PG32 assembly (.s, .S), "
	        "objects and archives, which are RISC-V's (RV32EM; riscv64-unknown-elf-ar makes "
	        "archives).\n"
	        "To GCC go -O, -g, -D, -U, -I, -W, -std, -ansi, -f, -x, -M options, -include, "
	        "-isystem and -pedantic. -fPIC and its like are ignored.",
	.groups = groups,
	.exits = "0 success\n"
	         "1 an error in the sources\n"
	         "64 wrong usage\n"
	         "74 standard output that cannot be written",
};
