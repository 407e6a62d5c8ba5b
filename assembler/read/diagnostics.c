/* Messages in GCC's form. */
#include "assembler/read/diagnostics.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* The source line with its number, and below it a caret. Tabs are kept, so that it lines up. */
static void print_line(FILE *stream, const char *text, size_t length, unsigned line,
                       unsigned column)
{
	fprintf(stream, "%5u | %.*s\n      | ", line, (int)length, text);
	for (size_t i = 0; i + 1 < column && i < length; i++)
		if (((unsigned char)text[i] & 0xC0) != 0x80)
			fputc(text[i] == '\t' ? '\t' : ' ', stream);
	fputs("^\n", stream);
}

static void print_includes(const struct diagnostics *diagnostics, const struct source *source)
{
	struct place place;
	while (source->expansion_of == NULL &&
	       source_place(diagnostics->sources, source->parent, &place)) {
		fprintf(diagnostics->stream, "In file included from %s:%u:\n", place.name,
		        place.line);
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
		fprintf(stream, "%s:%u:%u: ", place.name, place.line, place.column);
	} else {
		fputs("pg32-as: ", stream);
	}
	fprintf(stream, "%s: ", kind);
	vfprintf(stream, format, arguments);
	fputc('\n', stream);
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
	fprintf(diagnostics->stream, "%s:%u:%u: error: ", name, line, column);
	va_list arguments;
	va_start(arguments, format);
	vfprintf(diagnostics->stream, format, arguments);
	va_end(arguments);
	fputc('\n', diagnostics->stream);
	print_file_line(diagnostics->stream, name, line, column);
}

bool is_full(const struct diagnostics *diagnostics)
{
	return diagnostics->errors > ERROR_LIMIT;
}
