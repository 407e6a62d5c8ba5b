/* What scanf and strtod read: characters one after the other, of which the next is looked at. */
#ifndef PG32_LIB_SCAN_H
#define PG32_LIB_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "programs/lib/number.h"

struct scanner {
	FILE *stream;     /* NULL: a text */
	const char *text; /* what comes next of it */
	size_t taken;     /* so many characters so far */
	size_t limit;     /* and no more than so many */
	int next; /* the character that is looked at; EOF, and none where has_next is false */
	bool has_next;
};

/* The next character, or EOF where there is none: the text or stream ends, or the limit is reached.
 */
int __scan_look(struct scanner *scanner);

/* Takes it. */
void __scan_take(struct scanner *scanner);

/* Takes the next character if it is this one, a small letter, or its capital. */
bool __scan_accept(struct scanner *scanner, int letter);

/* White space. */
void __scan_space(struct scanner *scanner);

/* Gives back to the stream what was looked at. */
void __scan_end(struct scanner *scanner);

/* Reads a floating-point number as strtod does, but for white space before it, into words of a
 * format. *length is that of the longest beginning of what was taken that is a number; 0: there is
 * none, and the words are zero. */
enum number_result __scan_floating(struct scanner *scanner, const struct number_format *format,
                                   uint32_t *words, size_t *length);

#endif
