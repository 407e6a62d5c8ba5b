/* The printf family's formatter: a directive's argument is fetched and its field written. */
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "programs/lib/directive.h"
#include "programs/lib/format.h"

/* What is written for a directive: spaces, prefix, zeros, body, spaces. */
struct field {
	const char *prefix;
	size_t zeros;
	const char *body;
	size_t size;
};

_Static_assert(sizeof(size_t) == sizeof(long) && sizeof(ptrdiff_t) == sizeof(long),
               "z and t are as long as l");
_Static_assert(sizeof(intmax_t) == sizeof(long long), "j is as long as ll");

static void write_text(struct __sink *sink, const char *text, size_t size)
{
	sink->write(sink, text, size);
	sink->written += size;
}

static void write_repeated(struct __sink *sink, char character, size_t count)
{
	char chunk[16];

	memset(chunk, character, sizeof(chunk));
	for (; count > sizeof(chunk); count -= sizeof(chunk))
		write_text(sink, chunk, sizeof(chunk));
	write_text(sink, chunk, count);
}

static void write_field(struct __sink *sink, const struct directive *directive,
                        const struct field *field)
{
	size_t prefix = strlen(field->prefix);
	size_t size = prefix + field->zeros + field->size;
	size_t width = (size_t)directive->width;
	size_t padding = size < width ? width - size : 0;

	if (!directive->left)
		write_repeated(sink, ' ', padding);
	write_text(sink, field->prefix, prefix);
	write_repeated(sink, '0', field->zeros);
	write_text(sink, field->body, field->size);
	if (directive->left)
		write_repeated(sink, ' ', padding);
}

static intmax_t signed_argument(enum length length, struct arguments *arguments)
{
	switch (length) {
	case LENGTH_CHAR:
		return (signed char)va_arg(arguments->list, int);
	case LENGTH_SHORT:
		return (short)va_arg(arguments->list, int);
	case LENGTH_INT:
		return va_arg(arguments->list, int);
	case LENGTH_LONG:
	case LENGTH_SIZE:
		return va_arg(arguments->list, long);
	case LENGTH_LONG_LONG:
		return va_arg(arguments->list, long long);
	}
	return 0;
}

static uintmax_t unsigned_argument(enum length length, struct arguments *arguments)
{
	switch (length) {
	case LENGTH_CHAR:
		return (unsigned char)va_arg(arguments->list, unsigned);
	case LENGTH_SHORT:
		return (unsigned short)va_arg(arguments->list, unsigned);
	case LENGTH_INT:
		return va_arg(arguments->list, unsigned);
	case LENGTH_LONG:
	case LENGTH_SIZE:
		return va_arg(arguments->list, unsigned long);
	case LENGTH_LONG_LONG:
		return va_arg(arguments->list, unsigned long long);
	}
	return 0;
}

/* Writes digits so that they end before this place; returns the first. The upper half is divided
 * only while there is one: a division of 64 bits is a call. */
static char *write_digits(char *end, uintmax_t value, unsigned base, const char *digits)
{
	for (; value > UINT32_MAX; value /= base)
		*--end = digits[value % base];
	for (uint32_t low = (uint32_t)value; low != 0; low /= base)
		*--end = digits[low % base];
	return end;
}

static void write_integer(struct __sink *sink, const struct directive *directive,
                          const char *prefix, uintmax_t value)
{
	char text[sizeof(value) * 3];
	char *end = text + sizeof(text);
	bool is_octal = directive->conversion == 'o';
	bool is_decimal = strchr("diu", directive->conversion) != NULL;
	unsigned base = is_octal ? 8 : is_decimal ? 10 : 16;
	const char *digits = directive->conversion == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
	char *first = write_digits(end, value, base, digits);
	struct field field = { prefix, 0, first, (size_t)(end - first) };
	size_t least = directive->precision < 0 ? 1 : (size_t)directive->precision;

	if (directive->precision < 0 && directive->zero && !directive->left) {
		size_t width = (size_t)directive->width;
		size_t taken = strlen(prefix);

		least = width > taken + 1 ? width - taken : 1;
	}
	if (field.size < least)
		field.zeros = least - field.size;
	if (is_octal && directive->alternate && field.zeros == 0 &&
	    (field.size == 0 || *first != '0'))
		field.zeros = 1;
	write_field(sink, directive, &field);
}

