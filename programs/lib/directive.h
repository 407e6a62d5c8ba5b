/* The directives of a format, taken apart. */
#ifndef PG32_LIB_DIRECTIVE_H
#define PG32_LIB_DIRECTIVE_H

#include <stdarg.h>
#include <stdbool.h>

enum length { LENGTH_INT, LENGTH_CHAR, LENGTH_SHORT, LENGTH_LONG, LENGTH_LONG_LONG, LENGTH_SIZE };

/* %[flags][width][.precision][length]conversion */
struct directive {
	bool left, plus, space, alternate, zero;
	int width;
	int precision; /* -1 where there is none */
	enum length length;
	char conversion;
};

/* A va_list that functions can share. */
struct arguments {
	va_list list;
};

/* Parses the directive whose % is at *format, and moves *format behind it. The conversion is what
 * stands in its place, at the format's end NUL. False where width or precision is more than
 * INT_MAX. */
bool __parse_directive(const char **format, struct directive *directive,
                       struct arguments *arguments);

#endif
