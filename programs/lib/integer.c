/* Reading integers, as the strtol family does. */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "programs/lib/integer.h"

/* The value of a digit; a number larger than any base where it is none. */
static unsigned digit_value(char character)
{
	int lower = tolower((unsigned char)character);

	if (isdigit(lower))
		return (unsigned)(lower - '0');
	return isalpha(lower) ? (unsigned)(lower - 'a' + 10) : UINT_MAX;
}

/* Skips 0x before a hexadecimal digit, and finds the base where it is 0. */
static const char *skip_prefix(const char *text, unsigned *base)
{
	bool hexadecimal =
	        text[0] == '0' && (text[1] == 'x' || text[1] == 'X') && digit_value(text[2]) < 16;

	if (*base == 0)
		*base = hexadecimal ? 16 : text[0] == '0' ? 8 : 10;
	return *base == 16 && hexadecimal ? text + 2 : text;
}

/* Reads digits as far as they go; false where they are more than the limit. */
static bool read_digits(const char **text, unsigned base, unsigned long long limit,
                        unsigned long long *value)
{
	bool within = true;

	for (unsigned digit; (digit = digit_value(**text)) < base; ++*text) {
		if (*value > (limit - digit) / base)
			within = false;
		else
			*value = *value * base + digit;
	}
	return within;
}

unsigned long long __read_integer(const char *text, char **end, int base, struct __range range)
{
	const char *start = text;
	unsigned long long value = 0;
	unsigned radix = (unsigned)base;

	if (end)
		*end = (char *)(size_t)text;
	if (base < 0 || base == 1 || base > 36) {
		errno = EINVAL;
		return 0;
	}
	while (isspace((unsigned char)*start))
		start++;

	bool negative = *start == '-';
	unsigned long long limit = negative ? range.negative : range.positive;

	if (*start == '-' || *start == '+')
		start++;
	start = skip_prefix(start, &radix);

	const char *next = start;
	bool within = read_digits(&next, radix, limit, &value);

	if (end && next != start)
		*end = (char *)(size_t)next;
	if (!within) {
		errno = ERANGE;
		/* An unsigned type's nearest end is its largest value, whatever the sign. */
		return range.negative == range.positive ? limit : negative ? 0 - limit : limit;
	}
	return negative ? 0 - value : value;
}
