/* .macro, and calls of macros. */
#include "assembler/read/macro.h"

#include <stdio.h>
#include <string.h>

#include "assembler/program/assembler.h"
#include "assembler/read/conditional.h"
#include "assembler/read/directive.h"
#include "assembler/read/lexer.h"
#include "assembler/text/input.h"
#include "assembler/text/text.h"

/* Where a part of a macro's or call's text is, which is read without its blanks. */
static uint32_t place_of(struct assembler *assembler, const struct statement *statement,
                         const struct span *text)
{
	return plain_location(&assembler->arena, statement->text, text);
}

/* NAME, NAME=DEFAULT, NAME:req or NAME:vararg. False after an error. */
static bool read_parameter(struct assembler *assembler, const struct statement *statement,
                           struct macro *macro, struct span *text)
{
	struct parameter parameter = { .name = take_name(text) };
	parameter.otherwise = (struct span){ .text = "" };
	if (take_character(text, ':')) {
		struct span kind = take_name(text);
		parameter.is_required = span_is(kind, "req");
		parameter.is_rest = span_is(kind, "vararg");
		if (!parameter.is_required && !parameter.is_rest) {
			error_at(&assembler->diagnostics, place_of(assembler, statement, &kind),
			         "a parameter is :req or :vararg");
			return false;
		}
	}
	if (take_character(text, '='))
		parameter.otherwise = take_argument(text);
	if (parameter.name.length == 0) {
		error_at(&assembler->diagnostics, place_of(assembler, statement, &parameter.name),
		         "a parameter's name is expected here");
		return false;
	}
	if (add_parameter(&assembler->arena, &macro->parameters, &parameter))
		return true;
	error_at(&assembler->diagnostics, place_of(assembler, statement, &parameter.name),
	         "the parameter '%.*s' is there twice", (int)parameter.name.length,
	         parameter.name.text);
	return false;
}

static struct macro *read_heading(struct assembler *assembler, const struct statement *statement)
{
	struct span text = plain_text(&assembler->arena, statement->text);
	struct span word = take_name(&text);
	if (word.length == 0) {
		error_at(&assembler->diagnostics, statement->location, ".macro needs a name");
		return NULL;
	}
	struct macro *macro = arena_take(&assembler->arena, sizeof *macro);
	macro->name = small_name_of(&assembler->names, word.text, word.length);
	macro->location = word.location;
	take_character(&text, ',');
	for (skip_blanks(&text); text.length > 0; skip_blanks(&text)) {
		if (!read_parameter(assembler, statement, macro, &text))
			return NULL;
		take_character(&text, ',');
	}
	return macro;
}

void directive_macro(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)argument;
	struct body body;
	struct macro *macro = read_heading(assembler, statement);
	if (macro == NULL)
		assembler->unit->is_incomplete = true;
	if (!read_body(assembler, statement, &body) || macro == NULL)
		return;
	macro->body = body;
	if (macro->name->directive != NULL) {
		error_at(&assembler->diagnostics, macro->location,
		         "'%s' is a directive, and no macro can have its name", macro->name->text);
		return;
	}
	if (macro->name->macro != NULL) {
		error_at(&assembler->diagnostics, macro->location,
		         "the macro '%s' is already defined", macro->name->text);
		note_at(&assembler->diagnostics, macro->name->macro->location,
		        "it was defined here");
		return;
	}
	macro->next = assembler->unit->macros;
	assembler->unit->macros = macro;
	macro->name->macro = macro;
}

/* The length of the name in NAME= at the beginning of a text, or -1 where there is none. */
static int keyword_length(const struct span *text)
{
	size_t length = 0;
	while (length < text->length && strchr(" \t,\";)(=", text->text[length]) == NULL)
		length++;
	return length < text->length && text->text[length] == '=' ? (int)length : -1;
}

/* The parameter that the argument at the beginning of a text is for, and then the text is past
 * NAME=. NULL after an error. */
