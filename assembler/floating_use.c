/* Floating-point numbers in GCC's dump, whose lines are like these:
 *
 *   int f (double d, int n)
 *     double _1;
 *     [file.c:3:7] _1 = d_2(D) * 2.0e+0;
 *
 * A name with a number behind it, as in d_2(D), is a version of the variable of that name. */
#include "assembler/floating_use.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/memory.h"

/* The floating-point variables of the function that is read. */
struct names {
	struct arena arena;
	struct {
		const char *text;
		size_t length;
	} * items;
	size_t count, capacity;
};

static bool is_word(char character)
{
	return isalnum((unsigned char)character) || character == '_' || character == '$' ||
	       character == '.';
}

static size_t word_length(const char *text)
{
	size_t length = 0;
	while (is_word(text[length]))
		length++;
	return length;
}

static void add_name(struct names *names, const char *text, size_t length)
{
	names->items = grow(names->items, &names->capacity, names->count + 1, sizeof *names->items);
	names->items[names->count].text = arena_copy(&names->arena, text, length);
	names->items[names->count++].length = length;
}

static bool has_name(const struct names *names, const char *text, size_t length)
{
	for (size_t i = 0; i < names->count; i++)
		if (names->items[i].length == length &&
		    memcmp(names->items[i].text, text, length) == 0)
			return true;
	return false;
}

/* Notes the last word of a declaration where the words before say float or double and there is
 * no pointer. */
static void read_declaration(struct names *names, const char *text, size_t length)
{
	static const char *const types[] = { "float", "double" };
	bool is_floating = false;
	const char *last = NULL, *end = text + length;
	while (text < end) {
		size_t word = word_length(text);
		if (*text == '*' || *text == '(')
			return;
		if (last == NULL || *text != '[')
			for (size_t i = 0; word > 0 && i < sizeof types / sizeof types[0]; i++)
				if (strlen(types[i]) == word && memcmp(types[i], text, word) == 0)
					is_floating = true;
		if (*text == '[')
			break;
		if (word > 0)
			last = text;
		text += word > 0 ? word : 1;
	}
	if (is_floating && last != NULL)
		add_name(names, last, word_length(last));
}

/* The parameters of a function's heading. */
static void read_heading(struct names *names, const char *line)
{
	const char *text = strrchr(line, '(');
	while (text != NULL && *text != 0 && *text != ')') {
		text++;
		size_t length = strcspn(text, ",)");
		read_declaration(names, text, length);
		text += length;
	}
}

/* The length of "[file:line:column]" at the beginning of a text, or 0; the place that it says. */
static size_t read_place(const char *text, struct use *use)
{
	size_t length = strcspn(text, "]");
	if (text[0] != '[' || text[length] != ']')
		return 0;
	const char *colons[2] = { NULL, NULL };
	for (const char *at = text; at < text + length; at++)
		if (*at == ':' && isdigit((unsigned char)at[1])) {
			colons[0] = colons[1];
			colons[1] = at;
		}
	if (colons[0] == NULL || (size_t)(colons[0] - text) >= sizeof use->file)
		return 0;
	snprintf(use->file, sizeof use->file, "%.*s", (int)(colons[0] - text - 1), text + 1);
	use->line = (unsigned)strtoul(colons[0] + 1, NULL, 10);
	use->column = (unsigned)strtoul(colons[1] + 1, NULL, 10);
	return length + 1;
}

static size_t string_length(const char *text)
{
	size_t length = 1;
	while (text[length] != 0 && text[length] != '"')
		length += text[length] == '\\' && text[length + 1] != 0 ? 2 : 1;
	return length + (text[length] == '"');
}

/* Whether a word is a number like 1.5e+0, of which the word is the part before the sign. */
static bool is_real_number(const char *text, size_t length)
{
	return isdigit((unsigned char)text[0]) && memchr(text, '.', length) != NULL &&
	       text[length - 1] == 'e' && (text[length] == '+' || text[length] == '-');
}

/* Whether a word is a floating-point variable, or a version of one. */
static bool is_variable(const struct names *names, const char *text, size_t length)
{
	size_t base = length;
	while (base > 0 && isdigit((unsigned char)text[base - 1]))
		base--;
	if (has_name(names, text, length))
		return true;
	return base > 1 && base < length && text[base - 1] == '_' &&
	       has_name(names, text, base - 1);
}

static bool is_floating_statement(const struct names *names, const char *text, struct use *use)
{
	bool is_placed = false, is_found = false;
	while (*text != 0 && !is_found) {
		struct use place;
		size_t length = read_place(text, &place);
		if (length > 0 && !is_placed) {
			*use = place;
			is_placed = true;
		}
		if (length == 0 && *text == '"') {
			length = string_length(text);
		} else if (length == 0 && (length = word_length(text)) > 0) {
			is_found = is_real_number(text, length) || is_variable(names, text, length);
		}
		text += length > 0 ? length : 1;
	}
	return is_found;
}

static bool is_floating_line(struct names *names, const char *line, struct use *use)
{
	if (strncmp(line, ";; Function ", 12) == 0)
		names->count = 0;
	if (*line == ';' || *line == '{' || *line == '}' || *line == '\n')
		return false;
	if (*line != ' ') {
		read_heading(names, line);
		return false;
	}
	size_t length = strcspn(line, ";=\"");
	if (line[length] == ';' && strchr(line, '(') == NULL && line[2] != '[' && line[2] != '<') {
		read_declaration(names, line, length);
		return false;
	}
	return is_floating_statement(names, line, use);
}

bool find_floating_use(FILE *dump, struct use *use)
{
	struct names names = { 0 };
	char *line = NULL;
	size_t capacity = 0;
	bool is_found = false;
	*use = (struct use){ .line = 0 };
	while (!is_found && getline(&line, &capacity, dump) >= 0)
		is_found = is_floating_line(&names, line, use);
	free(line);
	free(names.items);
	arena_free(&names.arena);
	return is_found;
}
