/* Directives that say into which section goes what follows. */
#include <stdlib.h>
#include <string.h>

#include "assembler/program/assembler.h"
#include "assembler/program/section.h"
#include "assembler/program/symbol.h"
#include "assembler/read/directive.h"
#include "assembler/read/operand.h"
#include "assembler/text/text.h"

static void go_to(struct assembler *assembler, struct piece *piece)
{
	assembler->reader->previous = assembler->piece;
	assembler->piece = piece;
}

static bool check_subsection(struct assembler *assembler, uint32_t location, int64_t number)
{
	if (number != 0)
		error_at(&assembler->diagnostics, location,
		         "subsections are not supported: there is 0 alone");
	return number == 0;
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
	if (optional_number(assembler, statement, 0, "the subsection", INT64_MIN, INT64_MAX, 0,
	                    &subsection) &&
	    check_subsection(assembler, statement->location, subsection))
		go_to(assembler, piece_of(assembler, names[argument], (enum part)argument));
}

/* A letter of a section's flags; false where it is none that says something here. */
static bool take_flag(struct section_flags *flags, char letter)
{
	switch (letter) {
	case 'a':
		return flags->is_loaded = true;
	case 'w':
		return flags->is_written = true;
	case 'x':
		return flags->is_executed = true;
	case 'M':
	case 'S':
		/* Equal constants may be one: they stay as many as they are. */
		return true;
	default:
		return false;
	}
}

/* The flags as letters, or as the number that an ELF file has for them. */
static bool read_flags(struct assembler *assembler, struct section_flags *flags, struct span word)
{
	enum { WRITTEN = 1, LOADED = 2, EXECUTED = 4, MERGED = 0x10, OF_STRINGS = 0x20 };
	flags->is_given = true;
	const char *text = arena_copy(&assembler->arena, word.text, word.length);
	char *end;
	unsigned long number = strtoul(text, &end, 0);
	if (word.length > 0 && text[0] >= '0' && text[0] <= '9' && *end == 0 &&
	    (number & ~(unsigned long)(WRITTEN | LOADED | EXECUTED | MERGED | OF_STRINGS)) == 0) {
		flags->is_written = (number & WRITTEN) != 0;
		flags->is_loaded = (number & LOADED) != 0;
		flags->is_executed = (number & EXECUTED) != 0;
		return true;
	}
	for (; *text != 0; text++)
		if (!take_flag(flags, *text)) {
			error_at(&assembler->diagnostics, word.location,
			         "the section flag '%s' is not supported: there are a, w, x, M and "
			         "S",
			         text);
			return false;
		}
	return true;
}

/* @TYPE, "TYPE" or a number. */
static bool read_type(struct assembler *assembler, struct section_flags *flags, struct span word)
{
	static const char *const with_bytes[] = {
		"progbits", "note", "init_array", "fini_array", "preinit_array", "1", "0x1",
		"7",        "14",   "15",         "16"
	};
	struct span type = word;
	if (type.length > 0 && (type.text[0] == '@' || type.text[0] == '%')) {
		type.text++;
		type.length--;
	}
	flags->has_no_bytes = span_is(type, "nobits") || span_is(type, "8");
	bool is_known = flags->has_no_bytes;
	for (size_t i = 0; i < sizeof with_bytes / sizeof with_bytes[0]; i++)
		is_known |= span_is(type, with_bytes[i]);
	if (!is_known)
		error_at(&assembler->diagnostics, word.location,
		         "the section type '%.*s' is not supported: there are @progbits, @nobits, "
		         "@note "
		         "and @init_array and its like",
		         (int)word.length, word.text);
	return is_known;
}

/* [SUBSECTION,] "FLAGS"[, @TYPE[, ...]], which follows a section's name and a comma. */
static bool read_attributes(struct assembler *assembler, const struct statement *statement,
                            struct section_flags *flags, struct span text)
{
	uint32_t subsection;
	struct span rest = text;
	skip_blanks(&rest);
	bool may_be_number = statement->name->directive->function == directive_push_section;
	if (may_be_number && take_number(&rest, &subsection)) {
		if (!check_subsection(assembler, text.location, subsection))
			return false;
		text = rest;
		if (!take_character(&text, ','))
			return true;
	}
	skip_blanks(&text);
	if (text.length == 0 || text.text[0] != '"') {
		error_at(&assembler->diagnostics, text.location,
		         "the flags of a section are in quotes, as in \"aw\"");
		return false;
	}
	return read_flags(assembler, flags, take_word(&text)) &&
	       (!take_character(&text, ',') || read_type(assembler, flags, take_word(&text)));
}

/* The piece of the present unit that the section's name has, or NULL. */
static struct piece *piece_so_far(struct assembler *assembler, const char *text)
{
	struct name *name = name_of(&assembler->names, text, strlen(text));
	enter_unit(name, assembler->unit);
	return name->piece;
}

/* The piece that NAME[, "FLAGS"[, @TYPE]] names, or NULL after an error. */
static struct piece *read_section(struct assembler *assembler, const struct statement *statement)
{
	struct span text = statement->text;
	struct span name = take_word(&text);
	struct section_flags flags = { 0 };
	if (name.length == 0) {
		error_at(&assembler->diagnostics, statement->location, "%s needs a name",
		         statement->name->text);
		return NULL;
	}
	if (take_character(&text, ',') && !read_attributes(assembler, statement, &flags, text))
		return NULL;
	const char *copy = arena_copy(&assembler->arena, name.text, name.length);
	struct piece *piece = piece_so_far(assembler, copy);
	enum part part = part_of(copy, &flags);
	if (piece != NULL && flags.is_given && piece->section->part != part) {
		error_at(&assembler->diagnostics, name.location,
		         "the section '%s' had other flags before", copy);
		return NULL;
	}
	if (piece == NULL && !flags.is_given && !is_known_section(copy))
		warning_at(&assembler->diagnostics, name.location,
		           "the section '%s' has no flags: it is taken for one of \"aw\", where "
		           "GNU as "
		           "takes it for one that is not loaded",
		           copy);
	return piece != NULL ? piece : piece_of(assembler, copy, part);
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
