/* Strings in strings. */
#include <string.h>

char *strstr(const char *text, const char *part)
{
	size_t length = strlen(part);

	if (length == 0)
		return (char *)(size_t)text;
	while ((text = strchr(text, *part)) && strncmp(text, part, length) != 0)
		text++;
	return (char *)(size_t)text;
}
