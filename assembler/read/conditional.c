/* .if and its like. In a branch that is not taken these directives still come here, the .if
 * family with its operands unread. */
#include "assembler/read/conditional.h"

#include <string.h>

#include "assembler/program/arithmetic.h"
#include "assembler/program/assembler.h"
#include "assembler/program/expression.h"
#include "assembler/program/symbol.h"
#include "assembler/read/directive.h"
#include "assembler/read/operand.h"
#include "assembler/text/input.h"
#include "assembler/text/text.h"

bool is_skipping(const struct reader *reader)
{
	return reader->conditional_count != 0 &&
	       !reader->conditionals[reader->conditional_count - 1].is_active;
}

bool skips_operands(const struct reader *reader, const struct directive *directive)
{
	if (!directive->is_conditional || reader->conditional_count == 0)
		return false;
	if (directive->function == directive_elseif)
		return reader->conditionals[reader->conditional_count - 1].was_taken;
	return is_skipping(reader) && directive->function != directive_else &&
	       directive->function != directive_endif;
}

static void open_conditional(struct reader *reader, uint32_t location, bool is_true)
{
	bool is_outer = !is_skipping(reader);
	reader->conditionals = grow(reader->conditionals, &reader->conditional_capacity,
	                            reader->conditional_count + 1, sizeof *reader->conditionals);
	reader->conditionals[reader->conditional_count++] = (struct conditional){
		.location = location,
		.is_active = is_outer && is_true,
		.was_taken = !is_outer || is_true,
	};
}

/* The innermost condition that this text has opened, or NULL after an error. */
static struct conditional *innermost(struct assembler *assembler, const struct statement *statement)
{
	struct reader *reader = assembler->reader;
	if (reader->conditional_count > assembler->input->conditionals)
		return &reader->conditionals[reader->conditional_count - 1];
	error_at(&assembler->diagnostics, statement->location, "%s without .if",
	         statement->name->text);
	return NULL;
}

void directive_if(struct assembler *assembler, const struct statement *statement, int argument)
{
	int64_t number = 0, is_true = 0;
	if (!is_skipping(assembler->reader)) {
		/* A condition in error takes neither branch. */
		if (!require_number(assembler, &statement->operands[0], "the condition", &number)) {
			open_conditional(assembler->reader, statement->location, true);
			assembler->reader->conditionals[assembler->reader->conditional_count - 1]
			        .is_active = false;
			return;
		}
		compute((enum operator)argument, number, 0, &is_true);
	}
	open_conditional(assembler->reader, statement->location, is_true != 0);
}

void directive_if_defined(struct assembler *assembler, const struct statement *statement,
                          int argument)
{
	bool is_true = false;
	if (!is_skipping(assembler->reader)) {
		struct name *name = require_name(assembler, &statement->operands[0]);
		bool is_defined =
		        name != NULL && symbol_of(assembler, name)->kind != SYMBOL_UNDEFINED;
		is_true = is_defined == (argument != 0);
	}
	open_conditional(assembler->reader, statement->location, is_true);
}

void directive_if_blank(struct assembler *assembler, const struct statement *statement,
                        int argument)
{
	open_conditional(assembler->reader, statement->location,
	                 (statement->text.length == 0) == (argument != 0));
}

static bool is_blank(char character)
{
	return character == ' ' || character == '\t';
}

/* One of the two texts of .ifc: up to a comma that is not in the quotes that it may begin with,
 * which are part of it. */
static struct span compared_text(struct span *text)
{
	char quote = 0;
	skip_blanks(text);
	struct span part = *text;
	part.length = 0;
	for (; part.length < text->length; part.length++) {
		char character = text->text[part.length];
		if (quote == 0 && character == ',')
			break;
		if (quote != 0 && character == quote)
			quote = 0;
		else if (part.length == 0 && (character == '"' || character == '\''))
			quote = character;
	}
	text->text += part.length;
	text->length -= part.length;
	while (part.length > 0 && is_blank(part.text[part.length - 1]))
		part.length--;
	return part;
}

