/* Bodies of macros and repetitions: kept, expanded, read again. */
#include "assembler/read/expansion.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/program/assembler.h"
#include "assembler/read/directive.h"
#include "assembler/read/lexer.h"
#include "assembler/text/input.h"
#include "assembler/text/text.h"

enum { EXPANSION_LIMIT = 1 << 26, ABSURD_SIZE = 1 << 30 };

/* How long the label is that a text begins with, with its colon; 0: none. */
static size_t label_length(struct span text)
{
	struct span rest = text;
	while (rest.length > 0 && is_word_character(rest.text[0])) {
		rest.text++;
		rest.length--;
	}
	return rest.length < text.length && take_character(&rest, ':') ? text.length - rest.length
	                                                               : 0;
}

/* A statement without the labels and comments before its word. */
static struct span without_labels(struct span text)
{
	for (size_t length = 1; length != 0;) {
		skip_blanks(&text);
		length = comment_length(text) + label_length(text);
		text.text += length;
		text.length -= length;
	}
	return text;
}

/* +1 where a statement begins another body of the same family, -1 where it ends one, else 0. The
 * statement begins with its word. */
static int nesting(struct assembler *assembler, struct span statement, bool is_macro)
{
	size_t length = strcspn(statement.text, " \t\r\f,;#/\n\"(");
	if (length > statement.length)
		length = statement.length;
	const struct name *name =
	        command_of(&assembler->names, name_of(&assembler->names, statement.text, length));
	directive_function *function = name->directive == NULL ? NULL : name->directive->function;
	if (function == directive_stray_end)
		return strcmp(name->text, is_macro ? ".endm" : ".endr") == 0 ? -1 : 0;
	if (is_macro)
		return function == directive_macro;
	return function == directive_repeat || function == directive_repeat_items;
}

bool read_body(struct assembler *assembler, const struct statement *statement, struct body *body)
{
	struct reader *reader = assembler->reader;
	bool is_macro = statement->name->directive->function == directive_macro;
	unsigned depth = 1, deepest = 1;
	struct span text;
	unsigned first = assembler->input->line;
	*body = (struct body){ .text.text = "" };
	body->first_line = source_line(assembler->input->source, first, &body->file);
	while (read_statement(reader, &text)) {
		struct span word = without_labels(text);
		int change = nesting(assembler, word, is_macro);
		bool is_end = change < 0 && --depth == 0;
		if (body->text.length == 0)
			body->text = (struct span){ text.text, 0, text.location };
		body->text.length += is_end ? (size_t)(word.text - text.text) : text.length;
		if (is_end)
			return deepest < DEEPEST_TEXT;
		body->lines = assembler->input->line - first;
		depth += change > 0;
		deepest = depth > deepest ? depth : deepest;
		if (change > 0 && depth == DEEPEST_TEXT)
			error_at(&assembler->diagnostics, text.location,
			         "bodies are nested more than %d deep", DEEPEST_TEXT);
	}
	assembler->unit->is_incomplete = true;
	error_at(&assembler->diagnostics, statement->location, "no %s for this",
	         is_macro ? ".endm" : ".endr");
	return false;
}

static void append(struct expansion *expansion, const char *text, size_t length)
{
	if (length > EXPANSION_LIMIT - expansion->size) {
		expansion->is_too_large = true;
		return;
	}
	expansion->text =
	        grow(expansion->text, &expansion->capacity, expansion->size + length + 1, 1);
	memcpy(expansion->text + expansion->size, text, length);
	expansion->size += length;
}

static size_t word_length(const char *text, size_t length)
{
	size_t word = 0;
	while (word < length && is_word_character(text[word]))
		word++;
	return word;
}

/* What follows a backslash: writes what it stands for, and returns how much of it is used: with the
 * name a quote behind it, as GNU as has it. */
