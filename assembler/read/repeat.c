/* .rept, .irp and .irpc: text that is read several times. */
#include <string.h>

#include "assembler/program/assembler.h"
#include "assembler/program/expression.h"
#include "assembler/read/directive.h"
#include "assembler/read/expansion.h"
#include "assembler/read/operand.h"
#include "assembler/text/text.h"

void directive_repeat(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)argument;
	struct body body;
	int64_t count;
	bool is_known = require_number(assembler, &statement->operands[0], "the count", &count);
	if (!read_body(assembler, statement, &body) || !is_known)
		return;
	if (count < 0) {
		error_at(&assembler->diagnostics, statement->operands[0].location,
		         "the count %lld is negative", (long long)count);
		return;
	}
	struct expansion expansion = { 0 };
	expansion.is_too_large = is_absurd(assembler->reader, (uint64_t)count, body.text.length);
	for (; count > 0 && body.text.length > 0 && !expansion.is_too_large; count--)
		repeat(&expansion, &body.text);
	enter_expansion(assembler, statement, &expansion, &body, ".rept");
}

static void expand_words(struct assembler *assembler, struct expansion *expansion,
                         const struct body *body, const struct parameters *parameters,
                         struct span *values)
{
	do {
		parameters->items[0].value = take_argument(values);
		expand(expansion, &body->text, parameters, assembler->expanded);
		take_character(values, ',');
		skip_blanks(values);
	} while (values->length > 0 && !expansion->is_too_large);
}

/* Blanks count in quotes only; no text is one that is empty. */
static void expand_characters(struct assembler *assembler, struct expansion *expansion,
                              const struct body *body, const struct parameters *parameters,
                              struct span *values)
{
	bool is_quoted = values->length > 0 && values->text[0] == '"';
	struct span text = is_quoted ? take_word(values) : *values;
	struct span *value = &parameters->items[0].value;
	*value = (struct span){ .text = text.text };
	for (size_t i = 0; i < text.length && !expansion->is_too_large; i++) {
		if (!is_quoted && text.text[i] == ' ')
			continue;
		*value = (struct span){ .text = text.text + i, .length = 1 };
		expand(expansion, &body->text, parameters, assembler->expanded);
	}
	if (is_quoted && values->length > 0)
		error_at(&assembler->diagnostics, values->location,
		         "nothing may follow the text in quotes");
	if (text.length == 0)
		expand(expansion, &body->text, parameters, assembler->expanded);
}

/* The name that the values go to, and the values. False after an error. */
static bool read_values(struct assembler *assembler, const struct statement *statement,
                        struct parameters *parameters, struct span *values)
{
	*values = plain_text(&assembler->arena, statement->text);
	const struct parameter parameter = { .name = take_name(values) };
	take_character(values, ',');
	skip_blanks(values);
	if (parameter.name.length != 0)
		return add_parameter(&assembler->arena, parameters, &parameter);
	error_at(&assembler->diagnostics, statement->location, "%s needs a name and values for it",
	         statement->name->text);
	return false;
}

void directive_repeat_items(struct assembler *assembler, const struct statement *statement,
                            int argument)
{
	struct body body;
	struct span values;
	struct parameters parameters = { 0 };
	bool is_read = read_values(assembler, statement, &parameters, &values);
	if (!read_body(assembler, statement, &body) || !is_read)
		return;
	struct expansion expansion = { 0 };
	if (argument == REPEAT_WORDS)
		expand_words(assembler, &expansion, &body, &parameters, &values);
	else
		expand_characters(assembler, &expansion, &body, &parameters, &values);
	enter_expansion(assembler, statement, &expansion, &body, statement->name->text);
}
