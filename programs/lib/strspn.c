/* Sets of characters in strings. */
#include <string.h>

size_t strspn(const char *text, const char *accepted)
{
	size_t length = 0;

	while (text[length] && strchr(accepted, text[length]))
		length++;
	return length;
}

size_t strcspn(const char *text, const char *rejected)
{
	size_t length = 0;

	while (!strchr(rejected, text[length])) /* finds the final NUL as well */
		length++;
	return length;
}

char *strpbrk(const char *text, const char *accepted)
{
	text += strcspn(text, accepted);
	return *text ? (char *)(size_t)text : NULL;
}
