/* The end of a program: exit, atexit, _Exit. */
#include <stdlib.h>

#include "programs/lib/platform.h"

enum { EXIT_FUNCTIONS = 32 };

static struct {
	unsigned count;
	void (*functions[EXIT_FUNCTIONS])(void);
} at_exit;

int atexit(void (*function)(void))
{
	if (at_exit.count == EXIT_FUNCTIONS)
		return -1;
	at_exit.functions[at_exit.count++] = function;
	return 0;
}

_Noreturn void exit(int status)
{
	while (at_exit.count > 0)
		at_exit.functions[--at_exit.count]();
	__machine_halt(status);
}

_Noreturn void _Exit(int status)
{
	__machine_halt(status);
}
