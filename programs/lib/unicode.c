/* Conversions of <uchar.h>, of bytes. */
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <uchar.h>

/* What mbrtoc16 and mbrtoc32 give; *character is the byte where there is one. */
static size_t take_byte(unsigned char *character, const char *from, size_t size)
{
	if (from == NULL)
		return 0;
	if (size == 0)
		return (size_t)-2;
	*character = (unsigned char)*from;
	return *character != 0;
}

static size_t put_byte(char *to, uint32_t character)
{
	if (to == NULL)
		return 1;
	if (character > UCHAR_MAX) {
		errno = EILSEQ;
		return (size_t)-1;
	}
	*to = (char)character;
	return 1;
}

size_t mbrtoc16(char16_t *restrict to, const char *restrict from, size_t size,
                mbstate_t *restrict state)
{
	unsigned char character = 0;
	size_t taken = take_byte(&character, from, size);

	(void)state;
	if (to != NULL && from != NULL && size != 0)
		*to = character;
	return taken;
}

size_t mbrtoc32(char32_t *restrict to, const char *restrict from, size_t size,
                mbstate_t *restrict state)
{
	unsigned char character = 0;
	size_t taken = take_byte(&character, from, size);

	(void)state;
	if (to != NULL && from != NULL && size != 0)
		*to = character;
	return taken;
}

size_t c16rtomb(char *restrict to, char16_t character, mbstate_t *restrict state)
{
	(void)state;
	return put_byte(to, character);
}

size_t c32rtomb(char *restrict to, char32_t character, mbstate_t *restrict state)
{
	(void)state;
	return put_byte(to, character);
}
