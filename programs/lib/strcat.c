/* Strings after strings. */
#include <string.h>

char *strcat(char *restrict to, const char *restrict from)
{
	strcpy(to + strlen(to), from);
	return to;
}

char *strncat(char *restrict to, const char *restrict from, size_t limit)
{
	size_t length = strnlen(from, limit);
	char *end = to + strlen(to);

	memcpy(end, from, length);
	end[length] = '\0';
	return to;
}
