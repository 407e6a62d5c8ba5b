/* The profile that a program is for. */
#include "assembler/read/profile.h"

#include "assembler/program/assembler.h"
#include "assembler/program/form.h"
#include "assembler/read/directive.h"
#include "assembler/read/operand.h"
#include "assembler/text/name.h"

/* One image is for one machine: it is named once, or always the same. */
static bool is_other(const struct assembler *assembler, enum profile profile)
{
	bool is_named = assembler->options->names_profile || assembler->profile_location != 0;
	return is_named && profile != assembler->profile;
}

static void report_other(struct assembler *assembler, uint32_t location)
{
	struct diagnostics *diagnostics = &assembler->diagnostics;
	error_at(diagnostics, location, "the program is for --isa %s already",
	         profile_rows[assembler->profile].name);
	if (!assembler->options->names_profile)
		note_at(diagnostics, assembler->profile_location, "it says so here");
}

void directive_isa(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)argument;
	uint32_t location = statement->operands[0].location;
	const struct name *name = require_name(assembler, &statement->operands[0]);
	if (name == NULL)
		return;
	enum profile profile = profile_named(name->text);
	if (profile == PROFILES) {
		error_at(&assembler->diagnostics, location,
		         "no profile '%s'; pg32-as --isa help lists them", name->text);
	} else if (is_other(assembler, profile)) {
		report_other(assembler, location);
	} else {
		bool is_new = profile != assembler->profile;
		assembler->profile = profile;
		assembler->profile_location = location;
		if (is_new)
			make_profile_form(assembler);
	}
}

bool report_profile(struct assembler *assembler, const struct statement *statement)
{
	enum profile profile = profile_named(statement->name->text);
	if (profile == PROFILES || flaw_of(profile) == OPERATIONS)
		return false;
	const char *name = profile_rows[profile].name;
	error_at(&assembler->diagnostics, statement->location,
	         "'%s' is an instruction of --isa %s, and the program is for --isa %s", name, name,
	         profile_rows[assembler->profile].name);
	return true;
}
