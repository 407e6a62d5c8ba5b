/* abort. */
#include <stdlib.h>

#include "programs/lib/fatal.h"

_Noreturn void abort(void)
{
	__fatal("aborted");
}
