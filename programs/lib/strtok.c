/* The parts of a string between separators. */
#include <string.h>

char *strtok_r(char *restrict text, const char *restrict separators, char **restrict rest)
{
	char *start = text ? text : *rest;

	start += strspn(start, separators);
	*rest = start;
	if (!*start)
		return NULL;
	*rest += strcspn(start, separators);
	if (**rest)
		*(*rest)++ = '\0';
	return start;
}

char *strtok(char *restrict text, const char *restrict separators)
{
	static char none[1];
	static char *rest = none;

	return strtok_r(text, separators, &rest);
}
