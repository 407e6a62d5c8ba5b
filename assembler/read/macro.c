/* .macro, and calls of macros. */
#include "assembler/read/macro.h"

#include <stdio.h>
#include <string.h>

#include "assembler/assembler.h"
#include "assembler/read/conditional.h"
#include "assembler/read/directive.h"
#include "assembler/read/text.h"

static bool same_text(const struct span *left, const struct span *right)
{
	return left->length == right->length && memcmp(left->text, right->text, left->length) == 0;
}

/* The word at the beginning of a text, up to what cannot be in a parameter's name. */
static struct span take_parameter_name(struct span *text)
{
	skip_blanks(text);
	struct span name = *text;
	name.length = 0;
	while (name.length < text->length && strchr(" \t,=:", text->text[name.length]) == NULL)
		name.length++;
	text->text += name.length;
	text->location += (uint32_t)name.length;
	text->length -= name.length;
	return name;
}

/* NAME, NAME=DEFAULT, NAME:req or NAME:vararg. False after an error. */
static bool read_parameter(struct assembler *assembler, struct macro *macro, struct span *text)
{
	struct parameter parameter = { .name = take_parameter_name(text) };
	parameter.otherwise = (struct span){ .text = "" };
	for (size_t i = 0; i < macro->count; i++)
		if (same_text(&macro->parameters[i].name, &parameter.name)) {
			error_at(&assembler->diagnostics, parameter.name.location,
			         "the parameter '%.*s' is there twice", (int)parameter.name.length,
			         parameter.name.text);
			return false;
		}
	if (take_character(text, ':')) {
		struct span kind = take_parameter_name(text);
		parameter.is_required = span_is(kind, "req");
		parameter.is_rest = span_is(kind, "vararg");
		if (!parameter.is_required && !parameter.is_rest) {
			error_at(&assembler->diagnostics, kind.location,
			         "a parameter is :req or :vararg");
			return false;
		}
	}
	if (take_character(text, '='))
		parameter.otherwise = take_argument(text);
	if (parameter.name.length == 0) {
		error_at(&assembler->diagnostics, parameter.name.location,
		         "a parameter's name is expected here");
		return false;
	}
	size_t count = macro->count + 1;
	if (count > macro->capacity) {
		struct parameter *larger =
		        arena_take(&assembler->arena, 2 * count * sizeof *larger);
		if (macro->count > 0)
			memcpy(larger, macro->parameters, macro->count * sizeof *larger);
		macro->parameters = larger;
		macro->capacity = 2 * count;
	}
	macro->parameters[macro->count++] = parameter;
	return true;
}

static struct macro *read_heading(struct assembler *assembler, const struct statement *statement)
{
	struct span text = statement->text;
	struct span word = take_parameter_name(&text);
	if (word.length == 0) {
		error_at(&assembler->diagnostics, statement->location, ".macro needs a name");
		return NULL;
	}
	struct macro *macro = arena_take(&assembler->arena, sizeof *macro);
	macro->name = name_of(&assembler->names, word.text, word.length);
	macro->location = word.location;
	take_character(&text, ',');
	for (skip_blanks(&text); text.length > 0; skip_blanks(&text)) {
		if (!read_parameter(assembler, macro, &text))
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

/* The parameter that NAME= at the beginning of a text names, and then the text is past it. */
static struct parameter *named_parameter(struct parameter *parameters, size_t count,
                                         struct span *text)
{
	struct span rest = *text;
	struct span name = take_parameter_name(&rest);
	if (rest.length == 0 || rest.text[0] != '=' || (rest.length > 1 && rest.text[1] == '='))
		return NULL;
	take_character(&rest, '=');
	for (size_t i = 0; i < count; i++)
		if (same_text(&parameters[i].name, &name)) {
			*text = rest;
			return &parameters[i];
		}
	return NULL;
}

/* Gives the parameters the call's arguments. False after an error. */
static bool bind_arguments(struct assembler *assembler, const struct statement *statement,
                           struct parameter *parameters, size_t count)
{
	struct span text = statement->text;
	const char *name = statement->name->text;
	size_t next = 0;
	for (skip_blanks(&text); text.length > 0; skip_blanks(&text)) {
		struct parameter *parameter = named_parameter(parameters, count, &text);
		if (parameter == NULL && next < count)
			parameter = &parameters[next++];
		if (parameter == NULL) {
			error_at(&assembler->diagnostics, text.location,
			         "the macro '%s' takes %zu argument%s, and this is one more", name,
			         count, count == 1 ? "" : "s");
			return false;
		}
		if (parameter->is_rest) {
			parameter->value = text;
			break;
		}
		struct span value = take_argument(&text);
		if (value.length > 0)
			parameter->value = value;
		take_character(&text, ',');
	}
	for (size_t i = 0; i < count; i++)
		if (parameters[i].is_required && parameters[i].value.length == 0) {
			error_at(&assembler->diagnostics, statement->location,
			         "the macro '%s' needs its argument '%.*s'", name,
			         (int)parameters[i].name.length, parameters[i].name.text);
			return false;
		}
	return true;
}

void call_macro(struct assembler *assembler, const struct statement *statement)
{
	const struct macro *macro = statement->name->macro;
	size_t size = macro->count * sizeof *macro->parameters;
	struct parameter *parameters = arena_take(&assembler->arena, size + 1);
	if (size > 0)
		memcpy(parameters, macro->parameters, size);
	for (size_t i = 0; i < macro->count; i++)
		parameters[i].value = parameters[i].otherwise;
	if (!bind_arguments(assembler, statement, parameters, macro->count))
		return;
	char what[80];
	int length = snprintf(what, sizeof what, "the macro '%.60s'", macro->name->text);
	struct expansion expansion = { 0 };
	expand(&expansion, &macro->body.text, parameters, macro->count, assembler->expanded++);
	enter_expansion(assembler, statement, &expansion, &macro->body,
	                arena_copy(&assembler->arena, what, (size_t)length));
}

void directive_exit_macro(struct assembler *assembler, const struct statement *statement,
                          int argument)
{
	(void)argument;
	struct reader *reader = assembler->reader;
	if (reader->input->source->expansion_of == NULL) {
		error_at(&assembler->diagnostics, statement->location, ".exitm outside of a macro");
		return;
	}
	drop_conditionals(reader, reader->input->conditionals);
	skip_source(reader);
}

void directive_purge_macro(struct assembler *assembler, const struct statement *statement,
                           int argument)
{
	(void)argument;
	struct span text = statement->text;
	struct span word = take_word(&text);
	struct name *name = name_of(&assembler->names, word.text, word.length);
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
