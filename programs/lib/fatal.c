/* The library's own complaint about a program that went wrong. */
#include "pg32.h"
#include "programs/lib/fatal.h"
#include "programs/lib/platform.h"

_Noreturn void __fatal(const char *text)
{
	while (*text)
		__console_write((unsigned char)*text++);
	__console_write('\n');
	__machine_halt(EXIT_ABORTED);
}
