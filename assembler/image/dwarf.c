/* Line rows as DWARF 4: for each unit a compilation unit with nothing but its line program. */
#include <string.h>
#include "assembler/link/link.h"
#include "assembler/image/dwarf.h"

#include <stdlib.h>

#include "assembler/assembler.h"

/* From the DWARF 4 standard, chapter 7. */
enum {
	VERSION = 4,
	TAG_COMPILE_UNIT = 0x11,
	CHILDREN_NO = 0,
	ATTRIBUTE_NAME = 0x03,
	ATTRIBUTE_STATEMENT_LIST = 0x10,
	ATTRIBUTE_LOW_PC = 0x11,
	ATTRIBUTE_PRODUCER = 0x25,
	ATTRIBUTE_RANGES = 0x55,
	FORM_ADDRESS = 0x01,
	FORM_STRING = 0x08,
	FORM_SECTION_OFFSET = 0x17,
	LINE_COPY = 1,
	LINE_ADVANCE_PC = 2,
	LINE_ADVANCE_LINE = 3,
	LINE_SET_FILE = 4,
	LINE_END_SEQUENCE = 1,
	LINE_SET_ADDRESS = 2,
	FIRST_SPECIAL = 13
};

/* The special opcodes: lines from LINE_BASE on, LINE_RANGE of them for each instruction. */
enum { LINE_BASE = -5, LINE_RANGE = 14, LAST_SPECIAL = 255, INSTRUCTION_SIZE = 4 };

static void put_abbreviations(struct bytes *bytes)
{
	static const uint8_t unit[] = {
		1,
		TAG_COMPILE_UNIT,
		CHILDREN_NO,
		ATTRIBUTE_PRODUCER,
		FORM_STRING,
		ATTRIBUTE_NAME,
		FORM_STRING,
		ATTRIBUTE_STATEMENT_LIST,
		FORM_SECTION_OFFSET,
		ATTRIBUTE_LOW_PC,
		FORM_ADDRESS,
		ATTRIBUTE_RANGES,
		FORM_SECTION_OFFSET,
		0,
		0,
		0,
	};
	put_bytes(bytes, unit, sizeof unit);
}

static void put_line_header(struct bytes *bytes, const struct unit *unit)
{
	static const uint8_t lengths[FIRST_SPECIAL - 1] = { 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1 };
	put_number(bytes, VERSION, 2);
	size_t length_at = bytes->size;
	put_number(bytes, 0, 4);
	put_number(bytes, INSTRUCTION_SIZE, 1);
	put_number(bytes, 1, 1); /* operations in an instruction */
	put_number(bytes, 1, 1); /* rows begin statements */
	put_number(bytes, (uint8_t)LINE_BASE, 1);
	put_number(bytes, LINE_RANGE, 1);
	put_number(bytes, FIRST_SPECIAL, 1);
	put_bytes(bytes, lengths, sizeof lengths);
	put_number(bytes, 0, 1); /* no directories */
	for (size_t i = 0; i < unit->file_count; i++) {
		put_string(bytes, shown_name(unit, unit->files[i].name));
		put_unsigned(bytes, 0); /* directory */
		put_unsigned(bytes, 0); /* time */
		put_unsigned(bytes, 0); /* size */
	}
	put_number(bytes, 0, 1);
	set_word(bytes, length_at, (uint32_t)(bytes->size - length_at - 4));
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

static void put_sequence(struct bytes *bytes, const struct piece *piece)
{
	uint32_t offset = piece->lines[0].offset, line = 1, file = 1;
	put_number(bytes, 0, 1);
	put_unsigned(bytes, 5);
	put_number(bytes, LINE_SET_ADDRESS, 1);
	put_number(bytes, piece->address + offset, 4);
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

/* Puts the length of what follows it there. */
static void end_block(struct bytes *bytes, size_t start)
{
	set_word(bytes, start, (uint32_t)(bytes->size - start - 4));
}

static void put_info(struct dwarf *dwarf, const struct unit *unit)
{
	struct bytes *bytes = &dwarf->info;
	size_t start = bytes->size;
	put_number(bytes, 0, 4);
	put_number(bytes, VERSION, 2);
	put_number(bytes, 0, 4); /* abbreviations */
	put_number(bytes, 4, 1); /* bytes of an address */
	put_unsigned(bytes, 1);
	put_string(bytes, "pg32-as");
	put_string(bytes, shown_name(unit, unit->files[0].name));
	put_number(bytes, dwarf->lines.size, 4);
	put_number(bytes, 0, 4);
	put_number(bytes, dwarf->ranges.size, 4);
	end_block(bytes, start);
}

static void put_unit(struct dwarf *dwarf, const struct unit *unit)
{
	put_info(dwarf, unit);
	size_t start = dwarf->lines.size;
	put_number(&dwarf->lines, 0, 4);
	put_line_header(&dwarf->lines, unit);
	for (const struct piece *piece = unit->pieces; piece != NULL; piece = piece->next) {
		if (piece->line_count == 0)
			continue;
		put_sequence(&dwarf->lines, piece);
		put_number(&dwarf->ranges, piece->address, 4);
		put_number(&dwarf->ranges, piece->address + piece->size, 4);
	}
	put_number(&dwarf->ranges, 0, 8);
	end_block(&dwarf->lines, start);
}

static bool has_lines(const struct unit *unit)
{
	for (const struct piece *piece = unit->pieces; piece != NULL; piece = piece->next)
		if (piece->line_count != 0)
			return true;
	return false;
}

struct dwarf make_dwarf(const struct assembler *assembler)
{
	struct dwarf dwarf = { 0 };
	put_abbreviations(&dwarf.abbreviations);
	for (const struct unit *unit = assembler->units; unit != NULL; unit = unit->next)
		if (unit->is_linked && has_lines(unit))
			put_unit(&dwarf, unit);
	return dwarf;
}

void free_dwarf(struct dwarf *dwarf)
{
	free(dwarf->info.data);
	free(dwarf->abbreviations.data);
	free(dwarf->lines.data);
	free(dwarf->ranges.data);
}
