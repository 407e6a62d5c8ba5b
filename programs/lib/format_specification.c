/* The specifications of printf's formats, and the arguments that they take: the next, or those
 * whose numbers they say (%2$d, %*1$d). For those the whole format is read first, since where an
 * argument is depends on the sizes of those before it. */
#include "programs/lib/format.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

#include "programs/lib/position.h"

static const char *read_flags(const char *format, struct specification *specification)
{
	for (;; format++) {
		switch (*format) {
		case '-':
			specification->is_left = true;
			break;
		case '0':
			specification->has_zeros = true;
			break;
		case '#':
			specification->is_alternative = true;
			break;
		case '+':
			specification->plus = '+';
			break;
		case ' ':
			if (specification->plus == 0)
				specification->plus = ' ';
			break;
		case '\'': /* the C locale groups no digits */
			break;
		default:
			return format;
		}
	}
}

/* A width or precision, or from which argument it comes. */
static const char *read_count(const char *format, int *count, int *from)
{
	if (*format == '*')
		return __read_position(format + 1, from);
	return __read_number(format, count);
}

const char *__read_specification(const char *format, struct specification *specification)
{
	*specification = (struct specification){ .precision = -1,
		                                 .width_from = NO_ARGUMENT,
		                                 .precision_from = NO_ARGUMENT };
	format = __read_position(format, &specification->value_from);
	format = read_flags(format, specification);
	format = read_count(format, &specification->width, &specification->width_from);
	if (*format == '.')
		format = read_count(format + 1, &specification->precision,
		                    &specification->precision_from);
	if (*format != 0 && strchr("hljztLq", *format) != NULL) {
		specification->length = *format++;
		if (*format == specification->length && (*format == 'h' || *format == 'l'))
			specification->length = *format++ == 'h' ? 'H' : 'q';
	}
	specification->conversion = *format;
	if (*format == '%')
		specification->value_from = NO_ARGUMENT;
	return *format == 0 ? format : format + 1;
}

/* How much memory an argument has. */
enum kind { KIND_WORD, KIND_LONG, KIND_DOUBLE, KIND_LONG_DOUBLE };

static enum kind kind_of(const struct specification *specification)
{
	if (specification->conversion != 0 && strchr("aAeEfFgG", specification->conversion) != NULL)
		return specification->length == 'L' ? KIND_LONG_DOUBLE : KIND_DOUBLE;
	if (specification->conversion != 0 && strchr("diouxX", specification->conversion) != NULL)
		return is_long_length(specification->length) ? KIND_LONG : KIND_WORD;
	return KIND_WORD;
}

static bool note(struct arguments *arguments, int from, enum kind kind)
{
	if (from == NO_ARGUMENT)
		return true;
	if (from == NEXT_ARGUMENT || from > NL_ARGMAX)
		return false;
	arguments->kinds[from - 1] = (unsigned char)kind;
	return true;
}

/* Reads what is left of a format for the kinds of the arguments. False where one has no number, or
 * too large a one. */
static bool number_arguments(struct arguments *arguments, const char *format)
{
	struct specification specification;

	memset(arguments->kinds, KIND_WORD, sizeof(arguments->kinds));
	while (*format != 0) {
		if (*format++ != '%')
			continue;
		format = __read_specification(format, &specification);
		if (!note(arguments, specification.value_from, kind_of(&specification)) ||
		    !note(arguments, specification.width_from, KIND_WORD) ||
		    !note(arguments, specification.precision_from, KIND_WORD))
			return false;
	}
	arguments->is_numbered = true;
	return true;
}

static void skip(va_list *next, enum kind kind)
{
	switch (kind) {
	case KIND_WORD:
		(void)va_arg(*next, int);
		break;
	case KIND_LONG:
		(void)va_arg(*next, int64_t);
		break;
	case KIND_DOUBLE:
		(void)va_arg(*next, double);
		break;
	case KIND_LONG_DOUBLE:
		(void)va_arg(*next, long double);
		break;
	}
}

/* What comes next is the argument of this number; 0: it does already. */
static void seek(struct arguments *arguments, int from)
{
	if (from <= 0)
		return;
	va_end(arguments->next);
	va_copy(arguments->next, arguments->first);
	for (int i = 0; i < from - 1; i++)
		skip(&arguments->next, arguments->kinds[i]);
}

void __arguments_begin(struct arguments *arguments, va_list list)
{
	va_copy(arguments->first, list);
	va_copy(arguments->next, list);
	arguments->is_numbered = false;
	arguments->is_taken = false;
}

void __arguments_end(struct arguments *arguments)
{
	va_end(arguments->first);
	va_end(arguments->next);
}

bool __arguments_seek(struct arguments *arguments, struct specification *specification,
                      const char *format)
{
	bool is_numbered = specification->value_from > 0 || specification->width_from > 0 ||
	                   specification->precision_from > 0;

	if (is_numbered && !arguments->is_numbered &&
	    (arguments->is_taken || !number_arguments(arguments, format))) {
		errno = EINVAL;
		return false;
	}
	arguments->is_taken |= specification->value_from != NO_ARGUMENT;
	if (specification->width_from != NO_ARGUMENT) {
		seek(arguments, specification->width_from);
		specification->width = va_arg(arguments->next, int);
	}
	if (specification->width < 0) {
		specification->is_left = true;
		specification->width = -specification->width;
	}
	if (specification->precision_from != NO_ARGUMENT) {
		seek(arguments, specification->precision_from);
		specification->precision = va_arg(arguments->next, int);
	}
	seek(arguments, specification->value_from);
	return true;
}
