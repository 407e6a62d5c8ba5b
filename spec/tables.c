/* One function a table; a row of a definition file is a line. */
#include "spec/tables.h"

#include <ctype.h>
#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "isa/architecture.h"
#include "isa/formats.h"
#include "isa/instruction.h"
#include "spec/language.h"
#include "spec/text.h"

static void print_aliases(FILE *out, int of)
{
#define ALIAS(number, name) \
	if ((number) == of) \
		fprintf(out, ", `%s`", name);
#include "isa/registers.def"
}

static void print_register(FILE *out, int number, const char *name, const char *role)
{
	fprintf(out, "| %d | `%s`", number, name);
	print_aliases(out, number);
	fprintf(out, " | %s |\n", role);
}

static void print_registers(FILE *out)
{
	fputs("| number | name | role |\n|---|---|---|\n", out);
#define REGISTER(number, name, role) print_register(out, number, name, role);
#include "isa/registers.def"
}

/* The instruction as a line of assembly: lw with d,i(a) is lw rd, imm(ra). */
static struct text syntax(const struct operation_row *row)
{
	struct text text = { .trap = NULL };
	size_t length = (size_t)snprintf(text.characters, TEXT_SIZE, "`%s", row->mnemonic);
	const char *operands = format_rows[row->format].operands;
	if (*operands != 0)
		text.characters[length++] = ' ';
	for (; *operands != 0; operands++) {
		enum letter letter = letter_named(*operands);
		const char *mark = *operands == ',' ? ", " : (char[]){ *operands, 0 };
		const char *more = letter != LETTER_none ? letter_rows[letter].name : mark;
		strcpy(text.characters + length, more);
		length += strlen(more);
	}
	strcpy(text.characters + length, "`");
	return text;
}

/* The drawing of the format with the opcode's two digits in place. */
static void print_word(FILE *out, const struct format_row *format, uint8_t opcode)
{
	fprintf(out, "`%X %X%s`", opcode >> 4, opcode & 0xF, format->drawing + strlen("op op"));
}

static void print_instruction(FILE *out, enum operation operation)
{
	const struct operation_row *row = &operation_rows[operation];
	struct text semantics = semantics_text(operation);
	struct instruction instruction = { .operation = operation };
	char result[TEXT_SIZE + 2];
	snprintf(result, sizeof result, "`%s`", semantics.characters);
	fprintf(out, "| %-21s | ", syntax(row).characters);
	print_word(out, &format_rows[row->format], row->opcode);
	fprintf(out, " | %-45s | %-24s | %-8s |\n", result,
	        semantics.trap == NULL ? "" : semantics.trap,
	        is_privileged(encode(&instruction)) ? "traps" : "the same");
}

static void print_instructions(FILE *out)
{
	fputs("| instruction | word | in supervisor mode | may trap as | in user mode |\n"
	      "|---|---|---|---|---|\n",
	      out);
	for (int operation = 0; operation < OPERATIONS; operation++)
		print_instruction(out, (enum operation)operation);
}

static void print_profiles(FILE *out)
{
	fputs("| profile | after | word | in either mode | may trap as |\n|---|---|---|---|---|\n",
	      out);
	for (enum profile profile = PROFILE_pg32 + 1; profile < FIRST_PAGING_PROFILE; profile++) {
		enum operation operation = flaw_of(profile);
		const struct operation_row *row = &operation_rows[operation];
		struct text semantics = semantics_text(operation);
		fprintf(out, "| %s | %s | ", syntax(row).characters, profile_rows[profile].machine);
		print_word(out, &format_rows[row->format], row->opcode);
		fprintf(out, " | `%s` | %s |\n", semantics.characters,
		        semantics.trap == NULL ? "" : semantics.trap);
	}
}

static void print_pagings(FILE *out)
{
	fputs("| profile | after | its paging |\n|---|---|---|\n", out);
	for (enum profile profile = FIRST_PAGING_PROFILE; profile < PROFILES; profile++)
		fprintf(out, "| `%s` | %s | %s |\n", profile_rows[profile].name,
		        profile_rows[profile].machine, profile_rows[profile].text);
}

static void print_causes(FILE *out)
{
	fputs("| cause | name | value |\n|---|---|---|\n", out);
#define CAUSE(NAME, number, text, value, hint) \
	fprintf(out, "| %d | %s | %s |\n", number, text, value);
#include "isa/causes.def"
}

/* A latency in words: 0 is none. */
static void print_device(FILE *out, int number, const char *name, int latency, const char *text)
{
	fprintf(out, "| %d | %c%s", number, toupper((unsigned char)*name), name + 1);
	if (latency == 0)
		fprintf(out, " | none | %s |\n", text);
	else
		fprintf(out, " | %d instructions | %s |\n", latency, text);
}

static void print_devices(FILE *out)
{
	fputs("| number | device | latency | |\n|---|---|---|---|\n", out);
#define DEVICE(NAME, name, number, latency, text) print_device(out, number, #name, latency, text);
#include "isa/ports.def"
}

static void print_ports(FILE *out)
{
	fputs("| port | name | direction | meaning |\n|---|---|---|---|\n", out);
#define PORT(NAME, number, DEVICE, direction, text) \
	fprintf(out, "| 0x%02X | `%s` | %s | %s |\n", number, #NAME, direction, text);
#include "isa/ports.def"
}

static void print_constant(FILE *out, const char *name, uint32_t value)
{
	fprintf(out, value < 10 ? "| `%s` | %" PRIu32 " |\n" : "| `%s` | 0x%" PRIX32 " |\n", name,
	        value);
}

static void print_constants(FILE *out)
{
	fputs("| name | value |\n|---|---|\n", out);
#define CONSTANT(NAME) print_constant(out, #NAME, (uint32_t)(NAME));
#define WORD_OF_PSW(NAME, offset) print_constant(out, #NAME, (uint32_t)(offset));
#include "isa/constants.def"
}

bool print_table(FILE *out, const char *name)
{
	static const struct {
		const char *name;
		void (*print)(FILE *);
	} tables[] = {
		{ "registers", print_registers },
		{ "instructions", print_instructions },
		{ "profiles", print_profiles },
		{ "pagings", print_pagings },
		{ "causes", print_causes },
		{ "devices", print_devices },
		{ "ports", print_ports },
		{ "constants", print_constants },
		{ "pseudo-instructions", print_pseudo_instructions },
	};
	static const char directives[] = "directives: ";
	if (strncmp(name, directives, strlen(directives)) == 0)
		return print_directives(out, name + strlen(directives));
	for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
		if (strcmp(tables[i].name, name) == 0) {
			tables[i].print(out);
			return true;
		}
	return false;
}
