/* printf into memory. */
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* A stream into an array; what does not fit is dropped. */
struct array {
	FILE stream;
	char *next, *end; /* the end is where the last zero goes */
};

static int put_to_array(char character, FILE *stream)
{
	struct array *array = (struct array *)stream;

	if (array->next < array->end)
		*array->next++ = character;
	return (unsigned char)character;
}

static int print_to_array(char *text, char *end, const char *format, va_list arguments)
{
	struct array array = { FDEV_SETUP_STREAM(put_to_array, NULL, NULL, _FDEV_SETUP_WRITE), text,
		               end };
	int count = vfprintf(&array.stream, format, arguments);

	if (text != NULL)
		*array.next = 0;
	return count;
}

int vsnprintf(char *text, size_t size, const char *format, va_list arguments)
{
	if (size == 0)
		return print_to_array(NULL, NULL, format, arguments);
	/* More than is there: as if it had no end. */
	if (size - 1 > UINTPTR_MAX - (uintptr_t)text)
		size = UINTPTR_MAX - (uintptr_t)text + 1;
	return print_to_array(text, text + size - 1, format, arguments);
}

int vsprintf(char *text, const char *format, va_list arguments)
{
	return print_to_array(text, (char *)UINTPTR_MAX, format, arguments);
}

int snprintf(char *text, size_t size, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int count = vsnprintf(text, size, format, arguments);
	va_end(arguments);
	return count;
}

int sprintf(char *text, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int count = vsprintf(text, format, arguments);
	va_end(arguments);
	return count;
}

int vasprintf(char **text, const char *format, va_list arguments)
{
	va_list again;

	va_copy(again, arguments);
	int count = vsnprintf(NULL, 0, format, again);
	va_end(again);
	*text = count < 0 ? NULL : malloc((size_t)count + 1);
	return *text == NULL ? -1 : vsprintf(*text, format, arguments);
}

int asprintf(char **text, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int count = vasprintf(text, format, arguments);
	va_end(arguments);
	return count;
}
