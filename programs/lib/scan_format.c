/* scanf: reads the format, and what it asks for.
 *
 * All conversions and lengths of C17, and m of POSIX, which takes memory for a string. Wide
 * characters are bytes, as in the C locale. */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "programs/lib/position.h"
#include "programs/lib/scan.h"

/* %[position$][*][width][m][length]conversion. */
struct request {
	int position; /* of the argument; 0: the next */
	bool is_dropped, takes_memory;
	size_t width; /* 0: none */
	char length;  /* 'H' for hh, 'q' for ll, else the character; 0: none */
	char conversion;
	const char *set, *set_end; /* of %[: what is behind the bracket, and the closing one */
};

enum outcome { MATCHED, NOT_MATCHED, INPUT_ENDED };

static const char *read_length(const char *format, struct request *request)
{
	if (*format == 0 || strchr("hljztLq", *format) == NULL)
		return format;
	request->length = *format++;
	if (*format == request->length && (*format == 'h' || *format == 'l'))
		request->length = *format++ == 'h' ? 'H' : 'q';
	return format;
}

/* Reads a specification behind its %, up to its end. */
static const char *read_request(const char *format, struct request *request)
{
	int width;

	*request = (struct request){ 0 };
	format = __read_position(format, &request->position);
	request->is_dropped = *format == '*';
	format = __read_number(format + request->is_dropped, &width);
	request->width = (size_t)width;
	request->takes_memory = *format == 'm';
	format = read_length(format + request->takes_memory, request);
	request->conversion = *format;
	if (*format == 0)
		return format;
	if (*format++ != '[')
		return format;
	request->set = format;
	format += *format == '^';
	/* A bracket that comes first is one of the set. */
	format += *format == ']';
	while (*format != 0 && *format != ']')
		format++;
	request->set_end = format;
	return *format == 0 ? format : format + 1;
}

/* Whether a character is in the set of %[, in which a-z is a range. */
static bool is_in_set(const struct request *request, int character)
{
	const unsigned char *at = (const unsigned char *)request->set;
	const unsigned char *end = (const unsigned char *)request->set_end;
	bool is_inverted = *at == '^' && at < end, is_found = false;

	for (at += is_inverted; at < end; at++) {
		if (at[1] == '-' && at + 2 < end) {
			is_found |= character >= at[0] && character <= at[2];
			at += 2;
		} else {
			is_found |= character == *at;
		}
	}
	return is_found != is_inverted;
}

static bool is_wanted(const struct request *request, int character)
{
	if (character == EOF)
		return false;
	if (request->conversion == 'c')
		return true;
	return request->conversion == '[' ? is_in_set(request, character) : !isspace(character);
}

/* Where characters go: memory of the program's, or taken for it. */
struct place {
	char *bytes;
	size_t count, room, size; /* in characters, and the size of one */
	bool is_grown;
};

static bool append(struct place *place, int character)
{
	if (place->bytes == NULL && !place->is_grown)
		return true;
	if (place->is_grown && place->count == place->room) {
		size_t room = place->room == 0 ? 16 : 2 * place->room;
		char *larger = realloc(place->bytes, room * place->size);

		if (larger == NULL)
			return false;
		place->bytes = larger;
		place->room = room;
	}
	if (place->size == sizeof(wchar_t))
		memcpy(place->bytes + place->count * place->size, &(wchar_t){ character },
		       sizeof(wchar_t));
	else
		place->bytes[place->count] = (char)character;
	place->count++;
	return true;
}

/* %c, %s and %[. */
static enum outcome take_characters(struct scanner *scanner, const struct request *request,
                                    va_list *arguments)
{
	void *target = request->is_dropped ? NULL : va_arg(*arguments, void *);
	struct place place = { .size = request->length == 'l' ? sizeof(wchar_t) : 1,
		               .bytes = request->takes_memory ? NULL : target,
		               .is_grown = request->takes_memory && target != NULL };
	size_t width = request->width, taken = 0;
	bool is_good = true;

	if (width == 0)
		width = request->conversion == 'c' ? 1 : SIZE_MAX;
	for (; is_good && taken < width && is_wanted(request, __scan_look(scanner)); taken++) {
		is_good = append(&place, __scan_look(scanner));
		__scan_take(scanner);
	}
	if (is_good && taken > 0 && request->conversion != 'c')
		is_good = append(&place, 0);
	if (!is_good || taken == 0 || (request->conversion == 'c' && taken < width)) {
		if (place.is_grown)
			free(place.bytes);
		return is_good && taken == 0 && __scan_look(scanner) == EOF ? INPUT_ENDED
		                                                            : NOT_MATCHED;
	}
	if (place.is_grown)
		*(char **)target = place.bytes;
	return MATCHED;
}

