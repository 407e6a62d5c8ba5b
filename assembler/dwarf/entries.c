/* What a unit is: its name, where its code lies and, where they are asked for, its functions and
 * variables that have a type and a size. */
#include "assembler/dwarf/parts.h"
#include "assembler/program/assembler.h"
#include "assembler/program/expression.h"
#include "assembler/program/section.h"
#include "assembler/program/symbol.h"

/* From the DWARF 5 standard, chapter 7. */
enum {
	UNITS_VERSION = 2,
	TAG_ARRAY_TYPE = 0x01,
	TAG_COMPILE_UNIT = 0x11,
	TAG_SUBRANGE_TYPE = 0x21,
	TAG_BASE_TYPE = 0x24,
	TAG_SUBPROGRAM = 0x2E,
	TAG_VARIABLE = 0x34,
	CHILDREN_NO = 0,
	CHILDREN_YES = 1,
	ATTRIBUTE_LOCATION = 0x02,
	ATTRIBUTE_NAME = 0x03,
	ATTRIBUTE_BYTE_SIZE = 0x0B,
	ATTRIBUTE_STATEMENT_LIST = 0x10,
	ATTRIBUTE_LOW_PC = 0x11,
	ATTRIBUTE_HIGH_PC = 0x12,
	ATTRIBUTE_LANGUAGE = 0x13,
	ATTRIBUTE_DIRECTORY = 0x1B,
	ATTRIBUTE_PRODUCER = 0x25,
	ATTRIBUTE_LOWER_BOUND = 0x22,
	ATTRIBUTE_COUNT = 0x37,
	ATTRIBUTE_ENCODING = 0x3E,
	ATTRIBUTE_EXTERNAL = 0x3F,
	ATTRIBUTE_TYPE = 0x49,
	ATTRIBUTE_RANGES = 0x55,
	FORM_ADDRESS = 0x01,
	FORM_2_BYTES = 0x05,
	FORM_4_BYTES = 0x06,
	FORM_BYTE = 0x0B,
	FORM_FLAG = 0x0C,
	FORM_REFERENCE = 0x13,
	FORM_SECTION_OFFSET = 0x17,
	FORM_EXPRESSION = 0x18,
	UNIT_COMPILE = 0x01,
	RANGE_END = 0x00,
	RANGE_START_LENGTH = 0x07,
	OPERATION_ADDRESS = 0x03,
	ENCODING_UNSIGNED = 0x07,
	LANGUAGE_ASSEMBLER = 0x8001, /* of MIPS by its name; readers take it for any assembler's */
};

/* The abbreviations, by their codes. */
enum { UNIT = 1, DESCRIBED_UNIT, FUNCTION, VARIABLE, NUMBER_TYPE, ARRAY_TYPE, ARRAY_COUNT };

/* The types of variables: a number of 1, 2 or 4 bytes, or an array of them. */
enum number_type { TYPE_BYTE, TYPE_HALF, TYPE_WORD, NUMBER_TYPES };

static const struct {
	const char *name;
	uint32_t size;
} number_types[NUMBER_TYPES] = { { "byte", 1 }, { "half", 2 }, { "word", 4 } };

struct entries {
	struct dwarf *dwarf;
	struct bytes *bytes; /* the table of entries */
	struct assembler *assembler;
	size_t start;                 /* of the unit */
	size_t ranges;                /* of the unit's part of their table */
	uint32_t types[NUMBER_TYPES]; /* from the unit on */
};

