/* Directives that say into which section goes what follows. */
#include <string.h>

#include "assembler/assembler.h"
#include "assembler/read/directive.h"
#include "assembler/read/operand.h"
#include "assembler/read/text.h"

static void go_to(struct assembler *assembler, struct piece *piece)
{
	assembler->reader->previous = assembler->piece;
	assembler->piece = piece;
}

void directive_named_section(struct assembler *assembler, const struct statement *statement,
                             int argument)
{
	static const char *const names[PARTS] = {
		[PART_TEXT] = ".text",
		[PART_RODATA] = ".rodata",
		[PART_DATA] = ".data",
		[PART_BSS] = ".bss",
	};
	int64_t subsection;
	if (!optional_number(assembler, statement, 0, "the subsection", 0, 0, 0, &subsection))
		return;
	go_to(assembler, piece_of(assembler, names[argument], (enum part)argument));
}

/* The piece that NAME[, "FLAGS"[, @TYPE]] names, or NULL after an error. */
static struct piece *read_section(struct assembler *assembler, const struct statement *statement)
{
	struct span text = statement->text;
	struct span name = take_word(&text);
	if (name.length == 0) {
		error_at(&assembler->diagnostics, statement->location, "%s needs a name",
		         statement->name->text);
		return NULL;
	}
	const char *flags = NULL;
	bool no_bytes = false;
	if (take_character(&text, ',')) {
		struct span word = take_word(&text);
		flags = arena_copy(&assembler->arena, word.text, word.length);
	}
	if (take_character(&text, ',')) {
		struct span type = take_word(&text);
		no_bytes = span_is(type, "@nobits") || span_is(type, "%nobits");
	}
	const char *copy = arena_copy(&assembler->arena, name.text, name.length);
	return piece_of(assembler, copy, part_of(copy, flags, no_bytes));
}

void directive_section(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)argument;
	struct piece *piece = read_section(assembler, statement);
	if (piece != NULL)
		go_to(assembler, piece);
}

void directive_previous(struct assembler *assembler, const struct statement *statement,
                        int argument)
{
	(void)argument;
	if (assembler->reader->previous == NULL)
		error_at(&assembler->diagnostics, statement->location,
		         ".previous: there was no other section before");
	else
		go_to(assembler, assembler->reader->previous);
}

void directive_push_section(struct assembler *assembler, const struct statement *statement,
                            int argument)
{
	(void)argument;
	struct reader *reader = assembler->reader;
	struct piece *piece = read_section(assembler, statement);
	if (piece == NULL)
		return;
	struct pushed_section *pushed = arena_take(&assembler->arena, sizeof *pushed);
	*pushed = (struct pushed_section){ assembler->piece, reader->previous, reader->pushed };
	reader->pushed = pushed;
	go_to(assembler, piece);
}

void directive_pop_section(struct assembler *assembler, const struct statement *statement,
                           int argument)
{
	(void)argument;
	struct reader *reader = assembler->reader;
	if (reader->pushed == NULL) {
		error_at(&assembler->diagnostics, statement->location,
		         ".popsection without .pushsection");
		return;
	}
	assembler->piece = reader->pushed->piece;
	reader->previous = reader->pushed->previous;
	reader->pushed = reader->pushed->below;
}
