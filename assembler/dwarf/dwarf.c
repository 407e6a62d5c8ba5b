/* Line rows as DWARF 4: for each unit a compilation unit with nothing but its line program. */
#include <string.h>
#include "assembler/link/link.h"
#include "assembler/dwarf/dwarf.h"

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

const char *const dwarf_names[DWARF_TABLES] = {
	[DWARF_INFO] = ".debug_info",
	[DWARF_ABBREVIATIONS] = ".debug_abbrev",
	[DWARF_LINES] = ".debug_line",
	[DWARF_RANGES] = ".debug_ranges",
};

static void put_place(struct dwarf *dwarf, struct dwarf_place place)
{
	struct bytes *bytes = &dwarf->tables[place.in];
	place.offset = (uint32_t)bytes->size;
	dwarf->places = grow(dwarf->places, &dwarf->place_capacity, dwarf->place_count + 1,
	                     sizeof *dwarf->places);
	dwarf->places[dwarf->place_count++] = place;
	put_number(bytes, (place.piece == NULL ? 0 : place.piece->address) + place.addend, 4);
}

/* Puts an address in a piece, or where another table has grown to. */
static void put_address(struct dwarf *dwarf, enum dwarf_table in, const struct piece *piece,
                        uint32_t offset)
{
	put_place(dwarf, (struct dwarf_place){ .in = in, .piece = piece, .addend = offset });
}

static void put_offset(struct dwarf *dwarf, enum dwarf_table in, enum dwarf_table to, size_t offset)
{
	put_place(dwarf, (struct dwarf_place){ .in = in, .to = to, .addend = (uint32_t)offset });
}

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

/* Puts the length of what follows it there. */
static void end_block(struct bytes *bytes, size_t start)
{
	set_word(bytes, start, (uint32_t)(bytes->size - start - 4));
}

static void put_info(struct dwarf *dwarf, const struct unit *unit)
{
	struct bytes *bytes = &dwarf->tables[DWARF_INFO];
	size_t start = bytes->size;
	put_number(bytes, 0, 4);
	put_number(bytes, VERSION, 2);
	put_offset(dwarf, DWARF_INFO, DWARF_ABBREVIATIONS, 0);
	put_number(bytes, 4, 1); /* bytes of an address */
	put_unsigned(bytes, 1);
	put_string(bytes, "pg32-as");
	put_string(bytes, shown_name(unit, unit->files[0].name));
	put_offset(dwarf, DWARF_INFO, DWARF_LINES, dwarf->tables[DWARF_LINES].size);
	put_number(bytes, 0, 4);
	put_offset(dwarf, DWARF_INFO, DWARF_RANGES, dwarf->tables[DWARF_RANGES].size);
	end_block(bytes, start);
}

static void put_unit(struct dwarf *dwarf, const struct unit *unit)
{
	struct bytes *lines = &dwarf->tables[DWARF_LINES];
	put_info(dwarf, unit);
	size_t start = lines->size;
	put_number(lines, 0, 4);
	put_line_header(lines, unit);
	for (const struct piece *piece = unit->pieces; piece != NULL; piece = piece->next) {
		if (piece->line_count == 0)
			continue;
		put_sequence(dwarf, piece);
		put_address(dwarf, DWARF_RANGES, piece, 0);
		put_address(dwarf, DWARF_RANGES, piece, (uint32_t)piece->size);
	}
	put_number(&dwarf->tables[DWARF_RANGES], 0, 8);
	end_block(lines, start);
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
	struct dwarf dwarf = { .place_count = 0 };
	for (const struct unit *unit = assembler->units; unit != NULL; unit = unit->next)
		if (unit->is_linked && has_lines(unit))
			put_unit(&dwarf, unit);
	if (dwarf.tables[DWARF_INFO].size != 0)
		put_abbreviations(&dwarf.tables[DWARF_ABBREVIATIONS]);
	return dwarf;
}

void free_dwarf(struct dwarf *dwarf)
{
	for (enum dwarf_table table = 0; table < DWARF_TABLES; table++)
		free(dwarf->tables[table].data);
	free(dwarf->places);
}
