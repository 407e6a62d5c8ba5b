/* Small readers of text. */
#include "assembler/read/text.h"

#include <string.h>

/* Digits of a base up to 16 at the beginning of a text, no more than most. */
static size_t read_digits(const char *text, size_t length, unsigned base, size_t most,
                          uint32_t *number)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	size_t count = 0;
	*number = 0;
	while (count < length && count < most && text[count] != 0) {
		const char *digit = strchr(digits, text[count]);
		if (digit == NULL || (unsigned)(digit - digits) % 16 >= base)
			break;
		*number = *number * base + (unsigned)(digit - digits) % 16;
		count++;
	}
	return count;
}

static const char *unescape_code(const char *text, size_t length, uint8_t *byte, size_t *used)
{
	bool is_hex = text[1] == 'x' || text[1] == 'X';
	size_t prefix = is_hex ? 2 : 1;
	uint32_t number;
	size_t count = read_digits(text + prefix, length - prefix, is_hex ? 16 : 8, is_hex ? 8 : 3,
	                           &number);
	if (count == 0)
		return "\\x needs hex digits";
	/* GNU as takes these for octal digits. */
	if (!is_hex && count < 3 && 1 + count < length &&
	    (text[1 + count] == '8' || text[1 + count] == '9'))
		return "8 and 9 are no octal digits: write three digits, as in \\0008";
	if (number > 255)
		return "the escaped character does not fit in a byte";
	*byte = (uint8_t)number;
	*used = prefix + count;
	return NULL;
}

const char *unescape(const char *text, size_t length, uint8_t *byte, size_t *used)
{
	static const char escapes[] = "bfnrtv\\\"'";
	static const char meanings[] = "\b\f\n\r\t\v\\\"'";
	*byte = (uint8_t)text[0];
	*used = 1;
	if (length < 2 || text[0] != '\\')
		return NULL;
	if (text[1] == 'x' || text[1] == 'X' || (text[1] >= '0' && text[1] <= '7'))
		return unescape_code(text, length, byte, used);
	const char *escape = text[1] == 0 ? NULL : strchr(escapes, text[1]);
	if (escape == NULL)
		return "unknown escape sequence";
	*byte = (uint8_t)meanings[escape - escapes];
	*used = 2;
	return NULL;
}

const char *read_character(const char *text, size_t length, uint8_t *byte, size_t *used)
{
	if (length < 2)
		return "a character constant needs a character";
	const char *error = unescape(text + 1, length - 1, byte, used);
	++*used;
	if (error == NULL && *used < length && text[*used] == '\'')
		++*used;
	return error;
}

static void advance(struct span *text, size_t count)
{
	text->text += count;
	text->location += (uint32_t)count;
	text->length -= count;
}

static bool is_blank(char character)
{
	return character == ' ' || character == '\t' || character == '\r' || character == '\f';
}

void skip_blanks(struct span *text)
{
	while (text->length > 0 && is_blank(text->text[0]))
		advance(text, 1);
}

bool take_character(struct span *text, char character)
{
	skip_blanks(text);
	if (text->length == 0 || text->text[0] != character)
		return false;
	advance(text, 1);
	return true;
}

static struct span take_string(struct span *text)
{
	advance(text, 1);
	struct span string = *text;
	string.length = 0;
	while (string.length < text->length && text->text[string.length] != '"')
		string.length += text->text[string.length] == '\\' ? 2 : 1;
	if (string.length > text->length)
		string.length = text->length;
	advance(text, string.length);
	take_character(text, '"');
	return string;
}

struct span take_word(struct span *text)
{
	skip_blanks(text);
	if (text->length > 0 && text->text[0] == '"')
		return take_string(text);
	struct span word = *text;
	word.length = 0;
	while (word.length < text->length && !is_blank(text->text[word.length]) &&
	       text->text[word.length] != ',')
		word.length++;
	advance(text, word.length);
	return word;
}

bool take_number(struct span *text, uint32_t *number)
{
	skip_blanks(text);
	size_t count = read_digits(text->text, text->length, 10, 9, number);
	if (count == 0 ||
	    (count < text->length && !is_blank(text->text[count]) && text->text[count] != ','))
		return false;
	advance(text, count);
	return true;
}

bool span_is(struct span span, const char *word)
{
	return strlen(word) == span.length && memcmp(span.text, word, span.length) == 0;
}
