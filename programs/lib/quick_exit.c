/* quick_exit: what at_quick_exit was given runs, the last first. */
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

enum { MOST_FUNCTIONS = 32 };

static struct {
	void (*functions[MOST_FUNCTIONS])(void);
	int count;
} registered;

int at_quick_exit(void (*function)(void))
{
	if (registered.count == MOST_FUNCTIONS)
		return -1;
	registered.functions[registered.count++] = function;
	return 0;
}

_Noreturn void quick_exit(int status)
{
	while (registered.count > 0)
		registered.functions[--registered.count]();
	_exit(status);
}
