/* printf to streams. */
#include <stdio.h>

#include "programs/lib/format.h"
#include "programs/lib/stream.h"

struct stream_sink {
	struct __sink sink;
	FILE *stream;
	int failure; /* EOF where writing failed */
};

static void write_stream(struct __sink *sink, const char *text, size_t size)
{
	struct stream_sink *target = (struct stream_sink *)sink;

	target->failure |= __stream_write(target->stream, text, size);
}

int vfprintf(FILE *restrict stream, const char *restrict format, va_list arguments)
{
	struct stream_sink target = { { write_stream, 0 }, stream, 0 };
	int written = __format(&target.sink, format, arguments);

	return target.failure ? -1 : written;
}

int vprintf(const char *restrict format, va_list arguments)
{
	return vfprintf(stdout, format, arguments);
}

int fprintf(FILE *restrict stream, const char *restrict format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int written = vfprintf(stream, format, arguments);
	va_end(arguments);
	return written;
}

int printf(const char *restrict format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int written = vfprintf(stdout, format, arguments);
	va_end(arguments);
	return written;
}