static struct parameter *next_parameter(struct assembler *assembler,
                                        const struct statement *statement, struct span *text,
                                        size_t *next)
{
	struct diagnostics *diagnostics = &assembler->diagnostics;
	const struct macro *macro = statement->name->macro;
	const struct parameters *parameters = &macro->parameters;
	const char *name = macro->name->text;
	int length = keyword_length(text);
	if (length >= 0) {
		struct parameter *parameter =
		        find_parameter(parameters, text->text, (size_t)length);
		if (parameter == NULL)
			error_at(diagnostics, place_of(assembler, statement, text),
			         "the macro '%s' has no parameter '%.*s'", name, length,
			         text->text);
		text->text += length + 1;
		text->location += (uint32_t)length + 1;
		text->length -= (size_t)length + 1;
		*next = SIZE_MAX;
		return parameter;
	}
	if (*next == SIZE_MAX)
		error_at(diagnostics, place_of(assembler, statement, text),
		         "the macro '%s' has an argument without a name after one with", name);
	else if (*next == parameters->count)
		error_at(diagnostics, place_of(assembler, statement, text),
		         "the macro '%s' takes %zu argument%s, and this is one more", name,
		         parameters->count, parameters->count == 1 ? "" : "s");
	else
		return &parameters->items[(*next)++];
	return NULL;
}

/* Gives the parameters the call's arguments. False after an error. */
static bool bind_arguments(struct assembler *assembler, const struct statement *statement)
{
	struct span text = plain_text(&assembler->arena, statement->text);
	const struct parameters *parameters = &statement->name->macro->parameters;
	for (size_t i = 0; i < parameters->count; i++)
		parameters->items[i].value = parameters->items[i].otherwise;
	size_t next = 0;
	for (skip_blanks(&text); text.length > 0; skip_blanks(&text)) {
		struct parameter *parameter = next_parameter(assembler, statement, &text, &next);
		if (parameter == NULL)
			return false;
		if (parameter->is_rest) {
			parameter->value = text;
			break;
		}
		struct span value = take_argument(&text);
		if (value.length > 0)
			parameter->value = value;
		take_character(&text, ',');
	}
	for (size_t i = 0; i < parameters->count; i++) {
		const struct parameter *parameter = &parameters->items[i];
		if (!parameter->is_required || parameter->value.length != 0)
			continue;
		error_at(&assembler->diagnostics, statement->location,
		         "the macro '%s' needs its argument '%.*s'", statement->name->text,
		         (int)parameter->name.length, parameter->name.text);
		return false;
	}
	return true;
}

void call_macro(struct assembler *assembler, const struct statement *statement)
{
	const struct macro *macro = statement->name->macro;
	if (!bind_arguments(assembler, statement))
		return;
	char what[80];
	int length = snprintf(what, sizeof what, "the macro '%.60s'", macro->name->text);
	struct expansion expansion = { 0 };
	expand(&expansion, &macro->body.text, &macro->parameters, assembler->expanded++);
	enter_expansion(assembler, statement, &expansion, &macro->body,
	                arena_copy(&assembler->arena, what, (size_t)length));
}

void directive_exit_macro(struct assembler *assembler, const struct statement *statement,
                          int argument)
{
	(void)argument;
	struct reader *reader = assembler->reader;
	if (assembler->input->source->expansion_of == NULL) {
		error_at(&assembler->diagnostics, statement->location, ".exitm outside of a macro");
		return;
	}
	drop_conditionals(reader, assembler->input->conditionals);
	skip_source(reader);
}

void directive_purge_macro(struct assembler *assembler, const struct statement *statement,
                           int argument)
{
	(void)argument;
	struct span text = statement->text;
	struct span word = take_word(&text);
	struct name *name = small_name_of(&assembler->names, word.text, word.length);
	if (name->macro == NULL)
		error_at(&assembler->diagnostics, statement->location, "there is no macro '%s'",
		         name->text);
	name->macro = NULL;
}

void directive_stray_end(struct assembler *assembler, const struct statement *statement,
                         int argument)
{
	(void)argument;
	error_at(&assembler->diagnostics, statement->location, "%s without %s",
	         statement->name->text,
	         strcmp(statement->name->text, ".endm") == 0 ? ".macro" : ".rept, .irp or .irpc");
}
