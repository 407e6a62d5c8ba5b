/* Streams of wide characters, which are bytes here: what no byte stands for fails with EILSEQ. */
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

wint_t fputwc(wchar_t character, FILE *stream)
{
	if ((wint_t)character > UCHAR_MAX) {
		errno = EILSEQ;
		return WEOF;
	}
	return fputc((int)character, stream) == EOF ? WEOF : (wint_t)character;
}

wint_t fgetwc(FILE *stream)
{
	int character = fgetc(stream);

	return character == EOF ? WEOF : (wint_t)character;
}

wint_t ungetwc(wint_t character, FILE *stream)
{
	if (character == WEOF || character > UCHAR_MAX)
		return WEOF;
	return ungetc((int)character, stream) == EOF ? WEOF : character;
}

#undef getwc
#undef putwc
#undef getwchar
#undef putwchar

wint_t getwc(FILE *stream)
{
	return fgetwc(stream);
}

wint_t putwc(wchar_t character, FILE *stream)
{
	return fputwc(character, stream);
}

wint_t getwchar(void)
{
	return fgetwc(stdin);
}

wint_t putwchar(wchar_t character)
{
	return fputwc(character, stdout);
}

int fputws(const wchar_t *restrict text, FILE *restrict stream)
{
	for (; *text != 0; text++)
		if (fputwc(*text, stream) == WEOF)
			return -1;
	return 0;
}

wchar_t *fgetws(wchar_t *restrict text, int size, FILE *restrict stream)
{
	int length = 0;

	while (length + 1 < size && (length == 0 || text[length - 1] != L'\n')) {
		wint_t character = fgetwc(stream);

		if (character == WEOF)
			break;
		text[length++] = (wchar_t)character;
	}
	if (length == 0)
		return NULL;
	text[length] = 0;
	return text;
}

/* A stream is of bytes and of wide characters at once. */
int fwide(FILE *stream, int mode)
{
	(void)stream;
	return mode;
}

/* A wide text as bytes from malloc; NULL where it has other characters, or memory ends. */
static char *narrow(const wchar_t *text)
{
	size_t length = wcslen(text);
	char *bytes = malloc(length + 1);

	for (size_t i = 0; bytes != NULL && i <= length; i++) {
		if ((wint_t)text[i] > UCHAR_MAX) {
			free(bytes);
			errno = EILSEQ;
			return NULL;
		}
		bytes[i] = (char)text[i];
	}
	return bytes;
}

int vfwprintf(FILE *restrict stream, const wchar_t *restrict format, va_list arguments)
{
	char *bytes = narrow(format);
	int count = bytes == NULL ? -1 : vfprintf(stream, bytes, arguments);

	free(bytes);
	return count;
}

int vswprintf(wchar_t *restrict text, size_t size, const wchar_t *restrict format,
              va_list arguments)
{
	char *narrow_format = narrow(format), *bytes = NULL;
	int count = narrow_format == NULL ? -1 : vasprintf(&bytes, narrow_format, arguments);
	bool fits = count >= 0 && (size_t)count < size;

	for (size_t i = 0; size > 0 && count >= 0 && i < size && i <= (size_t)count; i++)
		text[i] = (unsigned char)bytes[i];
	if (!fits && size > 0)
		text[size - 1] = 0;
	free(narrow_format);
	free(bytes);
	return fits ? count : -1;
}

int vwprintf(const wchar_t *restrict format, va_list arguments)
{
	return vfwprintf(stdout, format, arguments);
}

int fwprintf(FILE *restrict stream, const wchar_t *restrict format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int count = vfwprintf(stream, format, arguments);
	va_end(arguments);
	return count;
}

int swprintf(wchar_t *restrict text, size_t size, const wchar_t *restrict format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int count = vswprintf(text, size, format, arguments);
	va_end(arguments);
	return count;
}

int wprintf(const wchar_t *restrict format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int count = vfwprintf(stdout, format, arguments);
	va_end(arguments);
	return count;
}

int vfwscanf(FILE *restrict stream, const wchar_t *restrict format, va_list arguments)
{
	char *bytes = narrow(format);
	int count = bytes == NULL ? EOF : vfscanf(stream, bytes, arguments);

	free(bytes);
	return count;
}

int vswscanf(const wchar_t *restrict text, const wchar_t *restrict format, va_list arguments)
{
	char *narrow_format = narrow(format), *bytes = narrow(text);
	int count = EOF;

	if (narrow_format != NULL && bytes != NULL)
		count = vsscanf(bytes, narrow_format, arguments);
	free(narrow_format);
	free(bytes);
	return count;
}

int vwscanf(const wchar_t *restrict format, va_list arguments)
{
	return vfwscanf(stdin, format, arguments);
}

int fwscanf(FILE *restrict stream, const wchar_t *restrict format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int count = vfwscanf(stream, format, arguments);
	va_end(arguments);
	return count;
}

int swscanf(const wchar_t *restrict text, const wchar_t *restrict format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int count = vswscanf(text, format, arguments);
	va_end(arguments);
	return count;
}

int wscanf(const wchar_t *restrict format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int count = vfwscanf(stdin, format, arguments);
	va_end(arguments);
	return count;
}
