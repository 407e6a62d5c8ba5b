/* What a failed assertion does. */
#include <assert.h>
#include <stdio.h>

#include "programs/lib/fatal.h"

_Noreturn void __assert_failed(const char *condition, const char *file, int line,
                               const char *function)
{
	fprintf(stderr, "%s:%d: %s: ", file, line, function);
	fputs("assertion failed: ", stderr);
	__fatal(condition);
}
