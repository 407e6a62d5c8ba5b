/* tree: a tree of processes. Each but the leaves forks two, and each changes a block of memory that
 * it has from its parent: no other process sees that. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <sys/wait.h>
#include "programs/user/runtime/runtime.h"
#include "programs/user/runtime/system.h"

enum { PAGES = 16, WORDS = PAGES * 1024 };

static unsigned block[WORDS];

static void set(unsigned value)
{
	for (unsigned i = 0; i < WORDS; i++)
		block[i] = value;
}

static bool is_all(unsigned value)
{
	for (unsigned i = 0; i < WORDS; i++) {
		if (block[i] != value)
			return false;
	}
	return true;
}

/* The tree below a process whose block holds this value. Returns how many processes it has; ends
 * where one of them has seen another's memory, or could not be. */
static int grow(int depth, unsigned value)
{
	int processes = 1, children[2], status;
	for (unsigned i = 0; i < 2 && depth > 0; i++) {
		children[i] = fork();
		if (children[i] < 0)
			exit(STATUS_MASK);
		if (children[i] > 0)
			continue;
		if (!is_all(value))
			exit(STATUS_MASK);
		set(2 * value + i);
		exit(grow(depth - 1, 2 * value + i));
	}
	for (unsigned i = 0; i < 2 && depth > 0; i++) {
		if (waitpid(children[i], &status, 0) < 0 || WEXITSTATUS(status) >= STATUS_KILLED)
			exit(STATUS_MASK);
		processes += WEXITSTATUS(status);
	}
	if (!is_all(value))
		exit(STATUS_MASK);
	return processes;
}

int main(int count, char **arguments)
{
	int depth = count > 1 ? atoi(arguments[1]) : 2;
	if (depth < 0 || depth > 4)
		return complain("tree", arguments[1], ERROR_ARGUMENT);
	set(1);
	printf("a tree of %d processes, each with memory of its own\n", grow(depth, 1));
	return 0;
}
