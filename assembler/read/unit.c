/* Reading units: one statement after the other. */
#include "assembler/read/unit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/program/assembler.h"
#include "assembler/program/assignment.h"
#include "assembler/program/expression.h"
#include "assembler/program/frame.h"
#include "assembler/program/listing.h"
#include "assembler/program/reference.h"
#include "assembler/program/section.h"
#include "assembler/read/lexer.h"
#include "assembler/read/macro.h"
#include "assembler/read/parser_types.h"
#include "assembler/read/statement.h"
#include "machine/front/file.h"
#include "parser.h"

static void read_statements(struct reader *reader)
{
	struct assembler *assembler = reader->assembler;
	struct statement *statement = &reader->statement;
	while (!reader->is_finished && !is_full(&assembler->diagnostics)) {
		statement->kind = STATEMENT_NONE;
		statement->name = NULL;
		statement->text = (struct span){ .text = "" };
		statement->count = 0;
		reader->is_fresh = true;
		if (yyparse(reader->scanner, reader) == 0) {
			const struct piece *piece = assembler->piece;
			size_t offset = piece->size;
			execute(reader);
			if (statement->kind != STATEMENT_NONE)
				list_statement(assembler, statement->location, piece, offset);
		} else {
			/* Anything but an instruction could have defined a symbol. */
			if (statement->name == NULL || statement->name->forms == NULL)
				assembler->unit->is_incomplete = true;
			lexer_discard(reader);
		}
	}
}

static void define_options(struct assembler *assembler)
{
	const struct options *options = assembler->options;
	for (size_t i = 0; i < options->definition_count; i++) {
		const struct definition *definition = &options->definitions[i];
		struct name *name =
		        name_of(&assembler->names, definition->name, strlen(definition->name));
		assign_symbol(assembler, name, 0, make_number(assembler, 0, definition->value),
		              true);
	}
}

static void forget_macros(struct unit *unit)
{
	for (struct macro *macro = unit->macros; macro != NULL; macro = macro->next)
		macro->name->macro = NULL;
}

void read_unit(struct assembler *assembler, struct unit *unit)
{
	struct source *source = source_read(&assembler->sources, unit->name, 0);
	if (source == NULL) {
		unit->is_incomplete = true;
		error_at(&assembler->diagnostics, 0, "cannot read '%s': %s", unit->name,
		         source_error(errno));
		return;
	}
	struct reader reader = { .assembler = assembler };
	assembler->unit = unit;
	assembler->reader = &reader;
	assembler->piece = piece_of(assembler, ".text", PART_TEXT);
	define_options(assembler);
	lexer_start(&reader);
	if (enter_source(&reader, source, 0))
		read_statements(&reader);
	lexer_end(&reader);
	forget_macros(unit);
	close_frames(assembler);
	settle_references(unit);
	place_dropped(unit);
	free(reader.statement.operands);
	free(reader.conditionals);
	assembler->reader = NULL;
}
