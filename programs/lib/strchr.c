/* Characters in strings. */
#include <string.h>

char *strchr(const char *text, int character)
{
	while (*text && *text != (char)character)
		text++;
	return *text == (char)character ? (char *)(size_t)text : NULL;
}

char *strrchr(const char *text, int character)
{
	const char *found = NULL;

	do
		if (*text == (char)character)
			found = text;
	while (*text++);
	return (char *)(size_t)found;
}