static void write_signed(struct __sink *sink, const struct directive *directive,
                         struct arguments *arguments)
{
	intmax_t value = signed_argument(directive->length, arguments);
	const char *sign = directive->plus ? "+" : directive->space ? " " : "";

	if (value < 0)
		write_integer(sink, directive, "-", 0 - (uintmax_t)value);
	else
		write_integer(sink, directive, sign, (uintmax_t)value);
}

static void write_unsigned(struct __sink *sink, const struct directive *directive,
                           struct arguments *arguments)
{
	uintmax_t value = unsigned_argument(directive->length, arguments);
	const char *prefix = "";

	if (directive->alternate && value != 0 && directive->conversion == 'x')
		prefix = "0x";
	if (directive->alternate && value != 0 && directive->conversion == 'X')
		prefix = "0X";
	write_integer(sink, directive, prefix, value);
}

static void write_string(struct __sink *sink, const struct directive *directive, const char *text)
{
	struct field field = { "", 0, text, 0 };

	if (!text) {
		field.body = directive->precision < 0 || directive->precision >= 6 ? "(null)" : "";
		field.size = strlen(field.body);
	} else if (directive->precision < 0) {
		field.size = strlen(text);
	} else {
		field.size = strnlen(text, (size_t)directive->precision);
	}
	write_field(sink, directive, &field);
}

static void write_pointer(struct __sink *sink, const struct directive *directive,
                          struct arguments *arguments)
{
	void *pointer = va_arg(arguments->list, void *);
	struct field none = { "", 0, "(nil)", 5 };

	if (pointer)
		write_integer(sink, directive, "0x", (uintptr_t)pointer);
	else
		write_field(sink, directive, &none);
}

static void write_character(struct __sink *sink, const struct directive *directive,
                            struct arguments *arguments)
{
	char character = (char)va_arg(arguments->list, int);
	struct field field = { "", 0, &character, 1 };

	write_field(sink, directive, &field);
}

static void store_count(enum length length, size_t count, struct arguments *arguments)
{
	void *place = va_arg(arguments->list, void *);

	switch (length) {
	case LENGTH_CHAR:
		*(signed char *)place = (signed char)count;
		break;
	case LENGTH_SHORT:
		*(short *)place = (short)count;
		break;
	case LENGTH_INT:
		*(int *)place = (int)count;
		break;
	case LENGTH_LONG:
	case LENGTH_SIZE:
		*(long *)place = (long)count;
		break;
	case LENGTH_LONG_LONG:
		*(long long *)place = (long long)count;
		break;
	}
}

/* Writes one directive; false where its conversion is unknown. */
static bool write_directive(struct __sink *sink, const struct directive *directive,
                            struct arguments *arguments)
{
	switch (directive->conversion) {
	case 'd':
	case 'i':
		write_signed(sink, directive, arguments);
		return true;
	case 'u':
	case 'o':
	case 'x':
	case 'X':
		write_unsigned(sink, directive, arguments);
		return true;
	case 'c':
		write_character(sink, directive, arguments);
		return true;
	case 's':
		write_string(sink, directive, va_arg(arguments->list, const char *));
		return true;
	case 'p':
		write_pointer(sink, directive, arguments);
		return true;
	case 'n':
		store_count(directive->length, sink->written, arguments);
		return true;
	case '%':
		write_text(sink, "%", 1);
		return true;
	case 'f':
	case 'F':
	case 'e':
	case 'E':
	case 'g':
	case 'G':
	case 'a':
	case 'A':
		/* A constant can be passed where nothing can be computed; the next argument is
		 * after it. */
		(void)va_arg(arguments->list, double);
		write_text(sink, "(no floating point)", 19);
		return true;
	default:
		return false;
	}
}

static int overflow(void)
{
	errno = EOVERFLOW;
	return -1;
}

int __format(struct __sink *sink, const char *format, va_list list)
{
	struct arguments arguments;
	int result = 0;

	va_copy(arguments.list, list);
	while (*format && result >= 0) {
		size_t plain = strcspn(format, "%");
		const char *start = format + plain;

		write_text(sink, format, plain);
		format = start;
		if (*format == '%') {
			struct directive directive;

			if (!__parse_directive(&format, &directive, &arguments)) {
				result = overflow();
				break;
			}
			/* What is no directive is text. */
			if (!write_directive(sink, &directive, &arguments))
				write_text(sink, start, (size_t)(format - start));
		}
		if (sink->written > INT_MAX)
			result = overflow();
	}
	va_end(arguments.list);
	return result < 0 ? result : (int)sink->written;
}