static int digit_value(int character)
{
	if (isdigit(character))
		return character - '0';
	return isalpha(character) ? (character | ('a' - 'A')) - 'a' + 10 : INT_MAX;
}

/* Reads an integer of a base, or by its prefix where that is 0. False where there is none. What
 * does not fit is the largest of its sign. */
static bool scan_integer(struct scanner *scanner, int base, bool is_signed, uint64_t *value)
{
	bool is_negative = __scan_accept(scanner, '-'), has_digits = false, is_large = false;
	uint64_t sum = 0, limit = UINT64_MAX;

	if (!is_negative)
		__scan_accept(scanner, '+');
	if ((base == 0 || base == 16) && __scan_accept(scanner, '0')) {
		has_digits = true;
		if (__scan_accept(scanner, 'x')) {
			base = 16;
			has_digits = false;
		} else if (base == 0) {
			base = 8;
		}
	}
	if (base == 0)
		base = 10;
	for (int digit; (digit = digit_value(__scan_look(scanner))) < base; __scan_take(scanner)) {
		uint64_t next = sum * (unsigned)base + (unsigned)digit;

		is_large |=
		        sum > UINT64_MAX / 36 && (next - (unsigned)digit) / (unsigned)base != sum;
		is_large |= next < (unsigned)digit;
		has_digits = true;
		sum = next;
	}
	if (is_signed)
		limit = (uint64_t)INT64_MAX + is_negative;
	if (is_large || sum > limit)
		sum = limit;
	*value = is_negative && (is_signed || !is_large) ? 0 - sum : sum;
	return has_digits;
}

static void store_integer(char length, uint64_t value, bool is_signed, void *place)
{
	/* As strtol and strtoul, which have 32 bits: too large is the largest. */
	if (length == 'q' || length == 'j' || length == 'L') {
		memcpy(place, &value, sizeof(value));
		return;
	}
	int64_t number = (int64_t)value;

	if (is_signed && number > INT32_MAX)
		number = INT32_MAX;
	else if (is_signed && number < INT32_MIN)
		number = INT32_MIN;
	else if (!is_signed && (number > (int64_t)UINT32_MAX || number < -(int64_t)UINT32_MAX))
		number = UINT32_MAX;
	if (length == 'H')
		*(signed char *)place = (signed char)number;
	else if (length == 'h')
		*(short *)place = (short)number;
	else
		*(uint32_t *)place = (uint32_t)number;
}

static int base_of(char conversion)
{
	switch (conversion) {
	case 'i':
		return 0;
	case 'o':
		return 8;
	case 'x':
	case 'X':
	case 'p':
		return 16;
	default:
		return 10;
	}
}

static enum outcome take_integer(struct scanner *scanner, const struct request *request,
                                 va_list *arguments)
{
	bool is_signed = request->conversion == 'd' || request->conversion == 'i';
	uint64_t value;
	void *place;

	/* What %p of printf makes of a null pointer. */
	if (request->conversion == 'p' && __scan_accept(scanner, '(')) {
		for (const char *text = "nil)"; *text != 0; text++)
			if (!__scan_accept(scanner, *text))
				return NOT_MATCHED;
		value = 0;
	} else if (!scan_integer(scanner, base_of(request->conversion), is_signed, &value)) {
		return NOT_MATCHED;
	}
	if (request->is_dropped)
		return MATCHED;
	place = va_arg(*arguments, void *);
	store_integer(request->conversion == 'p' ? 0 : request->length, value, is_signed, place);
	return MATCHED;
}

static enum outcome take_floating(struct scanner *scanner, const struct request *request,
                                  va_list *arguments)
{
	const struct number_format *format = request->length == 'L'   ? &__long_double_format
	                                     : request->length == 'l' ? &__double_format
	                                                              : &__float_format;
	uint32_t words[FRACTION_WORDS];
	size_t before = scanner->taken, length;

	scanner->taken = 0;
	scanner->limit -= scanner->limit == SIZE_MAX ? 0 : before;
	__scan_floating(scanner, format, words, &length);
	bool is_whole = length != 0 && length == scanner->taken;

	scanner->taken += before;
	if (!is_whole)
		return NOT_MATCHED;
	if (!request->is_dropped)
		memcpy(va_arg(*arguments, void *), words, (size_t)format->words * sizeof(*words));
	return MATCHED;
}

