/* Line rows of the pieces. */
#include "assembler/program/line.h"

#include <string.h>

#include "assembler/program/assembler.h"
#include "assembler/program/section.h"
#include "assembler/text/input.h"

enum { LAST_FILE = (1 << 20) - 1, LAST_COLUMN = (1 << 12) - 1 };

uint32_t line_file(struct assembler *assembler, const char *name)
{
	struct unit *unit = assembler->unit;
	struct name *known = name_of(&assembler->names, name, strlen(name));
	enter_unit(known, unit);
	if (known->file != 0)
		return known->file;
	if (unit->file_count == LAST_FILE)
		return LAST_FILE;
	unit->files =
	        grow(unit->files, &unit->file_capacity, unit->file_count + 1, sizeof *unit->files);
	unit->files[unit->file_count++] = (struct unit_file){ name };
	known->file = (uint32_t)unit->file_count;
	return known->file;
}

static void append_row(struct piece *piece, struct line_row row)
{
	const struct line_row *last =
	        piece->line_count == 0 ? NULL : &piece->lines[piece->line_count - 1];
	if (last != NULL && last->line == row.line && last->file == row.file &&
	    last->column == row.column)
		return;
	piece->lines = grow(piece->lines, &piece->line_capacity, piece->line_count + 1,
	                    sizeof *piece->lines);
	row.offset = (uint32_t)piece->size;
	piece->lines[piece->line_count++] = row;
}

/* The line of the present statement in the file it comes from (where a macro was called, for
 * what the macro expands to), and the number of that file in the unit's line table. */
static uint32_t statement_line(struct assembler *assembler, uint32_t *line)
{
	struct input *input = assembler->input;
	while (input->source->expansion_of != NULL && input->parent != NULL)
		input = input->parent;
	const char *name;
	*line = source_line(input->source, input->statement_line, &name);
	if (name != input->file_name) {
		input->file_name = name;
		input->file = line_file(assembler, name);
	}
	return input->file;
}

void note_line(struct assembler *assembler)
{
	struct piece *piece = assembler->piece;
	if (assembler->unit->has_line_directives) {
		if (piece->pending.line != 0)
			append_row(piece, piece->pending);
		piece->pending.line = 0;
		return;
	}
	struct line_row row = { .column = 0 };
	row.file = statement_line(assembler, &row.line) & LAST_FILE;
	append_row(piece, row);
}

void define_line_file(struct assembler *assembler, uint32_t number, const char *name)
{
	struct unit *unit = assembler->unit;
	if (number > LAST_FILE)
		return;
	if (number >= unit->file_number_count) {
		size_t capacity = unit->file_number_count;
		unit->file_numbers = grow(unit->file_numbers, &capacity, number + (size_t)1,
		                          sizeof *unit->file_numbers);
		memset(unit->file_numbers + unit->file_number_count, 0,
		       (capacity - unit->file_number_count) * sizeof *unit->file_numbers);
		unit->file_number_count = capacity;
	}
	unit->file_numbers[number] = line_file(assembler, name);
}

void set_line(struct assembler *assembler, uint32_t number, uint32_t line, uint32_t column)
{
	struct unit *unit = assembler->unit;
	unit->has_line_directives = true;
	if (number >= unit->file_number_count || unit->file_numbers[number] == 0)
		return;
	assembler->piece->pending = (struct line_row){
		.line = line,
		.file = unit->file_numbers[number] & LAST_FILE,
		.column = (column > LAST_COLUMN ? 0 : column) & LAST_COLUMN,
	};
}

bool line_of(const struct piece *piece, uint32_t offset, const char **name, unsigned *line,
             unsigned *column)
{
	if (!piece->unit->has_line_directives)
		return false;
	size_t low = 0, high = piece->line_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (piece->lines[middle].offset <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return false;
	const struct line_row *row = &piece->lines[low - 1];
	*name = piece->unit->files[row->file - 1].name;
	*line = row->line;
	*column = row->column;
	return true;
}
