/* A plain C program that goes wrong says what went wrong, and halts with the status for it. */
#include <criterion/criterion.h>
#include <string.h>

#include "tests/programs/command.h"

#define FAILING "build/tests/compared/failing/"

enum { ABORTED = 58, TRAPPED = 59 };

static const struct failure {
	const char *name;
	int status;
	const char *says;
} failures[] = {
	{ "abort", ABORTED, "aborted\n" },
	{ "assertion", ABORTED, "assertion.c:7: halve: assertion failed: number % 2 == 0\n" },
	{ "builtin_trap", TRAPPED, "trap: breakpoint at pc 0x" },
	{ "free_twice", ABORTED, "free already\n" },
	{ "jump_null", TRAPPED, "trap: illegal instruction at pc 0x00000000, value 0x00000000\n" },
	{ "load_wild", TRAPPED, "trap: load refused at pc 0x" },
	{ "stack_endless", TRAPPED, "trap: the stack ran over the program" },
	{ "stack_smashed", ABORTED, "stack smashed" },
	{ "status_large", 63, "300\n" },
	{ "store_wild", TRAPPED, ", value 0xf0000004\n  most likely: a write through" },
	{ "syscall", TRAPPED, "trap: system call at pc 0x" },
};

Test(failing, programs_say_what_went_wrong)
{
	static struct outcome outcome;

	for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++) {
		const struct failure *failure = &failures[i];

		run(&outcome, "build/bin/pg32-run --limit 100000000 " FAILING "%s.elf </dev/null",
		    failure->name);
		cr_expect_eq(outcome.status, failure->status, "%s halts with %d", failure->name,
		             outcome.status);
		cr_expect(strstr(outcome.output, failure->says), "%s writes\n%s", failure->name,
		          outcome.output);
	}
}
