/* printf, but for floating-point numbers: puts what the specifications of the format ask for.
 *
 * All conversions and lengths of C17, but for %lc and %ls of characters that are no bytes, which
 * fail as in the C locale. */
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <string.h>
#include <wchar.h>

#include "programs/lib/decimal.h"
#include "programs/lib/format.h"

void __put_character(struct output *output, char character)
{
	if (output->stream->put(character, output->stream) < 0)
		output->is_failed = true;
	if (output->count == INT_MAX)
		output->is_failed = true;
	else
		output->count++;
}

void __put_repeated(struct output *output, char character, int count)
{
	for (; count > 0; count--)
		__put_character(output, character);
}

void __put_text(struct output *output, const char *text, int length)
{
	for (int i = 0; i < length; i++)
		__put_character(output, text[i]);
}

static int missing(const struct specification *specification, const char *sign, int length)
{
	return specification->width - length - (int)strlen(sign);
}

void __put_begin(struct output *output, const struct specification *specification, const char *sign,
                 int length)
{
	int count = missing(specification, sign, length);

	if (!specification->is_left && !specification->has_zeros)
		__put_repeated(output, ' ', count);
	__put_text(output, sign, (int)strlen(sign));
	if (!specification->is_left && specification->has_zeros)
		__put_repeated(output, '0', count);
}

void __put_end(struct output *output, const struct specification *specification, const char *sign,
               int length)
{
	if (specification->is_left)
		__put_repeated(output, ' ', missing(specification, sign, length));
}

/* The digits of a number, from the last on; as many as 64 bits have in octal
 * behind a zero. */
enum { MOST_DIGITS = 23 };

static int make_powers_of_two(char digits[MOST_DIGITS], uint64_t value, int bits, char ten)
{
	int count = 0;

	for (; value != 0; value >>= bits) {
		unsigned digit = (unsigned)value & ((1u << bits) - 1);

		digits[count++] = (char)(digit < 10 ? '0' + digit : (unsigned)ten + digit - 10);
	}
	return count;
}

static int make_tens(char digits[MOST_DIGITS], uint64_t value)
{
	int count = 0;

	if (value > UINT32_MAX) {
		uint32_t fraction[] = { (uint32_t)value, (uint32_t)(value >> 32) };
		uint32_t words[__decimal_room(2, 0)];
		struct decimal decimal = { words, 0, 0, 0 };

		__decimal_set(&decimal, fraction, 2, 0);
		for (int top = __decimal_top(&decimal); count <= top; count++)
			digits[count] = (char)('0' + __decimal_digit(&decimal, count));
		return count;
	}
	for (uint32_t left = (uint32_t)value; left != 0; left /= 10)
		digits[count++] = (char)('0' + left % 10);
	return count;
}

/* Puts an integer: its sign or prefix, zeros up to the precision, its digits. */
static void put_digits(struct output *output, const struct specification *specification,
                       const char *sign, const char *digits, int count)
{
	struct specification padded = *specification;
	int zeros = (specification->precision < 0 ? 1 : specification->precision) - count;

	if (zeros < 0)
		zeros = 0;
	if (specification->precision >= 0)
		padded.has_zeros = false;
	__put_begin(output, &padded, sign, zeros + count);
	__put_repeated(output, '0', zeros);
	for (int i = count; i > 0; i--)
		__put_character(output, digits[i - 1]);
	__put_end(output, &padded, sign, zeros + count);
}

static void put_signed(struct output *output, const struct specification *specification,
                       int64_t value)
{
	char digits[MOST_DIGITS], sign[] = { value < 0 ? '-' : specification->plus, 0 };
	int count = make_tens(digits, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);

	put_digits(output, specification, sign, digits, count);
}

static void put_unsigned(struct output *output, const struct specification *specification,
                         uint64_t value)
{
	char digits[MOST_DIGITS], conversion = specification->conversion;
	char sign[] = { '0', conversion, 0 };
	int count;

	if (conversion == 'u')
		count = make_tens(digits, value);
	else if (conversion == 'o')
		count = make_powers_of_two(digits, value, 3, 0);
	else
		count = make_powers_of_two(digits, value, 4, conversion == 'X' ? 'A' : 'a');
	/* A zero that is there of itself or by the precision is not put twice. */
	if (conversion == 'o' && specification->is_alternative &&
	    specification->precision <= count && (count > 0 || specification->precision == 0))
		digits[count++] = '0';
	if ((conversion != 'x' && conversion != 'X') || !specification->is_alternative ||
	    value == 0)
		sign[0] = 0;
	put_digits(output, specification, sign, digits, count);
}

static void put_string(struct output *output, const struct specification *specification,
                       const char *text)
{
	struct specification padded = *specification;
	size_t length;

	if (text == NULL)
		text = specification->precision < 0 || specification->precision >= 6 ? "(null)"
		                                                                     : "";
	length = specification->precision < 0 ? strlen(text)
	                                      : strnlen(text, (size_t)specification->precision);
	padded.has_zeros = false;
	if (length > INT_MAX)
		output->is_failed = true;
	__put_begin(output, &padded, "", (int)length);
	__put_text(output, text, (int)length);
	__put_end(output, &padded, "", (int)length);
}

