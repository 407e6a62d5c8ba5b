/* .rept, .irp and .irpc: text that is read several times. */
#include <string.h>

#include "assembler/assembler.h"
#include "assembler/read/directive.h"
#include "assembler/read/expression.h"
#include "assembler/read/macro.h"
#include "assembler/read/operand.h"
#include "assembler/read/text.h"

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
	for (; count > 0 && body.text.length > 0 && !expansion.is_too_large; count--)
		expand(&expansion, &body.text, NULL, 0, assembler->expanded++);
	enter_expansion(assembler, statement, &expansion, &body, ".rept");
}

static void expand_words(struct assembler *assembler, struct expansion *expansion,
                         const struct body *body, struct parameter *parameter, struct span *values)
{
	do {
		parameter->value = take_argument(values);
		expand(expansion, &body->text, parameter, 1, assembler->expanded++);
		take_character(values, ',');
		skip_blanks(values);
	} while (values->length > 0 && !expansion->is_too_large);
}

static void expand_characters(struct assembler *assembler, struct expansion *expansion,
                              const struct body *body, struct parameter *parameter,
                              struct span *values)
{
	struct span text = take_word(values);
	for (size_t i = 0; i < text.length && !expansion->is_too_large; i++) {
		parameter->value = (struct span){ .text = text.text + i, .length = 1 };
		expand(expansion, &body->text, parameter, 1, assembler->expanded++);
	}
}

void directive_repeat_items(struct assembler *assembler, const struct statement *statement,
                            int argument)
{
	struct body body;
	struct span values = statement->text;
	struct parameter parameter = { .name = take_word(&values) };
	take_character(&values, ',');
	if (!read_body(assembler, statement, &body))
		return;
	if (parameter.name.length == 0) {
		error_at(&assembler->diagnostics, statement->location,
		         "%s needs a name and values for it", statement->name->text);
		return;
	}
	struct expansion expansion = { 0 };
	if (argument == REPEAT_WORDS)
		expand_words(assembler, &expansion, &body, &parameter, &values);
	else
		expand_characters(assembler, &expansion, &body, &parameter, &values);
	enter_expansion(assembler, statement, &expansion, &body, statement->name->text);
}
