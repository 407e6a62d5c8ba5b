/* .include, .end, and messages of the source. */
#include "assembler/read/include.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "assembler/program/assembler.h"
#include "assembler/read/directive.h"
#include "assembler/read/lexer.h"
#include "assembler/read/operand.h"
#include "assembler/text/input.h"
#include "machine/front/file.h"

static const char *joined(struct assembler *assembler, const char *directory, size_t length,
                          const struct span *name)
{
	char *path = arena_take(&assembler->arena, length + name->length + 2);
	memcpy(path, directory, length);
	if (length > 0 && directory[length - 1] != '/')
		path[length++] = '/';
	memcpy(path + length, name->text, name->length);
	return path;
}

/* Remembers the file, so that no output is written over it. */
static const char *note_included(struct assembler *assembler, const char *path)
{
	assembler->included = grow(assembler->included, &assembler->included_capacity,
	                           assembler->included_count + 1, sizeof *assembler->included);
	return assembler->included[assembler->included_count++] = path;
}

const char *find_include(struct assembler *assembler, const struct span *name)
{
	if (name->length == 0 || name->text[0] == '/')
		return note_included(assembler, joined(assembler, "", 0, name));
	const struct source *source = assembler->input->source;
	/* What a preprocessor has made comes from the file that its first line names. */
	const char *from = source->marker_count == 0 || source->markers[0].name == NULL
	                           ? source->name
	                           : source->markers[0].name;
	const char *slash = strrchr(from, '/');
	const char *path =
	        joined(assembler, from, slash == NULL ? 0 : (size_t)(slash - from) + 1, name);
	if (access(path, F_OK) == 0)
		return note_included(assembler, path);
	for (size_t i = 0; i < assembler->options->include_count; i++) {
		const char *directory = assembler->options->include_paths[i];
		path = joined(assembler, directory, strlen(directory), name);
		if (access(path, F_OK) == 0)
			return note_included(assembler, path);
	}
	errno = ENOENT;
	return NULL;
}

FILE *open_include(struct assembler *assembler, const struct span *name)
{
	const char *path = find_include(assembler, name);
	int descriptor = path == NULL ? -1 : open_to_read(path);
	return descriptor < 0 ? NULL : fdopen(descriptor, "rb");
}

/* Whether the file is already being read, here or below. */
static bool is_open(const struct assembler *assembler, const struct source *source)
{
	for (const struct input *input = assembler->input; input != NULL; input = input->parent)
		if (input->source->device == source->device &&
		    input->source->inode == source->inode && source->inode != 0)
			return true;
	return false;
}

void directive_include(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)argument;
	const struct operand *operand = &statement->operands[0];
	bool was_incomplete = assembler->unit->is_incomplete;
	assembler->unit->is_incomplete = true;
	if (operand->kind != OPERAND_STRING) {
		error_at(&assembler->diagnostics, operand->location,
		         "a file name in quotes is expected here");
		return;
	}
	const char *path = find_include(assembler, &operand->text);
	struct source *source =
	        path == NULL ? NULL : source_read(&assembler->sources, path, operand->location);
	if (source == NULL) {
		error_at(&assembler->diagnostics, operand->location, "cannot include '%.*s': %s",
		         (int)operand->text.length, operand->text.text, source_error(errno));
		return;
	}
	if (is_open(assembler, source)) {
		error_at(&assembler->diagnostics, operand->location,
		         "'%s' is included by itself: an include cycle", path);
		return;
	}
	if (enter_source(assembler->reader, source, operand->location))
		assembler->unit->is_incomplete = was_incomplete;
}

void directive_end(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)statement;
	(void)argument;
	skip_source(assembler->reader);
}

void directive_fail(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)argument;
	int64_t number;
	enum { FIRST_WARNING = 500 };
	if (!require_number(assembler, &statement->operands[0], "the number", &number))
		return;
	if (number >= FIRST_WARNING)
		warning_at(&assembler->diagnostics, statement->location, ".fail %lld",
		           (long long)number);
	else
		error_at(&assembler->diagnostics, statement->location, ".fail %lld",
		         (long long)number);
}

void directive_message(struct assembler *assembler, const struct statement *statement, int argument)
{
	struct span text = { .text = "this is not meant to be assembled" };
	text.length = strlen(text.text);
	if (statement->count != 0) {
		if (!require_string(assembler, &statement->operands[0]))
			return;
		text = statement->operands[0].text;
	}
	if (argument == MESSAGE_ERROR)
		error_at(&assembler->diagnostics, statement->location, "%.*s", (int)text.length,
		         text.text);
	else if (argument == MESSAGE_WARNING)
		warning_at(&assembler->diagnostics, statement->location, "%.*s", (int)text.length,
		           text.text);
	else
		fprintf(assembler->diagnostics.stream, "%.*s\n", (int)text.length, text.text);
}