/* What an entry of a kind has, each with its form. */
static const struct abbreviation {
	uint8_t code, tag, children;
	uint8_t attributes[8][2];
} abbreviations[] = {
	{ UNIT,
	  TAG_COMPILE_UNIT,
	  CHILDREN_NO,
	  { { ATTRIBUTE_PRODUCER, FORM_STRING },
	    { ATTRIBUTE_LANGUAGE, FORM_2_BYTES },
	    { ATTRIBUTE_NAME, FORM_STRING },
	    { ATTRIBUTE_STATEMENT_LIST, FORM_SECTION_OFFSET },
	    { ATTRIBUTE_LOW_PC, FORM_ADDRESS },
	    { ATTRIBUTE_RANGES, FORM_SECTION_OFFSET } } },
	{ DESCRIBED_UNIT,
	  TAG_COMPILE_UNIT,
	  CHILDREN_YES,
	  { { ATTRIBUTE_PRODUCER, FORM_STRING },
	    { ATTRIBUTE_LANGUAGE, FORM_2_BYTES },
	    { ATTRIBUTE_NAME, FORM_STRING },
	    { ATTRIBUTE_STATEMENT_LIST, FORM_SECTION_OFFSET },
	    { ATTRIBUTE_LOW_PC, FORM_ADDRESS },
	    { ATTRIBUTE_RANGES, FORM_SECTION_OFFSET },
	    { ATTRIBUTE_DIRECTORY, FORM_STRING } } },
	{ FUNCTION,
	  TAG_SUBPROGRAM,
	  CHILDREN_NO,
	  { { ATTRIBUTE_NAME, FORM_STRING },
	    { ATTRIBUTE_EXTERNAL, FORM_FLAG },
	    { ATTRIBUTE_LOW_PC, FORM_ADDRESS },
	    { ATTRIBUTE_HIGH_PC, FORM_4_BYTES } } },
	{ VARIABLE,
	  TAG_VARIABLE,
	  CHILDREN_NO,
	  { { ATTRIBUTE_NAME, FORM_STRING },
	    { ATTRIBUTE_EXTERNAL, FORM_FLAG },
	    { ATTRIBUTE_TYPE, FORM_REFERENCE },
	    { ATTRIBUTE_LOCATION, FORM_EXPRESSION } } },
	{ NUMBER_TYPE,
	  TAG_BASE_TYPE,
	  CHILDREN_NO,
	  { { ATTRIBUTE_NAME, FORM_STRING },
	    { ATTRIBUTE_BYTE_SIZE, FORM_BYTE },
	    { ATTRIBUTE_ENCODING, FORM_BYTE } } },
	{ ARRAY_TYPE, TAG_ARRAY_TYPE, CHILDREN_YES, { { ATTRIBUTE_TYPE, FORM_REFERENCE } } },
	{ ARRAY_COUNT,
	  TAG_SUBRANGE_TYPE,
	  CHILDREN_NO,
	  { { ATTRIBUTE_LOWER_BOUND, FORM_UNSIGNED }, { ATTRIBUTE_COUNT, FORM_UNSIGNED } } },
};

void put_abbreviations(struct bytes *bytes)
{
	for (size_t i = 0; i < sizeof abbreviations / sizeof abbreviations[0]; i++) {
		const struct abbreviation *row = &abbreviations[i];
		put_unsigned(bytes, row->code);
		put_unsigned(bytes, row->tag);
		put_number(bytes, row->children, 1);
		for (size_t j = 0; row->attributes[j][0] != 0; j++) {
			put_unsigned(bytes, row->attributes[j][0]);
			put_unsigned(bytes, row->attributes[j][1]);
		}
		put_number(bytes, 0, 2);
	}
	put_number(bytes, 0, 1);
}

/* Where a symbol that is described lies, and its size; false where it is not described. */
static bool is_described(struct assembler *assembler, const struct symbol *symbol, int64_t *size)
{
	return symbol->kind == SYMBOL_LABEL && symbol->type != TYPE_NONE && !symbol->is_hidden &&
	       symbol->name != NULL && symbol->piece != NULL &&
	       symbol->piece->section->part != PART_DROPPED && symbol->size != NULL &&
	       known_number(assembler, symbol->size, size) && *size > 0 && *size <= INT32_MAX;
}

bool has_entries(struct assembler *assembler, const struct unit *unit)
{
	int64_t size;
	for (const struct piece *piece = unit->pieces; piece != NULL; piece = piece->next)
		if (piece->line_count != 0)
			return true;
	if (assembler->options->describes_symbols)
		for (const struct symbol *symbol = unit->symbols; symbol != NULL;
		     symbol = symbol->next)
			if (is_described(assembler, symbol, &size))
				return true;
	return false;
}

/* Begins the unit's part of .debug_rnglists. Its list lies where this ends. */
static void begin_ranges(struct entries *entries)
{
	struct bytes *bytes = &entries->dwarf->tables[DWARF_RANGES];
	entries->ranges = begin_block(bytes);
	put_number(bytes, DWARF_VERSION, 2);
	put_number(bytes, ADDRESS_SIZE, 1);
	put_number(bytes, 0, 1); /* no segments */
	put_number(bytes, 0, 4); /* no table of lists */
}

/* The pieces with code, in .debug_rnglists and in .debug_aranges. */
static void put_ranges(struct entries *entries, const struct unit *unit)
{
	struct dwarf *dwarf = entries->dwarf;
	struct bytes *units = &dwarf->tables[DWARF_UNITS], *ranges = &dwarf->tables[DWARF_RANGES];
	size_t start = begin_block(units);
	put_number(units, UNITS_VERSION, 2);
	put_offset(dwarf, DWARF_UNITS, DWARF_INFO, entries->start - 4);
	put_number(units, ADDRESS_SIZE, 1);
	put_number(units, 0, 1); /* no segments */
	put_number(units, 0, 4); /* a pair begins at a multiple of its size */
	for (const struct piece *piece = unit->pieces; piece != NULL; piece = piece->next) {
		if (piece->line_count == 0)
			continue;
		put_number(ranges, RANGE_START_LENGTH, 1);
		put_address(dwarf, DWARF_RANGES, piece, 0);
		put_unsigned(ranges, piece->size);
		put_address(dwarf, DWARF_UNITS, piece, 0);
		put_number(units, piece->size, ADDRESS_SIZE);
	}
	put_number(units, 0, 2 * ADDRESS_SIZE);
	end_block(units, start);
	put_number(ranges, RANGE_END, 1);
	end_block(ranges, entries->ranges);
}

