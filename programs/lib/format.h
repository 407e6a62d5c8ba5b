/* The conversions of printf: a specification, and where its characters go. */
#ifndef PG32_LIB_FORMAT_H
#define PG32_LIB_FORMAT_H

#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "programs/lib/number.h"

/* Where characters go, and how many there were. */
struct output {
	FILE *stream;
	int count;
	bool is_failed;
};

/* Where a number comes from: these, or the argument of that number. */
enum { NO_ARGUMENT = -1, NEXT_ARGUMENT = 0 };

/* %[position$][flags][width][.precision][length]conversion. */
struct specification {
	bool is_left, has_zeros, is_alternative;
	char plus;     /* what is before a number that is not negative: '+', ' ' or 0 */
	int width;     /* 0: none */
	int precision; /* -1: none */
	char length;   /* 'H' for hh, 'q' for ll, else the character; 0: none */
	char conversion;
	int value_from, width_from, precision_from;
};

/* Whether an integer of a length has 64 bits. */
static inline bool is_long_length(char length)
{
	return length == 'q' || length == 'j' || length == 'L';
}

/* What printf is given behind the format. */
struct arguments {
	va_list first, next;
	bool is_numbered, is_taken;     /* some have numbers, or have been taken */
	unsigned char kinds[NL_ARGMAX]; /* of the numbered */
};

/* Reads a specification behind its %, up to its end. */
const char *__read_specification(const char *format, struct specification *specification);

void __arguments_begin(struct arguments *arguments, va_list list);
void __arguments_end(struct arguments *arguments);

/* Takes width and precision, and makes the value of a specification the next argument. The format
 * begins with it. False (EINVAL) where only some arguments have numbers, or too large ones. */
bool __arguments_seek(struct arguments *arguments, struct specification *specification,
                      const char *format);

void __put_character(struct output *output, char character);
void __put_repeated(struct output *output, char character, int count);
void __put_text(struct output *output, const char *text, int length);

/* Puts what is before a number of a length, but for what __put_end then puts behind it: a sign and
 * such (a text), and what fills the width. */
void __put_begin(struct output *output, const struct specification *specification, const char *sign,
                 int length);
void __put_end(struct output *output, const struct specification *specification, const char *sign,
               int length);

/* Puts a floating-point number by %a, %e, %f or %g, or their capitals. */
void __put_floating(struct output *output, const struct specification *specification,
                    const struct number *number);

#endif