/* Several blanks are one, but within quotes. */
static bool is_same_text(struct span left, struct span right)
{
	size_t i = 0, j = 0;
	bool is_quoted = false;
	while (i < left.length && j < right.length) {
		bool skips = !is_quoted && is_blank(left.text[i]) && is_blank(right.text[j]);
		if (left.text[i] != right.text[j] && !skips)
			return false;
		is_quoted ^= left.text[i] == '"';
		for (i++; skips && i < left.length && is_blank(left.text[i]);)
			i++;
		for (j++; skips && j < right.length && is_blank(right.text[j]);)
			j++;
	}
	return i == left.length && j == right.length;
}

/* Where one text has quotes and the other has not, people may mean them to be the same. */
static bool is_quoted_alone(struct span quoted, struct span other)
{
	return quoted.length == other.length + 2 && strchr("\"'", quoted.text[0]) != NULL &&
	       quoted.text[quoted.length - 1] == quoted.text[0] &&
	       memcmp(quoted.text + 1, other.text, other.length) == 0;
}

void directive_if_same(struct assembler *assembler, const struct statement *statement, int argument)
{
	struct span text = statement->text;
	struct span left = compared_text(&text);
	bool has_comma = take_character(&text, ',');
	struct span right = compared_text(&text);
	if (!has_comma && !is_skipping(assembler->reader))
		error_at(&assembler->diagnostics, statement->location,
		         "%s compares two texts with a comma between", statement->name->text);
	if (!is_skipping(assembler->reader) &&
	    (is_quoted_alone(left, right) || is_quoted_alone(right, left)))
		warning_at(&assembler->diagnostics, statement->location,
		           "the texts differ: quotes are part of a text");
	bool same = is_same_text(left, right);
	open_conditional(assembler->reader, statement->location, same == (argument != 0));
}

/* Whether two strings stand for the same bytes. */
static bool is_same_string(struct span left, struct span right)
{
	while (left.length > 0 && right.length > 0) {
		uint8_t byte, other;
		size_t used, other_used;
		if (unescape(left.text, left.length, &byte, &used) != NULL ||
		    unescape(right.text, right.length, &other, &other_used) != NULL ||
		    byte != other)
			return false;
		left.text += used;
		left.length -= used;
		right.text += other_used;
		right.length -= other_used;
	}
	return left.length == 0 && right.length == 0;
}

void directive_if_same_string(struct assembler *assembler, const struct statement *statement,
                              int argument)
{
	bool is_true = !is_skipping(assembler->reader) &&
	               require_string(assembler, &statement->operands[0]) &&
	               require_string(assembler, &statement->operands[1]) &&
	               is_same_string(statement->operands[0].text, statement->operands[1].text) ==
	                       (argument != 0);
	open_conditional(assembler->reader, statement->location, is_true);
}

/* Turns to the next branch; false after an error. */
static bool next_branch(struct assembler *assembler, const struct statement *statement,
                        struct conditional *conditional, bool is_else)
{
	conditional->is_active = false;
	if (conditional->has_else) {
		error_at(&assembler->diagnostics, statement->location, "%s after .else",
		         statement->name->text);
		return false;
	}
	conditional->has_else = is_else;
	return true;
}

void directive_elseif(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)argument;
	struct conditional *conditional = innermost(assembler, statement);
	int64_t number = 0;
	if (conditional == NULL || !next_branch(assembler, statement, conditional, false) ||
	    conditional->was_taken)
		return;
	if (!require_number(assembler, &statement->operands[0], "the condition", &number))
		conditional->was_taken = true;
	else
		conditional->is_active = conditional->was_taken = number != 0;
}

void directive_else(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)argument;
	struct conditional *conditional = innermost(assembler, statement);
	if (conditional == NULL || !next_branch(assembler, statement, conditional, true))
		return;
	conditional->is_active = !conditional->was_taken;
	conditional->was_taken = true;
}

void directive_endif(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)argument;
	if (innermost(assembler, statement) != NULL)
		assembler->reader->conditional_count--;
}

void close_conditionals(struct reader *reader, size_t count)
{
	while (reader->conditional_count > count) {
		const struct conditional *conditional =
		        &reader->conditionals[--reader->conditional_count];
		error_at(&reader->assembler->diagnostics, conditional->location,
		         "no .endif for this");
	}
}

void drop_conditionals(struct reader *reader, size_t count)
{
	if (reader->conditional_count > count)
		reader->conditional_count = count;
}
