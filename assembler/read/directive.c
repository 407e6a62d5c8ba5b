/* The table of directives. */
#include "assembler/read/directive.h"

#include <limits.h>
#include <string.h>

#include "assembler/program/assembler.h"
#include "assembler/program/expression.h"
#include "assembler/program/frame.h"

enum { T = 1, C = 2 };
enum { MANY = INT_MAX };

#define DIRECTIVE(name, function, argument, flags, least, most, operands, text) \
	{ name, directive_##function, argument, ((flags)&T) != 0, ((flags)&C) != 0, least, most },
static const struct directive directives[] = {
#include "assembler/read/directives.def"
};

void make_directives(struct assembler *assembler)
{
	for (size_t i = 0; i < sizeof directives / sizeof directives[0]; i++) {
		const char *name = directives[i].name;
		name_of(&assembler->names, name, strlen(name))->directive = &directives[i];
	}
}

static void report_count(struct assembler *assembler, const struct statement *statement)
{
	const struct directive *directive = statement->name->directive;
	const char *name = directive->name;
	struct diagnostics *diagnostics = &assembler->diagnostics;
	if (directive->most == 0)
		error_at(diagnostics, statement->location, "%s takes no operands", name);
	else if (directive->most == MANY)
		error_at(diagnostics, statement->location, "%s needs an operand", name);
	else if (directive->most == directive->least)
		error_at(diagnostics, statement->location, "%s takes %u operand%s, not %zu", name,
		         directive->least, directive->least == 1 ? "" : "s", statement->count);
	else
		error_at(diagnostics, statement->location, "%s takes %u to %u operands, not %zu",
		         name, directive->least, directive->most, statement->count);
}

void do_directive(struct assembler *assembler, const struct statement *statement)
{
	const struct directive *directive = statement->name->directive;
	if (statement->kind == STATEMENT_WORD &&
	    (statement->count < directive->least || statement->count > directive->most))
		report_count(assembler, statement);
	else
		directive->function(assembler, statement, directive->argument);
}

void directive_ignored(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)assembler;
	(void)statement;
	(void)argument;
}

void directive_refused(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)argument;
	/* It may have been meant to define what is then missing. */
	assembler->unit->is_incomplete = true;
	error_at(&assembler->diagnostics, statement->location, "'%s' is not supported",
	         statement->name->text);
}
