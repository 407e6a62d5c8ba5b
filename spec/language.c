/* Directives and pseudo-instructions as tables. */
#include "spec/language.h"

#include <ctype.h>
#include <string.h>

#include "isa/formats.h"

/* A GROUP where there is no name. */
static const struct directive_row {
	const char *group, *name, *operands, *text;
} directive_rows[] = {
#define GROUP(group) { #group, NULL, NULL, NULL },
#define DIRECTIVE(name, function, argument, flags, least, most, operands, text) \
	{ NULL, name, operands, text },
#include "assembler/read/directives.def"
};

enum { DIRECTIVE_ROWS = sizeof directive_rows / sizeof directive_rows[0] };

/* A directive with its other names, which follow it without a text. */
static void print_directive(FILE *out, const struct directive_row *row)
{
	const struct directive_row *end = directive_rows + DIRECTIVE_ROWS;
	fprintf(out, "| `%s`", row->name);
	for (const struct directive_row *other = row + 1; other < end; other++) {
		if (other->name == NULL || *other->text != 0)
			break;
		fprintf(out, ", `%s`", other->name);
	}
	fprintf(out, *row->operands == 0 ? " |%s | %s |\n" : " | `%s` | %s |\n", row->operands,
	        row->text);
}

bool print_directives(FILE *out, const char *group)
{
	size_t i = 0;
	while (i < DIRECTIVE_ROWS &&
	       (directive_rows[i].group == NULL || strcmp(directive_rows[i].group, group) != 0))
		i++;
	if (i == DIRECTIVE_ROWS)
		return false;
	fputs("| directive | operands | |\n|---|---|---|\n", out);
	for (i++; i < DIRECTIVE_ROWS && directive_rows[i].name != NULL; i++)
		if (*directive_rows[i].text != 0)
			print_directive(out, &directive_rows[i]);
	return true;
}

/* What an operand letter is called in the manual, or NULL. */
static const char *operand_name(char character)
{
	enum letter letter = letter_named(character);
	if (letter != LETTER_none)
		return letter_rows[letter].name;
#define PSEUDO_LETTER(letter, fit, minimum, maximum, multiple, name, text) \
	if (#letter[0] == character)                                       \
		return name;
#include "assembler/program/pseudo.def"
	return NULL;
}

/* Operands, or instructions, with the letters that stand alone as the manual writes them. There
 * ra is the field a, so the return address goes by its number. */
static void print_template(FILE *out, const char *text)
{
	while (*text != 0) {
		size_t length = 0;
		while (isalnum((unsigned char)text[length]))
			length++;
		const char *name = length == 1 ? operand_name(*text) : NULL;
		if (length == 2 && strncmp(text, "ra", length) == 0)
			name = "r1";
		if (name != NULL)
			fputs(name, out);
		else if (length > 0)
			fprintf(out, "%.*s", (int)length, text);
		else
			fputs(*text == ',' ? ", " : (char[]){ *text, 0 }, out);
		text += length > 0 ? length : 1;
	}
}

static void print_pseudo_instruction(FILE *out, const char *mnemonic, const char *operands,
                                     const char *instructions, const char *text)
{
	fprintf(out, "| `%s%s", mnemonic, *operands == 0 ? "" : " ");
	print_template(out, operands);
	fputs("` | `", out);
	print_template(out, instructions);
	fprintf(out, "` | %s |\n", text);
}

void print_pseudo_instructions(FILE *out)
{
	fputs("| pseudo-instruction | is | |\n|---|---|---|\n", out);
#define PSEUDO(mnemonic, operands, instructions, text) \
	print_pseudo_instruction(out, mnemonic, operands, instructions, text);
#include "assembler/program/pseudo.def"
}
