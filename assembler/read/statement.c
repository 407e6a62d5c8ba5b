/* Statements: an instruction, a directive, a macro call or an assignment. */
#include "assembler/read/statement.h"

#include "assembler/program/assembler.h"
#include "assembler/program/assignment.h"
#include "assembler/program/contents.h"
#include "assembler/program/expression.h"
#include "assembler/program/form.h"
#include "assembler/program/section.h"
#include "assembler/program/symbol.h"
#include "assembler/read/conditional.h"
#include "assembler/read/directive.h"
#include "assembler/read/macro.h"
#include "assembler/read/profile.h"

void set_statement(struct reader *reader, enum statement_kind kind, struct name *name,
                   uint32_t location)
{
	reader->statement.kind = kind;
	reader->statement.name = name;
	reader->statement.location = location;
}

void add_operand(struct reader *reader, struct operand operand)
{
	struct statement *statement = &reader->statement;
	statement->operands = grow(statement->operands, &statement->capacity, statement->count + 1,
	                           sizeof *statement->operands);
	statement->operands[statement->count++] = operand;
}

/* The size of each item that the directive of this name makes of its operands, or 0: in a list of
 * data the dot is the place of the item, not of the list. */
static size_t item_size(const struct name *name)
{
	return name != NULL && name->directive != NULL &&
	                       name->directive->function == directive_data
	               ? (size_t)name->directive->argument
	               : 0;
}

struct expression *make_item_place(struct reader *reader, uint32_t location)
{
	const struct statement *statement = &reader->statement;
	return make_here(reader->assembler, location,
	                 statement->count * item_size(statement->name));
}

struct operand type_operand(struct name *name, uint32_t location)
{
	return (struct operand){
		.kind = OPERAND_TYPE,
		.location = location,
		.text = { .text = name->text, .length = name->length, .location = location },
	};
}

struct expression *make_named_part(struct assembler *assembler, uint32_t location,
                                   struct name *name, struct expression *operand)
{
	enum value_part part;
	if (find_value_part(name->text, &part))
		return make_part(assembler, location, part, operand);
	error_at(&assembler->diagnostics, location,
	         "unknown function '%%%s': there are %%hi, %%lo, %%pcrel_hi and %%pcrel_lo",
	         name->text);
	return NULL;
}

static bool is_mnemonic(const struct name *name)
{
	return name->forms != NULL || name->macro != NULL;
}

static bool is_directive(const struct name *name)
{
	return name->directive != NULL;
}

static void report_unknown(struct assembler *assembler, const struct statement *statement)
{
	const char *text = statement->name->text;
	if (report_profile(assembler, statement))
		return;
	bool dotted = text[0] == '.';
	const struct name *near =
	        nearest_name(&assembler->names, text, dotted ? is_directive : is_mnemonic);
	/* It may have been meant to define what is then missing. */
	if (dotted)
		assembler->unit->is_incomplete = true;
	error_at(&assembler->diagnostics, statement->location, "unknown %s '%s'%s%s%s",
	         dotted ? "directive" : "instruction", text, near == NULL ? "" : "; did you mean '",
	         near == NULL ? "" : near->text, near == NULL ? "" : "'?");
}

static bool is_failed(const struct operand *operand)
{
	return (operand->kind == OPERAND_VALUE && operand->expression == NULL) ||
	       (operand->kind == OPERAND_MEMORY &&
	        (operand->expression == NULL || operand->base == NULL));
}

static void execute_word(struct assembler *assembler, struct statement *statement)
{
	/* What could not be made of an operand was told when it was read. */
	for (size_t i = 0; i < statement->count; i++)
		if (is_failed(&statement->operands[i]))
			return;
	if (statement->name->forms != NULL)
		assemble_instruction(assembler, statement);
	else if (statement->name->directive != NULL)
		do_directive(assembler, statement);
	else
		report_unknown(assembler, statement);
}

void execute(struct reader *reader)
{
	struct assembler *assembler = reader->assembler;
	struct statement *statement = &reader->statement;
	switch (statement->kind) {
	case STATEMENT_NONE:
		return;
	case STATEMENT_WORD:
		execute_word(assembler, statement);
		return;
	case STATEMENT_TEXT:
		if (statement->name->macro != NULL && !is_skipping(reader))
			call_macro(assembler, statement);
		else if (statement->name->directive != NULL)
			do_directive(assembler, statement);
		return;
	case STATEMENT_ASSIGNMENT:
		assign_symbol(assembler, statement->name, statement->location,
		              as_value(assembler, statement->expression), true);
		return;
	case STATEMENT_PLACE:
		move_on(assembler, statement->location, as_value(assembler, statement->expression),
		        0);
		return;
	}
}