static void put_unit(struct entries *entries, const struct unit *unit, size_t lines,
                     const char *directory)
{
	struct dwarf *dwarf = entries->dwarf;
	struct bytes *bytes = entries->bytes;
	bool is_whole = entries->assembler->options->describes_symbols;
	put_number(bytes, DWARF_VERSION, 2);
	put_number(bytes, UNIT_COMPILE, 1);
	put_number(bytes, ADDRESS_SIZE, 1);
	put_offset(dwarf, DWARF_INFO, DWARF_ABBREVIATIONS, 0);
	put_unsigned(bytes, is_whole ? DESCRIBED_UNIT : UNIT);
	put_string(bytes, "pg32-as");
	put_number(bytes, LANGUAGE_ASSEMBLER, 2);
	put_string(bytes, source_name(unit));
	put_offset(dwarf, DWARF_INFO, DWARF_LINES, lines);
	put_number(bytes, 0, ADDRESS_SIZE);
	put_offset(dwarf, DWARF_INFO, DWARF_RANGES, dwarf->tables[DWARF_RANGES].size);
	if (is_whole)
		put_string(bytes, directory);
}

static uint32_t place_in_unit(const struct entries *entries)
{
	return (uint32_t)(entries->bytes->size - (entries->start - 4));
}

static void put_number_types(struct entries *entries)
{
	for (enum number_type type = 0; type < NUMBER_TYPES; type++) {
		entries->types[type] = place_in_unit(entries);
		put_unsigned(entries->bytes, NUMBER_TYPE);
		put_string(entries->bytes, number_types[type].name);
		put_number(entries->bytes, number_types[type].size, 1);
		put_number(entries->bytes, ENCODING_UNSIGNED, 1);
	}
}

/* The type of a variable of so many bytes: nobody says more of it. */
static uint32_t put_type(struct entries *entries, uint32_t size)
{
	struct bytes *bytes = entries->bytes;
	for (enum number_type type = 0; type < NUMBER_TYPES; type++)
		if (number_types[type].size == size)
			return entries->types[type];
	enum number_type item = size % number_types[TYPE_WORD].size == 0 ? TYPE_WORD : TYPE_BYTE;
	uint32_t place = place_in_unit(entries);
	put_unsigned(bytes, ARRAY_TYPE);
	put_number(bytes, entries->types[item], 4);
	put_unsigned(bytes, ARRAY_COUNT);
	put_unsigned(bytes, 0);
	put_unsigned(bytes, size / number_types[item].size);
	put_unsigned(bytes, 0);
	return place;
}

static void put_symbol(struct entries *entries, const struct symbol *symbol, uint32_t size)
{
	struct bytes *bytes = entries->bytes;
	bool is_function = symbol->type == TYPE_FUNCTION;
	uint32_t type = is_function ? 0 : put_type(entries, size);
	put_unsigned(bytes, is_function ? FUNCTION : VARIABLE);
	put_string(bytes, symbol->name->text);
	put_number(bytes, symbol->is_global || symbol->is_weak, 1);
	if (!is_function) {
		put_number(bytes, type, 4);
		put_unsigned(bytes, 1 + ADDRESS_SIZE);
		put_number(bytes, OPERATION_ADDRESS, 1);
	}
	put_address(entries->dwarf, DWARF_INFO, symbol->piece, symbol->offset);
	if (is_function)
		put_number(bytes, size, 4);
}

void put_entries(struct dwarf *dwarf, struct assembler *assembler, const struct unit *unit,
                 size_t lines, const char *directory)
{
	struct entries entries = { .dwarf = dwarf,
		                   .bytes = &dwarf->tables[DWARF_INFO],
		                   .assembler = assembler };
	int64_t size;
	entries.start = begin_block(entries.bytes);
	begin_ranges(&entries);
	put_unit(&entries, unit, lines, directory);
	put_ranges(&entries, unit);
	if (assembler->options->describes_symbols) {
		put_number_types(&entries);
		for (const struct symbol *symbol = unit->symbols; symbol != NULL;
		     symbol = symbol->next)
			if (is_described(assembler, symbol, &size))
				put_symbol(&entries, symbol, (uint32_t)size);
		put_unsigned(entries.bytes, 0);
	}
	end_block(entries.bytes, entries.start);
}
