/* Directives that make data. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "assembler/program/assembler.h"
#include "assembler/program/contents.h"
#include "assembler/program/expression.h"
#include "assembler/program/fixup.h"
#include "assembler/program/section.h"
#include "assembler/read/directive.h"
#include "assembler/read/include.h"
#include "assembler/read/operand.h"
#include "assembler/text/text.h"
#include "machine/front/file.h"

void directive_data(struct assembler *assembler, const struct statement *statement, int size)
{
	for (size_t i = 0; i < statement->count; i++) {
		const struct operand *operand = &statement->operands[i];
		const struct expression *expression = require_value(assembler, operand);
		uint8_t bytes[8];
		if (expression == NULL)
			return;
		if (expression->kind != EXPRESSION_NUMBER)
			add_fixup(assembler, operand->location, (char)('0' + size), (size_t)size,
			          expression);
		else if (place_data(assembler, operand->location, (unsigned)size,
		                    expression->number, bytes))
			add_bytes(assembler, operand->location, bytes, (size_t)size);
	}
}

/* A character of a string, in so many bytes. */
static bool add_character(struct assembler *assembler, uint32_t location, uint8_t byte, int width)
{
	uint8_t bytes[8] = { byte };
	return add_bytes(assembler, location, bytes, (size_t)width);
}

static bool add_string(struct assembler *assembler, const struct operand *operand, int width)
{
	const char *text = operand->text.text, *end = text + operand->text.length;
	while (text < end) {
		const char *escape = memchr(text, '\\', (size_t)(end - text));
		size_t plain = (size_t)((escape == NULL ? end : escape) - text);
		if (width == 1 && plain > 0) {
			if (!add_bytes(assembler, operand->location, text, plain))
				return false;
			text += plain;
			continue;
		}
		uint8_t byte;
		size_t used;
		const char *error = unescape(text, (size_t)(end - text), &byte, &used);
		if (error != NULL) {
			error_at(&assembler->diagnostics,
			         operand->text.location + (uint32_t)(text - operand->text.text),
			         "%s", error);
			return false;
		}
		if (!add_character(assembler, operand->location, byte, width))
			return false;
		text += used;
	}
	return true;
}

/* The width is that of each character and of the zero at the end; 0: characters without one. */
void directive_string(struct assembler *assembler, const struct statement *statement, int width)
{
	for (size_t i = 0; i < statement->count; i++) {
		const struct operand *operand = &statement->operands[i];
		if (!require_string(assembler, operand) ||
		    !add_string(assembler, operand, width == 0 ? 1 : width))
			return;
		bool is_end = i + 1 == statement->count || !statement->operands[i + 1].is_continued;
		if (width != 0 && is_end)
			add_bytes(assembler, operand->location, NULL, (size_t)width);
	}
}

void directive_space(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)argument;
	int64_t size, value;
	if (optional_number(assembler, statement, 0, "the size", 0, UINT32_MAX, 0, &size) &&
	    optional_number(assembler, statement, 1, "the byte", INT8_MIN, UINT8_MAX, 0, &value))
		add_filled(assembler, statement->location, (int)(value & 0xFF), (size_t)size);
}

/* A value has four bytes, and the rest of a greater size is zero, as GNU as has it. */
enum { FILL_VALUE_SIZE = 4, MOST_FILL_SIZE = 8 };

void directive_fill(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)argument;
	int64_t count, size, value;
	/* An empty size, between two commas, is 0. */
	int64_t otherwise = statement->count == 1 ? 1 : 0;
	if (!optional_number(assembler, statement, 0, "the count", 0, UINT32_MAX, 0, &count) ||
	    !optional_number(assembler, statement, 1, "the size", 0, MOST_FILL_SIZE, otherwise,
	                     &size) ||
	    !optional_number(assembler, statement, 2, "the value", INT64_MIN, INT64_MAX, 0, &value))
		return;
	uint8_t bytes[MOST_FILL_SIZE] = { 0 };
	for (unsigned i = 0; i < FILL_VALUE_SIZE; i++)
		bytes[i] = (uint8_t)((uint64_t)value >> 8 * i);
	if (size <= 1)
		add_filled(assembler, statement->location, bytes[0], (size_t)(count * size));
	else
		add_copies(assembler, statement->location, bytes, (size_t)size, (size_t)count);
}

void directive_copies(struct assembler *assembler, const struct statement *statement, int size)
{
	int64_t count, value;
	uint8_t bytes[8];
	if (optional_number(assembler, statement, 0, "the count", 0, UINT32_MAX, 0, &count) &&
	    require_number(assembler, &statement->operands[1], "the value", &value) &&
	    place_data(assembler, statement->operands[1].location, (unsigned)size, value, bytes))
		add_copies(assembler, statement->location, bytes, (size_t)size, (size_t)count);
}

void directive_zeros(struct assembler *assembler, const struct statement *statement, int size)
{
	int64_t count;
	if (optional_number(assembler, statement, 0, "the count", 0, UINT32_MAX, 0, &count))
		add_bytes(assembler, statement->location, NULL, (size_t)(count * size));
}

enum { GREATEST_POWER = 20 };

