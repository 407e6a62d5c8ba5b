/* Small readers of text. */
#include "assembler/text/text.h"

#include <stdio.h>
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

bool is_word_character(char character)
{
	return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
	       (character >= '0' && character <= '9') || character == '_' || character == '$' ||
	       character == '.' || ((unsigned char)character & 0x80) != 0;
}

struct span take_name(struct span *text)
{
	skip_blanks(text);
	struct span name = *text;
	name.length = 0;
	if (text->length == 0 || (text->text[0] >= '0' && text->text[0] <= '9'))
		return name;
	while (name.length < text->length && is_word_character(text->text[name.length]))
		name.length++;
	advance(text, name.length);
	return name;
}

/* The end of a string in quotes at the beginning of a text. */
static size_t string_length(const struct span *text)
{
	struct span rest = *text;
	take_string(&rest);
	return text->length - rest.length;
}

size_t comment_length(struct span text)
{
	if (text.length < 4 || memcmp(text.text, "/*", 2) != 0)
		return 0;
	for (size_t end = 4; end <= text.length; end++)
		if (memcmp(text.text + end - 2, "*/", 2) == 0)
			return end;
	return 0;
}

struct span without_comments(struct arena *arena, struct span text)
{
	if (memchr(text.text, '/', text.length) == NULL)
		return text;
	char *copy = arena_copy(arena, text.text, text.length);
	struct span rest = { .text = copy, .length = text.length };
	while (rest.length > 0) {
		uint8_t byte;
		size_t comment = comment_length(rest), length = comment != 0 ? comment : 1;
		memset(copy + (rest.text - copy), ' ', comment);
		if (rest.text[0] == '"')
			length = string_length(&rest);
		else if (rest.text[0] == '\'' &&
		         read_character(rest.text, rest.length, &byte, &length) != NULL)
			length = 1;
		advance(&rest, length);
	}
	text.text = copy;
	return text;
}

/* Whether a blank before a character, after a word, parts them. */
static bool stands_apart(char character)
{
	return is_word_character(character) || strchr("\"'\\", character) != NULL;
}

/* Takes the next piece of a text and writes it as plain_text has it; returns how long that is. */
static size_t take_plain(struct span *text, bool *after_word, char plain[])
{
	char character = text->text[0];
	if (is_blank(character)) {
		skip_blanks(text);
		plain[0] = ' ';
		return *after_word && text->length > 0 && stands_apart(text->text[0]);
	}
	*after_word = character != '\'' && stands_apart(character);
	uint8_t byte;
	size_t used;
	if (character == '\'' && read_character(text->text, text->length, &byte, &used) == NULL) {
		advance(text, used);
		return (size_t)sprintf(plain, "%u", byte);
	}
	size_t length = character == '"' ? string_length(text) : 1;
	memcpy(plain, text->text, length);
	advance(text, length);
	return length;
}

struct span plain_text(struct arena *arena, struct span text)
{
	/* A character constant of two characters may become three digits and a NUL. */
	char *plain = arena_take(arena, 2 * text.length + 2);
	struct span result = { .text = plain, .location = text.location };
	bool after_word = false;
	while (text.length > 0)
		result.length += take_plain(&text, &after_word, plain + result.length);
	return result;
}

uint32_t plain_location(struct arena *arena, struct span text, const struct span *rest)
{
	size_t offset = rest->location - text.location, length = 0;
	char *plain = arena_take(arena, 2 * text.length + 2);
	bool after_word = false;
	while (text.length > 0 && length < offset)
		length += take_plain(&text, &after_word, plain);
	skip_blanks(&text);
	return text.location;
}

static size_t bracket_of(char character)
{
	return character == '(' || character == '[' ? 1 : 0;
}

struct span take_argument(struct span *text)
{
	skip_blanks(text);
	if (text->length > 0 && text->text[0] == '"')
		return take_string(text);
	struct span argument = *text;
	size_t depth = 0, length = 0;
	while (length < text->length && text->text[length] != ',' &&
	       (depth > 0 || !is_blank(text->text[length]))) {
		char character = text->text[length];
		struct span rest = { text->text + length, text->length - length, 0 };
		if ((character == ')' || character == ']') && depth > 0)
			depth--;
		depth += bracket_of(character);
		length += character == '"' ? string_length(&rest) : 1;
	}
	argument.length = length;
	advance(text, length);
	return argument;
}

/* The character at the beginning of a text in UTF-8, and how many bytes it has; a byte that begins
 * none is 0. */
static uint32_t take_utf8(const char *text, size_t length, size_t *used)
{
	unsigned char first = (unsigned char)text[0];
	size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
	uint32_t character = size == 1 ? first : first & 0xFFu >> (size + 1);
	*used = 1;
	for (size_t i = 1; i < size; i++) {
		if (i >= length || ((unsigned char)text[i] & 0xC0) != 0x80)
			return 0;
		character = character << 6 | ((unsigned char)text[i] & 0x3Fu);
	}
	*used = size;
	return size == 1 && first >= 0x80 ? 0 : character;
}

uint32_t unseen_character(const char *word, size_t length)
{
	/* Controls, blanks, joiners, marks of direction and order, fillers, variations, tags. */
	static const struct {
		uint32_t first, last;
	} unseen[] = {
		{ 0x80, 0xA0 },     { 0xAD, 0xAD },     { 0x34F, 0x34F },     { 0x61C, 0x61C },
		{ 0x115F, 0x1160 }, { 0x1680, 0x1680 }, { 0x17B4, 0x17B5 },   { 0x180B, 0x180F },
		{ 0x2000, 0x200F }, { 0x2028, 0x202F }, { 0x205F, 0x206F },   { 0x2800, 0x2800 },
		{ 0x3000, 0x3000 }, { 0x3164, 0x3164 }, { 0xFE00, 0xFE0F },   { 0xFEFF, 0xFEFF },
		{ 0xFFA0, 0xFFA0 }, { 0xFFF9, 0xFFFB }, { 0xE0000, 0xE0FFF },
	};
	for (size_t at = 0, used; at < length; at += used) {
		uint32_t character = take_utf8(word + at, length - at, &used);
		for (size_t i = 0; i < sizeof unseen / sizeof unseen[0]; i++)
			if (character >= unseen[i].first && character <= unseen[i].last)
				return character;
	}
	return 0;
}

bool span_is(struct span span, const char *word)
{
	return strlen(word) == span.length && memcmp(span.text, word, span.length) == 0;
}
