/* The start of an ordinary C program: sp is a stack at the top of free memory already. */
#include <stddef.h>
#include <stdlib.h>

#include "pg32.h"
#include "programs/lib/trap.h"

int main(int count, char **arguments);

_Noreturn void _start(void);

_Noreturn void _start(void)
{
	static char *arguments[] = { NULL };

	__catch_traps();
	exit(main(0, arguments));
}
