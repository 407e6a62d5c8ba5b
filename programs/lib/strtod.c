/* strtod and its like: numbers of a text. */
#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "programs/lib/scan.h"

/* Reads a number of a format; *end is behind it. */
static void read_number(const char *text, char **end, const struct number_format *format,
                        uint32_t *words)
{
	const char *start = text;
	size_t length;

	while (isspace((unsigned char)*start))
		start++;
	struct scanner scanner = { .text = start, .limit = SIZE_MAX };

	if (__scan_floating(&scanner, format, words, &length) != NUMBER_FITS)
		errno = ERANGE;
	if (end != NULL)
		*end = (char *)(uintptr_t)(length == 0 ? text : start + length);
}

float strtof(const char *restrict text, char **restrict end)
{
	uint32_t words[1];
	float value;

	read_number(text, end, &__float_format, words);
	memcpy(&value, words, sizeof(value));
	return value;
}

double strtod(const char *restrict text, char **restrict end)
{
	uint32_t words[2];
	double value;

	read_number(text, end, &__double_format, words);
	memcpy(&value, words, sizeof(value));
	return value;
}

long double strtold(const char *restrict text, char **restrict end)
{
	uint32_t words[4];
	long double value;

	read_number(text, end, &__long_double_format, words);
	memcpy(&value, words, sizeof(value));
	return value;
}
