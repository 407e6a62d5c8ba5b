/* What a failed assertion does. */
#include <assert.h>
#include <stdio.h>

#include "programs/lib/fatal.h"

_Noreturn void __assert_func(const char *file, int line, const char *function,
                             const char *condition)
{
	fprintf(stderr, "%s:%d: %s: assertion failed: ", file, line, function ? function : "?");
	__fatal(condition);
}
