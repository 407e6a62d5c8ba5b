/* printf to memory. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "programs/lib/format.h"

struct memory_sink {
	struct __sink sink;
	char *next;
	size_t room; /* bytes left, the final NUL not counted */
};

static void write_memory(struct __sink *sink, const char *text, size_t size)
{
	struct memory_sink *target = (struct memory_sink *)sink;
	size_t taken = size < target->room ? size : target->room;

	if (taken == 0)
		return;
	memcpy(target->next, text, taken);
	target->next += taken;
	target->room -= taken;
}

int vsnprintf(char *restrict text, size_t size, const char *restrict format, va_list arguments)
{
	struct memory_sink target = { { write_memory, 0 }, text, size > 0 ? size - 1 : 0 };
	int written = __format(&target.sink, format, arguments);

	if (size > 0)
		*target.next = '\0';
	return written;
}

int vsprintf(char *restrict text, const char *restrict format, va_list arguments)
{
	return vsnprintf(text, SIZE_MAX, format, arguments);
}

int snprintf(char *restrict text, size_t size, const char *restrict format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int written = vsnprintf(text, size, format, arguments);
	va_end(arguments);
	return written;
}

int sprintf(char *restrict text, const char *restrict format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int written = vsnprintf(text, SIZE_MAX, format, arguments);
	va_end(arguments);
	return written;
}
