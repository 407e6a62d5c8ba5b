/* The directives of a format, taken apart. */
#include <limits.h>

#include "programs/lib/directive.h"

/* Parses a number of the format; -1 where it is more than INT_MAX. */
static int parse_number(const char **format)
{
	int number = 0;

	for (; **format >= '0' && **format <= '9'; ++*format) {
		int digit = **format - '0';

		if (number < 0 || number > (INT_MAX - digit) / 10)
			number = -1;
		else
			number = number * 10 + digit;
	}
	return number;
}

static void parse_flags(const char **format, struct directive *directive)
{
	for (;; ++*format) {
		switch (**format) {
		case '-':
			directive->left = true;
			break;
		case '+':
			directive->plus = true;
			break;
		case ' ':
			directive->space = true;
			break;
		case '#':
			directive->alternate = true;
			break;
		case '0':
			directive->zero = true;
			break;
		default:
			return;
		}
	}
}

/* Width and precision; false where one of them is too large. */
static bool parse_sizes(const char **format, struct directive *directive,
                        struct arguments *arguments)
{
	if (**format == '*') {
		++*format;
		directive->width = va_arg(arguments->list, int);
		if (directive->width < 0) {
			directive->left = true;
			directive->width = directive->width == INT_MIN ? -1 : -directive->width;
		}
	} else {
		directive->width = parse_number(format);
	}
	directive->precision = -1;
	if (**format != '.')
		return directive->width >= 0;
	++*format;
	if (**format == '*') {
		++*format;
		directive->precision = va_arg(arguments->list, int);
		return directive->width >= 0;
	}
	directive->precision = parse_number(format);
	return directive->width >= 0 && directive->precision >= 0;
}

static enum length parse_length(const char **format)
{
	switch (*(*format)++) {
	case 'h':
		if (**format != 'h')
			return LENGTH_SHORT;
		++*format;
		return LENGTH_CHAR;
	case 'l':
		if (**format != 'l')
			return LENGTH_LONG;
		++*format;
		return LENGTH_LONG_LONG;
	case 'j':
		return LENGTH_LONG_LONG;
	case 'z':
	case 't':
		return LENGTH_SIZE;
	default:
		--*format;
		return LENGTH_INT;
	}
}

bool __parse_directive(const char **format, struct directive *directive,
                       struct arguments *arguments)
{
	++*format;
	*directive = (struct directive){ 0 };
	parse_flags(format, directive);
	if (!parse_sizes(format, directive, arguments))
		return false;
	directive->length = parse_length(format);
	directive->conversion = **format;
	if (**format)
		++*format;
	return true;
}