static size_t expand_escape(struct expansion *expansion, const char *text, size_t length,
                            const struct parameters *parameters, uint64_t counter)
{
	if (length > 0 && text[0] == '(') {
		const char *closed = expansion->is_unclosed ? NULL : memchr(text, ')', length);
		expansion->is_unclosed = closed == NULL;
		if (closed != NULL) {
			append(expansion, text + 1, (size_t)(closed - text) - 1);
			return (size_t)(closed - text) + 1;
		}
	}
	if (length >= 1 && text[0] == '@') {
		char digits[24];
		int size = snprintf(digits, sizeof digits, "%llu", (unsigned long long)counter);
		append(expansion, digits, (size_t)size);
		return 1;
	}
	size_t word = word_length(text, length);
	const struct parameter *parameter = find_parameter(parameters, text, word);
	if (parameter != NULL) {
		append(expansion, parameter->value.text, parameter->value.length);
	} else {
		/* Not ours: an escape in a string, perhaps. */
		word += length > 0 && text[0] == '&';
		append(expansion, "\\", 1);
		append(expansion, text, word);
	}
	return word + (word < length && text[word] == '\'');
}

/* What follows an ampersand, which GNU as takes for a backslash before a parameter's name, and with
 * it the one after. */
static size_t expand_ampersand(struct expansion *expansion, const char *text, size_t length,
                               const struct parameters *parameters)
{
	size_t word = word_length(text, length);
	size_t used = word + (word < length && text[word] == '&');
	const struct parameter *parameter = find_parameter(parameters, text, word);
	if (parameter != NULL) {
		append(expansion, parameter->value.text, parameter->value.length);
	} else {
		append(expansion, "&", 1);
		append(expansion, text, used);
	}
	return used;
}

/* How long a character constant is that begins with a quote, at least: nothing in it is replaced.
 */
static size_t constant_length(const char *text, size_t length)
{
	size_t most = length > 1 && text[1] == '\\' ? 3 : 2;
	size_t constant = 1;
	while (constant < most && constant < length && text[constant] != '\n')
		constant++;
	return constant + (constant < length && text[constant] == '\'');
}

void expand(struct expansion *expansion, const struct span *body,
            const struct parameters *parameters, uint64_t counter)
{
	const char *text = body->text, *end = text + body->length;
	bool is_quoted = false;
	expansion->is_unclosed = false;
	expansion->copies++;
	while (text < end && !expansion->is_too_large) {
		size_t rest = (size_t)(end - text), plain = strcspn(text, "\\&\"'\n");
		append(expansion, text, plain < rest ? plain : rest);
		if (plain >= rest)
			return;
		text += plain;
		rest -= plain;
		if (*text == '\\') {
			text += 1 +
			        expand_escape(expansion, text + 1, rest - 1, parameters, counter);
		} else if (*text == '&') {
			text += 1 + expand_ampersand(expansion, text + 1, rest - 1, parameters);
		} else {
			bool is_constant = *text == '\'' && !is_quoted;
			size_t length = is_constant ? constant_length(text, rest) : 1;
			is_quoted = *text != '\n' && is_quoted != (*text == '"');
			append(expansion, text, length);
			text += length;
		}
	}
}

void repeat(struct expansion *expansion, const struct span *body)
{
	expansion->copies++;
	append(expansion, body->text, body->length);
}

bool is_absurd(const struct reader *reader, uint64_t count, uint64_t size)
{
	return size > 0 && count > ABSURD_SIZE / size / reader->assembler->input->copies;
}

void enter_expansion(struct assembler *assembler, const struct statement *statement,
                     struct expansion *expansion, const struct body *body, const char *what)
{
	struct source *source = NULL;
	if (expansion->size == 0 || expansion->text[expansion->size - 1] != '\n')
		append(expansion, "\n", 1);
	if (is_absurd(assembler->reader, 1, expansion->size))
		expansion->is_too_large = true;
	if (!expansion->is_too_large) {
		expansion->text[expansion->size] = 0;
		source = source_add(&assembler->sources, expansion->text, expansion->size,
		                    body->file, statement->location);
	} else {
		free(expansion->text);
	}
	if (source == NULL) {
		error_at(&assembler->diagnostics, statement->location,
		         "this expands to more text than the assembler takes");
		skip_source(assembler->reader);
		return;
	}
	source->expansion_of = what;
	source->first_line = body->first_line;
	source->copies = expansion->copies == 0 ? 1 : expansion->copies;
	source->body_lines = body->lines == 0 ? 1 : body->lines;
	enter_source(assembler->reader, source, statement->location);
}