void directive_align(struct assembler *assembler, const struct statement *statement, int argument)
{
	int64_t number, fill, maximum;
	bool is_power = argument == ALIGN_POWER;
	if (!optional_number(assembler, statement, 0,
	                     is_power ? "the power of two" : "the alignment", 0,
	                     is_power ? GREATEST_POWER : 1 << GREATEST_POWER, 0, &number) ||
	    !optional_number(assembler, statement, 1, "the byte", INT8_MIN, UINT8_MAX, INT64_MIN,
	                     &fill) ||
	    !optional_number(assembler, statement, 2, "the limit", 0, UINT32_MAX, UINT32_MAX,
	                     &maximum))
		return;
	uint32_t alignment = is_power ? UINT32_C(1) << number : number == 0 ? 1 : (uint32_t)number;
	if ((alignment & (alignment - 1)) != 0) {
		error_at(&assembler->diagnostics, statement->operands[0].location,
		         "the alignment %u is not a power of two", alignment);
		return;
	}
	fill = fill == INT64_MIN ? -1 : fill & 0xFF;
	/* A limit of 0 is none. */
	align_to(assembler, statement->location, alignment, (int)fill,
	         maximum == 0 ? UINT32_MAX : (uint32_t)maximum);
}

static void add_leb128(struct assembler *assembler, uint32_t location, int64_t number,
                       bool is_signed, bool is_below)
{
	uint64_t rest = (uint64_t)number;
	/* What is shifted in: copies of the sign. */
	uint64_t sign = is_signed && is_below ? ~(UINT64_MAX >> 7) : 0;
	bool more = true;
	while (more) {
		uint8_t byte = (uint8_t)(rest & 0x7F);
		rest = rest >> 7 | sign;
		bool negative = is_signed && (byte & 0x40) != 0;
		more = rest != (negative ? UINT64_MAX : 0);
		byte |= more ? 0x80 : 0;
		add_bytes(assembler, location, &byte, 1);
	}
}

void directive_leb128(struct assembler *assembler, const struct statement *statement, int is_signed)
{
	struct piece *piece = assembler->piece;
	for (size_t i = 0; i < statement->count; i++) {
		int64_t number = 0;
		struct expression *value = require_value(assembler, &statement->operands[i]);
		/* How long it is matters to nobody where it is dropped. */
		if (piece->section->part == PART_DROPPED &&
		    !known_number(assembler, value, &number))
			piece->is_vague = true;
		else if (!require_number(assembler, &statement->operands[i], "the number", &number))
			return;
		add_leb128(assembler, statement->location, number, is_signed != 0,
		           value != NULL && is_below_zero(value, number));
	}
}

void directive_floating(struct assembler *assembler, const struct statement *statement,
                        int argument)
{
	(void)argument;
	error_at(&assembler->diagnostics, statement->location,
	         "floating point is not supported: there is no '%s'", statement->name->text);
}

void directive_org(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)argument;
	struct expression *expression = require_value(assembler, &statement->operands[0]);
	int64_t fill;
	if (expression == NULL ||
	    !optional_number(assembler, statement, 1, "the byte", INT8_MIN, UINT8_MAX, 0, &fill))
		return;
	move_on(assembler, statement->location, expression, (int)(fill & 0xFF));
}

/* Reads past so many bytes of a file, which may be one that cannot be sought in. */
static bool skip_bytes(FILE *file, int64_t count)
{
	char bytes[4096];
	while (count > 0) {
		size_t size = fread(bytes, 1, (size_t)(count < 4096 ? count : 4096), file);
		if (size == 0)
			return false;
		count -= (int64_t)size;
	}
	return true;
}

/* Adds count bytes of a file, or with 0 the rest of it, after skip others. Returns NULL, or what
 * went wrong; what the section does not take was told. */
static const char *include_bytes(struct assembler *assembler, const struct statement *statement,
                                 FILE *file, int64_t skip, int64_t count)
{
	struct stat status;
	if (fstat(fileno(file), &status) != 0)
		return strerror(errno);
	if (S_ISDIR(status.st_mode))
		return strerror(EISDIR);
	errno = 0;
	/* A file of /proc has bytes, and no size. */
	bool can_seek = S_ISREG(status.st_mode) && skip <= status.st_size;
	bool is_there = can_seek ? fseeko(file, skip, SEEK_SET) == 0 : skip_bytes(file, skip);
	char bytes[4096];
	size_t size = 0;
	int64_t left = count == 0 ? INT64_MAX : count;
	while (is_there && left > 0 &&
	       (size = fread(bytes, 1, (size_t)(left < 4096 ? left : 4096), file)) > 0) {
		left -= (int64_t)size;
		if (!add_bytes(assembler, statement->location, bytes, size))
			return NULL;
	}
	if (ferror(file))
		return strerror(errno);
	return !is_there || (count != 0 && left > 0) ? "it has not so many bytes" : NULL;
}

void directive_incbin(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)argument;
	int64_t skip, count;
	if (!require_string(assembler, &statement->operands[0]) ||
	    !optional_number(assembler, statement, 1, "the offset", 0, INT32_MAX, 0, &skip) ||
	    !optional_number(assembler, statement, 2, "the size", 0, INT32_MAX, 0, &count))
		return;
	const struct span *name = &statement->operands[0].text;
	FILE *file = open_include(assembler, name);
	const char *error = file == NULL ? reading_problem(errno)
	                                 : include_bytes(assembler, statement, file, skip, count);
	if (error != NULL)
		error_at(&assembler->diagnostics, statement->operands[0].location,
		         "cannot read '%.*s': %s", (int)name->length, name->text, error);
	if (file != NULL)
		fclose(file);
}