/* A specification that takes no input: %n. */
static void store_taken(const struct scanner *scanner, const struct request *request,
                        va_list *arguments)
{
	if (!request->is_dropped)
		store_integer(request->length, scanner->taken, true, va_arg(*arguments, void *));
}

/* Takes what a number may be, no more than the width. */
static enum outcome take_number(struct scanner *scanner, const struct request *request,
                                va_list *arguments)
{
	enum outcome outcome;

	if (__scan_look(scanner) == EOF)
		return INPUT_ENDED;
	if (request->width != 0 && request->width < SIZE_MAX - scanner->taken)
		scanner->limit = scanner->taken + request->width;
	if (strchr("diouxXp", request->conversion) != NULL)
		outcome = take_integer(scanner, request, arguments);
	else
		outcome = take_floating(scanner, request, arguments);
	scanner->limit = SIZE_MAX;
	return outcome;
}

static enum outcome take(struct scanner *scanner, const struct request *request, va_list *arguments)
{
	if (request->conversion != 'c' && request->conversion != '[' && request->conversion != 'n')
		__scan_space(scanner);
	if (request->conversion == 'n') {
		store_taken(scanner, request, arguments);
		return MATCHED;
	}
	if (request->conversion == '%') {
		if (__scan_accept(scanner, '%'))
			return MATCHED;
		return __scan_look(scanner) == EOF ? INPUT_ENDED : NOT_MATCHED;
	}
	if (request->conversion != 0 && strchr("cs[", request->conversion) != NULL)
		return take_characters(scanner, request, arguments);
	if (request->conversion != 0 && strchr("diouxXpaAeEfFgG", request->conversion) != NULL)
		return take_number(scanner, request, arguments);
	errno = EINVAL;
	return NOT_MATCHED;
}

static bool is_counted(const struct request *request)
{
	return !request->is_dropped && request->conversion != 'n' && request->conversion != '%';
}

/* Takes characters that the format names; white space is any. */
static enum outcome take_plain(struct scanner *scanner, char character)
{
	if (isspace((unsigned char)character)) {
		__scan_space(scanner);
		return MATCHED;
	}
	if (__scan_look(scanner) == EOF)
		return INPUT_ENDED;
	if (__scan_look(scanner) != (unsigned char)character)
		return NOT_MATCHED;
	__scan_take(scanner);
	return MATCHED;
}

/* What comes next is the argument of a number, before which all are addresses; 0: it does already.
 * False where there can be no such argument. */
static bool seek(va_list *next, va_list arguments, int position)
{
	if (position > NL_ARGMAX) {
		errno = EINVAL;
		return false;
	}
	if (position > 0) {
		va_end(*next);
		va_copy(*next, arguments);
	}
	for (int i = 1; i < position; i++)
		(void)va_arg(*next, void *);
	return true;
}

static int scan(struct scanner *scanner, const char *format, va_list arguments)
{
	enum outcome outcome = MATCHED;
	struct request request;
	va_list left;
	int count = 0;

	va_copy(left, arguments);
	while (outcome == MATCHED && *format != 0) {
		if (*format != '%') {
			outcome = take_plain(scanner, *format++);
			continue;
		}
		format = read_request(format + 1, &request);
		outcome = seek(&left, arguments, request.position) ? take(scanner, &request, &left)
		                                                   : NOT_MATCHED;
		count += outcome == MATCHED && is_counted(&request);
	}
	va_end(left);
	__scan_end(scanner);
	return outcome == INPUT_ENDED && count == 0 ? EOF : count;
}

int vfscanf(FILE *stream, const char *format, va_list arguments)
{
	struct scanner scanner = { .stream = stream, .limit = SIZE_MAX };

	return scan(&scanner, format, arguments);
}

int vsscanf(const char *text, const char *format, va_list arguments)
{
	struct scanner scanner = { .text = text, .limit = SIZE_MAX };

	return scan(&scanner, format, arguments);
}

int vscanf(const char *format, va_list arguments)
{
	return vfscanf(stdin, format, arguments);
}

int fscanf(FILE *stream, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int count = vfscanf(stream, format, arguments);
	va_end(arguments);
	return count;
}

int scanf(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int count = vfscanf(stdin, format, arguments);
	va_end(arguments);
	return count;
}

int sscanf(const char *text, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int count = vsscanf(text, format, arguments);
	va_end(arguments);
	return count;
}
