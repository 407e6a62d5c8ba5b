/* Numbers and dates in wide characters, which are bytes here. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

/* The same text in bytes, to be freed, up to the first character that is none of ASCII; NULL where
 * there is no memory. */
static char *narrow(const wchar_t *text)
{
	size_t length = wcslen(text);
	char *bytes = malloc(length + 1);

	for (size_t i = 0; bytes != NULL && i <= length; i++)
		bytes[i] = (unsigned)text[i] < 0x80 ? (char)text[i] : 0;
	return bytes;
}

/* Where a number ends, as a place in the wide text, whose copy is freed. */
static void put_end(wchar_t **end, const wchar_t *text, char *bytes, const char *rest)
{
	if (end != NULL)
		*end = (wchar_t *)text + (rest - bytes);
	free(bytes);
}

long double wcstold(const wchar_t *text, wchar_t **end)
{
	char *bytes = narrow(text), *rest = bytes;
	long double value = bytes == NULL ? 0 : strtold(bytes, &rest);

	put_end(end, text, bytes, rest);
	return value;
}

/* picolibc's take nothing of what begins as a hexadecimal number and is none, such as 0xg. */
#define INTEGER(type, name, read)                                          \
	type name(const wchar_t *text, wchar_t **end, int base)            \
	{                                                                  \
		char *bytes = narrow(text), *rest = bytes;                 \
		type value = bytes == NULL ? 0 : read(bytes, &rest, base); \
                                                                           \
		put_end(end, text, bytes, rest);                           \
		return value;                                              \
	}

INTEGER(long, wcstol, strtol)
INTEGER(unsigned long, wcstoul, strtoul)
INTEGER(long long, wcstoll, strtoll)
INTEGER(unsigned long long, wcstoull, strtoull)
INTEGER(intmax_t, wcstoimax, strtoimax)
INTEGER(uintmax_t, wcstoumax, strtoumax)

size_t wcsftime(wchar_t *restrict text, size_t room, const wchar_t *restrict format,
                const struct tm *restrict time)
{
	char *bytes = malloc(room), *narrowed = narrow(format);
	size_t length =
	        bytes == NULL || narrowed == NULL ? 0 : strftime(bytes, room, narrowed, time);

	for (size_t i = 0; length > 0 && i <= length; i++)
		text[i] = (unsigned char)bytes[i];
	free(bytes);
	free(narrowed);
	return length;
}
