/* The strtol family. */
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>

#include "programs/lib/integer.h"

long strtol(const char *restrict text, char **restrict end, int base)
{
	return (long)__read_integer(text, end, base,
	                            (struct __range){ LONG_MAX, 0 - (unsigned long long)LONG_MIN });
}

unsigned long strtoul(const char *restrict text, char **restrict end, int base)
{
	return (unsigned long)__read_integer(text, end, base,
	                                     (struct __range){ ULONG_MAX, ULONG_MAX });
}

long long strtoll(const char *restrict text, char **restrict end, int base)
{
	return (long long)__read_integer(
	        text, end, base, (struct __range){ LLONG_MAX, 0 - (unsigned long long)LLONG_MIN });
}

unsigned long long strtoull(const char *restrict text, char **restrict end, int base)
{
	return __read_integer(text, end, base, (struct __range){ ULLONG_MAX, ULLONG_MAX });
}

intmax_t strtoimax(const char *restrict text, char **restrict end, int base)
{
	return strtoll(text, end, base);
}

uintmax_t strtoumax(const char *restrict text, char **restrict end, int base)
{
	return strtoull(text, end, base);
}

int atoi(const char *text)
{
	return (int)strtol(text, NULL, 10);
}

long atol(const char *text)
{
	return strtol(text, NULL, 10);
}

long long atoll(const char *text)
{
	return strtoll(text, NULL, 10);
}
