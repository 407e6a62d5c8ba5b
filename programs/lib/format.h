/* The conversions of printf: a specification, and where its characters go. */
#ifndef PG32_LIB_FORMAT_H
#define PG32_LIB_FORMAT_H

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

/* %[flags][width][.precision][length]conversion. */
struct specification {
	bool is_left, has_zeros, is_alternative;
	char plus;     /* what is before a number that is not negative: '+', ' ' or 0 */
	int width;     /* 0: none */
	int precision; /* -1: none */
	char length;   /* 'H' for hh, 'q' for ll, else the character; 0: none */
	char conversion;
};

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
