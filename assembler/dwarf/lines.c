/* The line program of a unit, as DWARF 5. */
#include "assembler/dwarf/parts.h"
#include "assembler/link/link.h"
#include "assembler/program/assembler.h"
#include "assembler/program/section.h"

/* From the DWARF 5 standard, chapter 7. */
enum {
	LINE_COPY = 1,
	LINE_ADVANCE_PC = 2,
	LINE_ADVANCE_LINE = 3,
	LINE_SET_FILE = 4,
	LINE_END_SEQUENCE = 1,
	LINE_SET_ADDRESS = 2,
	FIRST_SPECIAL = 13,
	CONTENT_PATH = 1,
	CONTENT_DIRECTORY = 2
};

/* The special opcodes: lines from LINE_BASE on, LINE_RANGE of them for each instruction. */
enum { LINE_BASE = -5, LINE_RANGE = 14, LAST_SPECIAL = 255, INSTRUCTION_SIZE = 4 };

static void put_directory(struct bytes *bytes, const char *directory)
{
	put_number(bytes, 1, 1);
	put_unsigned(bytes, CONTENT_PATH);
	put_unsigned(bytes, FORM_STRING);
	put_unsigned(bytes, 1);
	put_string(bytes, directory);
}

static void put_file(struct bytes *bytes, const char *name)
{
	put_string(bytes, name);
	put_unsigned(bytes, 0);
}

/* File 0 is the unit's own; the unit's files are counted from 1. */
static void put_files(struct bytes *bytes, const struct unit *unit)
{
	put_number(bytes, 2, 1);
	put_unsigned(bytes, CONTENT_PATH);
	put_unsigned(bytes, FORM_STRING);
	put_unsigned(bytes, CONTENT_DIRECTORY);
	put_unsigned(bytes, FORM_UNSIGNED);
	put_unsigned(bytes, unit->file_count + 1);
	put_file(bytes, source_name(unit));
	for (size_t i = 0; i < unit->file_count; i++)
		put_file(bytes, shown_name(unit, unit->files[i].name));
}

static void put_header(struct bytes *bytes, const struct unit *unit, const char *directory)
{
	static const uint8_t lengths[FIRST_SPECIAL - 1] = { 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1 };
	put_number(bytes, DWARF_VERSION, 2);
	put_number(bytes, ADDRESS_SIZE, 1);
	put_number(bytes, 0, 1); /* no segments */
	size_t start = begin_block(bytes);
	put_number(bytes, INSTRUCTION_SIZE, 1);
	put_number(bytes, 1, 1); /* operations in an instruction */
	put_number(bytes, 1, 1); /* rows begin statements */
	put_number(bytes, (uint8_t)LINE_BASE, 1);
	put_number(bytes, LINE_RANGE, 1);
	put_number(bytes, FIRST_SPECIAL, 1);
	put_bytes(bytes, lengths, sizeof lengths);
	put_directory(bytes, directory);
	put_files(bytes, unit);
	end_block(bytes, start);
}

static void put_row(struct bytes *bytes, uint32_t instructions, int64_t lines)
{
	uint64_t special =
	        (uint64_t)(lines - LINE_BASE) + (uint64_t)instructions * LINE_RANGE + FIRST_SPECIAL;
	if (lines >= LINE_BASE && lines < LINE_BASE + LINE_RANGE && special <= LAST_SPECIAL) {
		put_number(bytes, special, 1);
		return;
	}
	if (instructions != 0) {
		put_number(bytes, LINE_ADVANCE_PC, 1);
		put_unsigned(bytes, instructions);
	}
	if (lines != 0) {
		put_number(bytes, LINE_ADVANCE_LINE, 1);
		put_signed(bytes, lines);
	}
	put_number(bytes, LINE_COPY, 1);
}

static void put_sequence(struct dwarf *dwarf, const struct piece *piece)
{
	struct bytes *bytes = &dwarf->tables[DWARF_LINES];
	uint32_t offset = piece->lines[0].offset, line = 1, file = 1;
	put_number(bytes, 0, 1);
	put_unsigned(bytes, 5);
	put_number(bytes, LINE_SET_ADDRESS, 1);
	put_address(dwarf, DWARF_LINES, piece, offset);
	for (size_t i = 0; i < piece->line_count; i++) {
		const struct line_row *row = &piece->lines[i];
		/* Rows that differ in the column alone are one here. */
		if (i > 0 && row->file == file && row->line == line)
			continue;
		if (row->file != file) {
			file = row->file;
			put_number(bytes, LINE_SET_FILE, 1);
			put_unsigned(bytes, file);
		}
		put_row(bytes, (row->offset - offset) / INSTRUCTION_SIZE,
		        (int64_t)row->line - line);
		offset = row->offset;
		line = row->line;
	}
	put_number(bytes, LINE_ADVANCE_PC, 1);
	put_unsigned(bytes, (piece->size - offset + INSTRUCTION_SIZE - 1) / INSTRUCTION_SIZE);
	put_number(bytes, 0, 1);
	put_unsigned(bytes, 1);
	put_number(bytes, LINE_END_SEQUENCE, 1);
}

void put_lines(struct dwarf *dwarf, const struct unit *unit, const char *directory)
{
	struct bytes *bytes = &dwarf->tables[DWARF_LINES];
	size_t start = begin_block(bytes);
	put_header(bytes, unit, directory);
	for (const struct piece *piece = unit->pieces; piece != NULL; piece = piece->next)
		if (piece->line_count != 0)
			put_sequence(dwarf, piece);
	end_block(bytes, start);
}
