/* Directives about symbols and lines. */
#include <string.h>

#include "assembler/program/assembler.h"
#include "assembler/program/assignment.h"
#include "assembler/program/contents.h"
#include "assembler/program/expression.h"
#include "assembler/program/line.h"
#include "assembler/program/section.h"
#include "assembler/program/symbol.h"
#include "assembler/read/directive.h"
#include "assembler/read/operand.h"
#include "assembler/text/text.h"

void directive_binding(struct assembler *assembler, const struct statement *statement, int argument)
{
	for (size_t i = 0; i < statement->count; i++) {
		struct name *name = require_name(assembler, &statement->operands[i]);
		if (name == NULL)
			return;
		struct symbol *symbol = symbol_of(assembler, name);
		symbol->is_global |= argument == BINDING_GLOBAL;
		symbol->is_weak |= argument == BINDING_WEAK;
		symbol->is_local |= argument == BINDING_LOCAL;
	}
}

void directive_type(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)argument;
	struct name *name = require_name(assembler, &statement->operands[0]);
	const struct operand *operand = &statement->operands[1];
	struct span word = operand->text;
	if (name == NULL)
		return;
	if (operand->kind == OPERAND_VALUE && operand->expression->word != NULL)
		word = (struct span){ .text = operand->expression->word->text,
			              .length = operand->expression->word->length };
	struct symbol *symbol = symbol_of(assembler, name);
	if (word.text != NULL && (span_is(word, "function") || span_is(word, "STT_FUNC")))
		symbol->type = TYPE_FUNCTION;
	else if (word.text != NULL && (span_is(word, "object") || span_is(word, "STT_OBJECT")))
		symbol->type = TYPE_OBJECT;
	else if (word.text == NULL || !(span_is(word, "notype") || span_is(word, "STT_NOTYPE")))
		error_at(&assembler->diagnostics, operand->location,
		         "the type is @function, @object or @notype");
}

void directive_size(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)argument;
	struct name *name = require_name(assembler, &statement->operands[0]);
	if (name != NULL)
		symbol_of(assembler, name)->size =
		        require_value(assembler, &statement->operands[1]);
}

void directive_assign(struct assembler *assembler, const struct statement *statement, int argument)
{
	struct name *name = require_name(assembler, &statement->operands[0]);
	if (name != NULL)
		assign_symbol(assembler, name, statement->operands[0].location,
		              require_value(assembler, &statement->operands[1]),
		              argument == ASSIGN_AGAIN);
}

void directive_weakref(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)argument;
	struct name *name = require_name(assembler, &statement->operands[0]);
	struct name *other = require_name(assembler, &statement->operands[1]);
	if (name != NULL && other != NULL)
		refer_weakly(assembler, name, other, statement->operands[0].location);
}

/* Places a symbol of this size at the end of .bss. */
static void define_in_bss(struct assembler *assembler, struct name *name, uint32_t location,
                          uint32_t size, uint32_t alignment)
{
	struct piece *piece = assembler->piece;
	assembler->piece = piece_of(assembler, ".bss", PART_BSS);
	align_to(assembler, location, alignment, 0, UINT32_MAX);
	define_label(assembler, name, location);
	add_bytes(assembler, location, NULL, size);
	assembler->piece = piece;
}

void directive_common(struct assembler *assembler, const struct statement *statement, int argument)
{
	struct name *name = require_name(assembler, &statement->operands[0]);
	int64_t size, alignment;
	if (name == NULL ||
	    !optional_number(assembler, statement, 1, "the size", 0, INT32_MAX, 0, &size) ||
	    !optional_number(assembler, statement, 2, "the alignment", 1, 1 << 20, 4, &alignment))
		return;
	uint32_t location = statement->operands[0].location;
	if ((alignment & (alignment - 1)) != 0) {
		error_at(&assembler->diagnostics, statement->operands[2].location,
		         "the alignment %lld is not a power of two", (long long)alignment);
		return;
	}
	struct symbol *symbol = symbol_of(assembler, name);
	symbol->type = TYPE_OBJECT;
	if (symbol->is_local || argument == BINDING_LOCAL) {
		define_in_bss(assembler, name, location, (uint32_t)size, (uint32_t)alignment);
		symbol->size = make_number(assembler, location, size);
	} else if (symbol->kind == SYMBOL_UNDEFINED) {
		symbol->kind = SYMBOL_COMMON;
		symbol->is_global = true;
		symbol->definition = location;
		symbol->common_size = (uint32_t)size;
		symbol->common_alignment = (uint32_t)alignment;
		symbol->size = make_number(assembler, location, size);
	} else if (symbol->kind != SYMBOL_COMMON) {
		define_label(assembler, name, location);
	}
}

/* .file "NAME", which the symbol table says, or .file NUMBER ["DIRECTORY"] "NAME". */
void directive_file(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)argument;
	struct span text = statement->text;
	uint32_t number;
	if (!take_number(&text, &number)) {
		struct span unit = take_word(&text);
		assembler->unit->file_name = arena_copy(&assembler->arena, unit.text, unit.length);
		return;
	}
	struct span directory = take_word(&text);
	skip_blanks(&text);
	struct span name = text.length == 0 ? directory : take_word(&text);
	/* File 0 is the unit's, and its directory the compiler's: an image does not tell it. */
	if (name.text == directory.text || name.text[0] == '/' || number == 0)
		directory.length = 0;
	char *path = arena_take(&assembler->arena, directory.length + name.length + 2);
	memcpy(path, directory.text, directory.length);
	if (directory.length != 0)
		path[directory.length++] = '/';
	memcpy(path + directory.length, name.text, name.length);
	define_line_file(assembler, number, path);
}

/* .loc FILE LINE [COLUMN] and options of no use here. */
void directive_loc(struct assembler *assembler, const struct statement *statement, int argument)
{
	(void)argument;
	struct span text = statement->text;
	uint32_t file, line, column = 0;
	if (!take_number(&text, &file) || !take_number(&text, &line)) {
		error_at(&assembler->diagnostics, statement->location,
		         ".loc takes the number of a file and a line");
		return;
	}
	take_number(&text, &column);
	set_line(assembler, file, line, column);
}
