/* Each C program, at each level of optimisation, gives the same output and status on the machine as
 * under qemu-riscv32, and as natively with the host's library. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "tests/programs/command.h"

#define PROGRAMS "build/tests/compared/"
#define INPUT "tests/programs/input.txt"

enum { PATH_SIZE = 128, MOST = 400, LEAST = 100 };

/* All programs for the machine: PROGRAMS, a level, a name. */
ParameterizedTestParameters(programs, give_the_same_everywhere)
{
	static char paths[MOST][PATH_SIZE];
	glob_t found;
	size_t count = 0;

	if (glob(PROGRAMS "O*/*.elf", 0, NULL, &found) == 0) {
		for (; count < found.gl_pathc && count < MOST; count++)
			snprintf(paths[count], PATH_SIZE, "%s", found.gl_pathv[count]);
		globfree(&found);
	}
	return cr_make_param_array(char[PATH_SIZE], paths, count);
}

static void compare(const char *path, const char *where, const struct outcome *ours,
                    const struct outcome *theirs)
{
	cr_assert_eq(ours->status, theirs->status, "%s halts with %d, %s with %d", path,
	             ours->status, where, theirs->status);
	cr_assert(ours->size == theirs->size &&
	                  memcmp(ours->output, theirs->output, ours->size) == 0,
	          "%s writes\n%s\n%s writes\n%s", path, ours->output, where, theirs->output);
}

ParameterizedTest(char path[PATH_SIZE], programs, give_the_same_everywhere)
{
	static struct outcome ours, qemu, native;
	const char *name = strrchr(path, '/') + 1;
	int stem = (int)strcspn(path, ".");

	run(&ours, "build/bin/pg32-run --limit 1000000000 --input " INPUT " %s", path);
	run(&qemu, "timeout 600 qemu-riscv32 %.*s.qemu <" INPUT, stem, path);
	run(&native, "timeout 600 " PROGRAMS "%.*s.native <" INPUT, (int)strcspn(name, "."), name);
	cr_assert_gt(ours.size, 0, "%s writes nothing", path);
	compare(path, "qemu-riscv32", &ours, &qemu);
	compare(path, "the host", &ours, &native);
}

Test(programs, are_all_there)
{
	glob_t found;

	cr_assert_eq(glob(PROGRAMS "O*/*.elf", 0, NULL, &found), 0);
	cr_assert_geq(found.gl_pathc, LEAST);
	cr_assert_leq(found.gl_pathc, MOST);
	globfree(&found);
}
