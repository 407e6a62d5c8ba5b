/* Formatting, as all of the printf family uses it. */
#ifndef PG32_LIB_FORMAT_H
#define PG32_LIB_FORMAT_H

#include <stdarg.h>
#include <stddef.h>

/* Where the characters go. Embed it first in a struct that says more. */
struct __sink {
	void (*write)(struct __sink *sink, const char *text, size_t size);
	size_t written;
};

/* Writes all of the format to the sink. Returns the number of characters, or -1 with errno set
 * where that is more than INT_MAX. */
int __format(struct __sink *sink, const char *format, va_list arguments);

#endif