static void put_pointer(struct output *output, const struct specification *specification,
                        const void *pointer)
{
	struct specification hexadecimal = *specification;

	hexadecimal.is_alternative = true;
	hexadecimal.conversion = 'x';
	hexadecimal.precision = -1;
	if (pointer == NULL)
		put_string(output, &hexadecimal, "(nil)");
	else
		put_unsigned(output, &hexadecimal, (uintptr_t)pointer);
}

/* Wide characters are bytes here. */
static bool put_wide(struct output *output, const struct specification *specification,
                     const wchar_t *text, size_t most)
{
	struct specification padded = *specification;
	size_t length = 0;

	for (; length < most && text[length] != 0; length++)
		if ((uint32_t)text[length] > UCHAR_MAX) {
			errno = EILSEQ;
			return false;
		}
	padded.has_zeros = false;
	__put_begin(output, &padded, "", (int)length);
	for (size_t i = 0; i < length; i++)
		__put_character(output, (char)text[i]);
	__put_end(output, &padded, "", (int)length);
	return true;
}

static bool put_characters(struct output *output, const struct specification *specification,
                           va_list *arguments)
{
	struct specification single = *specification;
	size_t most = single.precision < 0 ? SIZE_MAX : (size_t)single.precision;
	bool is_wide = single.length == 'l' || single.conversion == 'C' || single.conversion == 'S';

	if (single.conversion == 's' || single.conversion == 'S') {
		const void *text = va_arg(*arguments, const void *);

		if (is_wide && text != NULL)
			return put_wide(output, specification, text, most);
		put_string(output, specification, text);
		return true;
	}
	int character = va_arg(*arguments, int);

	if (is_wide && (unsigned)character > UCHAR_MAX) {
		errno = EILSEQ;
		return false;
	}
	single.has_zeros = false;
	__put_begin(output, &single, "", 1);
	__put_character(output, (char)character);
	__put_end(output, &single, "", 1);
	return true;
}

static int64_t take_signed(char length, va_list *arguments)
{
	if (is_long_length(length))
		return va_arg(*arguments, int64_t);
	int value = va_arg(*arguments, int);

	return length == 'H' ? (signed char)value : length == 'h' ? (short)value : value;
}

static uint64_t take_unsigned(char length, va_list *arguments)
{
	if (is_long_length(length))
		return va_arg(*arguments, uint64_t);
	unsigned value = va_arg(*arguments, unsigned);

	return length == 'H' ? (unsigned char)value : length == 'h' ? (unsigned short)value : value;
}

/* Where %n goes. */
static void store_count(char length, int count, va_list *arguments)
{
	void *place = va_arg(*arguments, void *);

	if (is_long_length(length))
		*(int64_t *)place = count;
	else if (length == 'H')
		*(signed char *)place = (signed char)count;
	else if (length == 'h')
		*(short *)place = (short)count;
	else
		*(int *)place = count;
}

static void take_floating(struct output *output, const struct specification *specification,
                          va_list *arguments)
{
	struct number number;
	uint32_t words[FRACTION_WORDS];

	if (specification->length == 'L') {
		long double value = va_arg(*arguments, long double);

		memcpy(words, &value, sizeof(value));
		__number_take_apart(&number, &__long_double_format, words);
	} else {
		double value = va_arg(*arguments, double);

		memcpy(words, &value, sizeof(value));
		__number_take_apart(&number, &__double_format, words);
	}
	__put_floating(output, specification, &number);
}

/* Puts what one specification asks for; false where there is no such conversion, or it fails. */
static bool convert(struct output *output, const struct specification *specification,
                    va_list *arguments)
{
	switch (specification->conversion) {
	case 'd':
	case 'i':
		put_signed(output, specification, take_signed(specification->length, arguments));
		return true;
	case 'o':
	case 'u':
	case 'x':
	case 'X':
		put_unsigned(output, specification,
		             take_unsigned(specification->length, arguments));
		return true;
	case 'c':
	case 's':
	case 'C':
	case 'S':
		return put_characters(output, specification, arguments);
	case 'p':
		put_pointer(output, specification, va_arg(*arguments, const void *));
		return true;
	case 'a':
	case 'A':
	case 'e':
	case 'E':
	case 'f':
	case 'F':
	case 'g':
	case 'G':
		take_floating(output, specification, arguments);
		return true;
	case 'n':
		store_count(specification->length, output->count, arguments);
		return true;
	case '%':
		__put_character(output, '%');
		return true;
	default:
		errno = EINVAL;
		return false;
	}
}

int vfprintf(FILE *stream, const char *format, va_list list)
{
	struct output output = { stream, 0, false };
	struct specification specification;
	struct arguments arguments;
	bool is_good = (stream->flags & _FDEV_SETUP_WRITE) != 0;

	__arguments_begin(&arguments, list);
	while (is_good && *format != 0) {
		const char *begin = format++;

		if (*begin != '%') {
			__put_character(&output, *begin);
			continue;
		}
		format = __read_specification(format, &specification);
		is_good = __arguments_seek(&arguments, &specification, begin) &&
		          convert(&output, &specification, &arguments.next);
	}
	__arguments_end(&arguments);
	if (output.is_failed || !is_good)
		stream->flags |= __SERR;
	return output.is_failed || !is_good ? -1 : output.count;
}

int vprintf(const char *format, va_list arguments)
{
	return vfprintf(stdout, format, arguments);
}

int printf(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int count = vfprintf(stdout, format, arguments);
	va_end(arguments);
	return count;
}

int fprintf(FILE *stream, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int count = vfprintf(stream, format, arguments);
	va_end(arguments);
	return count;
}
