/* Messages in GCC's form. */
#include "assembler/text/diagnostics.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "isa/printable.h"

/* What comes from a source: as a terminal may show it. */
static void print_text(FILE *stream, const char *text)
{
	size_t length = strlen(text);
	char shown[PRINTABLE_SIZE];
	for (size_t at = 0; at < length;) {
		at += printable_take(text + at, length - at, shown);
		fputs(shown, stream);
	}
}

/* A character of a source line, of which tabs stay tabs; returns how many bytes it had. */
static size_t take_shown(const char *text, size_t length, char shown[PRINTABLE_SIZE])
{
	size_t count = printable_take(text, length, shown);
	if (text[0] == '\t')
		memcpy(shown, "\t", sizeof "\t");
	return count;
}

enum { CONTEXT = 200 };

/* The source line with its number, and below it a caret: a blank for each character above it, tabs
 * for tabs, so that it lines up. */
static void print_line(FILE *stream, const char *text, size_t length, unsigned line,
                       unsigned column)
{
	char shown[PRINTABLE_SIZE];
	/* Of a long line what is around the column. */
	size_t skipped = column <= CONTEXT ? 0 : column - CONTEXT;
	if (skipped > length)
		skipped = length;
	while (skipped > 0 && skipped < length && ((unsigned char)text[skipped] & 0xC0) == 0x80)
		skipped--;
	text += skipped;
	length -= skipped;
	column -= (unsigned)skipped;
	if (length > 2 * CONTEXT)
		length = 2 * CONTEXT;
	fprintf(stream, "%5u | ", line);
	for (size_t at = 0; at < length;) {
		at += take_shown(text + at, length - at, shown);
		fputs(shown, stream);
	}
	fputs("\n      | ", stream);
	for (size_t at = 0; at + 1 < column && at < length;) {
		at += take_shown(text + at, length - at, shown);
		bool is_escape = shown[0] == '\\' && shown[1] != 0;
		fputs(shown[0] == '\t' ? "\t" : is_escape ? "    " : " ", stream);
	}
	fputs("^\n", stream);
}

/* A message, which may quote names. */
static void print_message(FILE *stream, const char *format, va_list arguments)
{
	char *message = NULL;
	size_t size;
	FILE *memory = open_memstream(&message, &size);
	if (memory == NULL)
		return;
	vfprintf(memory, format, arguments);
	if (fclose(memory) == 0)
		print_text(stream, message);
	fputc('\n', stream);
	free(message);
}

static void print_place(FILE *stream, const char *name, unsigned line, unsigned column)
{
	print_text(stream, name);
	fprintf(stream, ":%u:%u: ", line, column);
}

static void print_includes(const struct diagnostics *diagnostics, const struct source *source)
{
	struct place place;
	while (source->expansion_of == NULL &&
	       source_place(diagnostics->sources, source->parent, &place)) {
		fputs("In file included from ", diagnostics->stream);
		print_text(diagnostics->stream, place.name);
		fprintf(diagnostics->stream, ":%u:\n", place.line);
		source = place.source;
	}
}

static void print_at(const struct diagnostics *diagnostics, uint32_t location, const char *kind,
                     const char *format, va_list arguments)
{
	FILE *stream = diagnostics->stream;
	struct place place;
	bool known = source_place(diagnostics->sources, location, &place);
	if (known) {
		if (kind[0] != 'n')
			print_includes(diagnostics, place.source);
		print_place(stream, place.name, place.line, place.column);
	} else {
		fputs("pg32-as: ", stream);
	}
	fprintf(stream, "%s: ", kind);
	print_message(stream, format, arguments);
	if (known)
		print_line(stream, place.text, place.length, place.line, place.column);
}

/* Expansions in expansions, from the innermost out; the middle of a long chain is left out. */
static void print_expansions(struct diagnostics *diagnostics, uint32_t location)
{
	enum { SHOWN = 5 };
	struct place place;
	unsigned depth = 0;
	while (source_place(diagnostics->sources, location, &place) &&
	       place.source->expansion_of != NULL) {
		location = place.source->parent;
		if (++depth <= SHOWN)
			note_at(diagnostics, location, "in the expansion of %s",
			        place.source->expansion_of);
	}
	if (depth > SHOWN)
		fprintf(diagnostics->stream, "(and %u more expansions)\n", depth - SHOWN);
}

static bool count_error(struct diagnostics *diagnostics)
{
	if (diagnostics->errors == ERROR_LIMIT)
		fprintf(diagnostics->stream,
		        "pg32-as: more than %d errors: the rest is not shown\n", ERROR_LIMIT);
	return diagnostics->errors++ < ERROR_LIMIT;
}

void error_at(struct diagnostics *diagnostics, uint32_t location, const char *format, ...)
{
	if (!count_error(diagnostics))
		return;
	va_list arguments;
	va_start(arguments, format);
	print_at(diagnostics, location, "error", format, arguments);
	va_end(arguments);
	print_expansions(diagnostics, location);
}

void warning_at(struct diagnostics *diagnostics, uint32_t location, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	print_at(diagnostics, location, "warning", format, arguments);
	va_end(arguments);
	print_expansions(diagnostics, location);
}

void note_at(struct diagnostics *diagnostics, uint32_t location, const char *format, ...)
{
	if (diagnostics->errors > ERROR_LIMIT)
		return;
	va_list arguments;
	va_start(arguments, format);
	print_at(diagnostics, location, "note", format, arguments);
	va_end(arguments);
}

/* Prints the given line of a file with its caret, if the file is there and has it. */
static void print_file_line(FILE *stream, const char *name, unsigned line, unsigned column)
{
	FILE *file = fopen(name, "r");
	if (file == NULL)
		return;
	char *text = NULL;
	size_t capacity = 0;
	ssize_t length = -1;
	for (unsigned i = 0; i < line; i++)
		if ((length = getline(&text, &capacity, file)) < 0)
			break;
	if (length >= 0)
		print_line(stream, text, strcspn(text, "\r\n"), line, column);
	free(text);
	fclose(file);
}

void error_in_file(struct diagnostics *diagnostics, const char *name, unsigned line,
                   unsigned column, const char *format, ...)
{
	if (!count_error(diagnostics))
		return;
	print_place(diagnostics->stream, name, line, column);
	fputs("error: ", diagnostics->stream);
	va_list arguments;
	va_start(arguments, format);
	print_message(diagnostics->stream, format, arguments);
	va_end(arguments);
	print_file_line(diagnostics->stream, name, line, column);
}

bool is_full(const struct diagnostics *diagnostics)
{
	return diagnostics->errors > ERROR_LIMIT;
}
