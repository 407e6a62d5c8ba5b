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

/* +1 where a line begins another body of the same family, -1 where it ends one, else 0. */
static int nesting(struct assembler *assembler, struct span line, bool is_macro)
{
	struct span text = line;
	while (text.length > 0 && text.text[text.length - 1] == '\n')
		text.length--;
	struct span word = take_word(&text);
	/* Nothing but a blank or a comma ends a word: a comment may follow at once. */
	word.length = strcspn(word.text, " \t\r\f,;#/\n");
	const struct name *name = name_of(&assembler->names, word.text, word.length);
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
	struct span line;
	body->text.length = 0;
	body->first_line =
	        source_line(assembler->input->source, assembler->input->line, &body->file);
	for (body->lines = 0; read_line(reader, &line); body->lines++) {
		int change = nesting(assembler, line, is_macro);
		if (change < 0 && --depth == 0)
			return deepest < DEEPEST_TEXT;
		depth += change > 0;
		deepest = depth > deepest ? depth : deepest;
		if (change > 0 && depth == DEEPEST_TEXT)
			error_at(&assembler->diagnostics, line.location,
			         "bodies are nested more than %d deep", DEEPEST_TEXT);
		if (body->lines == 0)
			body->text = line;
		else
			body->text.length += line.length;
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

/* What follows a backslash: writes what it stands for, and returns how much of it is used. */
static size_t expand_escape(struct expansion *expansion, const char *text, size_t length,
                            const struct parameters *parameters, uint64_t counter)
{
	if (length >= 2 && text[0] == '(' && text[1] == ')')
		return 2;
	if (length >= 1 && text[0] == '@') {
		char digits[24];
		int size = snprintf(digits, sizeof digits, "%llu", (unsigned long long)counter);
		append(expansion, digits, (size_t)size);
		return 1;
	}
	size_t word = 0;
	while (word < length && is_word_character(text[word]))
		word++;
	const struct parameter *parameter = find_parameter(parameters, text, word);
	if (parameter != NULL) {
		append(expansion, parameter->value.text, parameter->value.length);
		return word;
	}
	/* Not ours: an escape in a string, perhaps. */
	append(expansion, "\\", 1);
	return 0;
}

void expand(struct expansion *expansion, const struct span *body,
            const struct parameters *parameters, uint64_t counter)
{
	const char *text = body->text, *end = text + body->length;
	expansion->copies++;
	while (text < end && !expansion->is_too_large) {
		const char *escape = memchr(text, '\\', (size_t)(end - text));
		size_t plain = (size_t)((escape == NULL ? end : escape) - text);
		append(expansion, text, plain);
		text += plain;
		if (text < end) {
			text++;
			text += expand_escape(expansion, text, (size_t)(end - text), parameters,
			                      counter);
		}
	}
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
