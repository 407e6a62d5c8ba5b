/* printf to a descriptor. */
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

struct descriptor {
	FILE stream;
	int file;
};

static int put(char character, FILE *stream)
{
	return write(((struct descriptor *)stream)->file, &character, 1) == 1
	               ? (unsigned char)character
	               : EOF;
}

int vdprintf(int file, const char *restrict format, va_list arguments)
{
	struct descriptor descriptor = { FDEV_SETUP_STREAM(put, NULL, NULL, _FDEV_SETUP_WRITE),
		                         file };

	return vfprintf(&descriptor.stream, format, arguments);
}

int dprintf(int file, const char *restrict format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int count = vdprintf(file, format, arguments);
	va_end(arguments);
	return count;
}
