/* Directives that make data. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "assembler/assembler.h"
#include "assembler/read/directive.h"
#include "assembler/read/expression.h"
#include "assembler/program/fixup.h"
#include "assembler/read/include.h"
#include "assembler/read/operand.h"
#include "assembler/read/text.h"
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

static bool add_string(struct assembler *assembler, const struct operand *operand)
{
	const char *text = operand->text.text, *end = text + operand->text.length;
	while (text < end) {
		const char *escape = memchr(text, '\\', (size_t)(end - text));
		size_t plain = (size_t)((escape == NULL ? end : escape) - text);
		if (!add_bytes(assembler, operand->location, text, plain))
			return false;
		text += plain;
		if (text == end)
			break;
		uint8_t byte;
		size_t used;
		const char *error = unescape(text, (size_t)(end - text), &byte, &used);
		if (error != NULL) {
			error_at(&assembler->diagnostics,
			         operand->text.location + (uint32_t)(text - operand->text.text),
			         "%s", error);
			return false;
		}
		if (!add_bytes(assembler, operand->location, &byte, 1))
			return false;
		text += used;
	}
	return true;
}

void directive_string(struct assembler *assembler, const struct statement *statement,
                      int is_terminated)
{
	for (size_t i = 0; i < statement->count; i++) {
		const struct operand *operand = &statement->operands[i];
		if (!require_string(assembler, operand) || !add_string(assembler, operand))
			return;
		if (is_terminated)
			add_bytes(assembler, operand->location, NULL, 1);
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
	align_to(assembler, statement->location, alignment, (int)fill, (uint32_t)maximum);
}

void directive_leb128(struct assembler *assembler, const struct statement *statement, int is_signed)
{
	for (size_t i = 0; i < statement->count; i++) {
		int64_t number;
		if (!optional_number(assembler, statement, i, "the number",
		                     is_signed ? INT64_MIN : 0, INT64_MAX, 0, &number))
			return;
		bool more = true;
		while (more) {
			uint8_t byte = (uint8_t)(number & 0x7F);
			number = (number - byte) / 128;
			bool negative = is_signed && (byte & 0x40) != 0;
			more = negative ? number != -1 : number != 0;
			byte |= more ? 0x80 : 0;
			add_bytes(assembler, statement->location, &byte, 1);
		}
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

void directive_incbin(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)argument;
	int64_t skip, count;
	if (!require_string(assembler, &statement->operands[0]) ||
	    !optional_number(assembler, statement, 1, "the offset", 0, INT32_MAX, 0, &skip) ||
	    !optional_number(assembler, statement, 2, "the size", 0, INT32_MAX, INT32_MAX, &count))
		return;
	FILE *file = open_include(assembler, &statement->operands[0].text);
	if (file == NULL) {
		error_at(&assembler->diagnostics, statement->operands[0].location,
		         "cannot read '%.*s': %s", (int)statement->operands[0].text.length,
		         statement->operands[0].text.text, reading_problem(errno));
		return;
	}
	char bytes[4096];
	size_t size;
	if (fseek(file, (long)skip, SEEK_SET) == 0)
		while (count > 0 &&
		       (size = fread(bytes, 1, (size_t)(count < 4096 ? count : 4096), file)) > 0) {
			count -= (int64_t)size;
			if (!add_bytes(assembler, statement->location, bytes, size))
				break;
		}
	fclose(file);
}
