/* Reads the semantics of a described row, and means by each word what the compiled rows mean by it.
 * The text is read once to see that it is right, and then for each step that is taken. */
#include "spec/theorems/terms/described.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "spec/theorems/terms/semantics.h"

enum { ARGUMENTS = 3, DEEPEST = 32 };

/* A word that stands for a value or, where it is an effect, for what the instruction does. */
struct word {
	const char *name;
	unsigned arguments;
	bool is_effect;
	Z3_ast (*mean)(struct step *step, const Z3_ast x[ARGUMENTS]);
};

#define VALUE(name, arguments, meaning)                                         \
	static Z3_ast mean_##name(struct step *step, const Z3_ast x[ARGUMENTS]) \
	{                                                                       \
		(void)x;                                                        \
		return meaning;                                                 \
	}
#define EFFECT(name, arguments, meaning)                                        \
	static Z3_ast mean_##name(struct step *step, const Z3_ast x[ARGUMENTS]) \
	{                                                                       \
		(void)x;                                                        \
		meaning;                                                        \
		return NULL;                                                    \
	}
#include "spec/theorems/terms/words.def"

static const struct word words[] = {
#define VALUE(name, arguments, meaning) { #name, arguments, false, mean_##name },
#define EFFECT(name, arguments, meaning) { #name, arguments, true, mean_##name },
#include "spec/theorems/terms/words.def"
};

/* Where reading is. Without a step it only sees whether the text is right. */
struct reading {
	const char *text, *at;
	struct step *step;
	char *message;
	size_t size;
	bool failed;
};

__attribute__((format(printf, 2, 3))) static void complain(struct reading *reading,
                                                           const char *format, ...)
{
	char what[128];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(what, sizeof what, format, arguments);
	va_end(arguments);
	if (!reading->failed && reading->message != NULL)
		snprintf(reading->message, reading->size, "%s, at character %zu: %.40s", what,
		         (size_t)(reading->at - reading->text) + 1, reading->at);
	reading->failed = true;
}

static void skip_blanks(struct reading *reading)
{
	reading->at += strspn(reading->at, " \t\n");
}

static bool take(struct reading *reading, char character)
{
	skip_blanks(reading);
	if (*reading->at != character)
		return false;
	reading->at++;
	return true;
}

static void expect(struct reading *reading, char character)
{
	if (!take(reading, character))
		complain(reading, "'%c' is expected", character);
}

static size_t name_length(struct reading *reading)
{
	skip_blanks(reading);
	size_t length = 0;
	while (isalnum((unsigned char)reading->at[length]) || reading->at[length] == '_')
		length++;
	return length;
}

static uint32_t read_number(struct reading *reading)
{
	char *end;
	skip_blanks(reading);
	unsigned long long number = strtoull(reading->at, &end, 0);
	if (end == reading->at || *reading->at == '-' || number > UINT32_MAX) {
		complain(reading, "a number of 32 bits is expected");
		return 0;
	}
	reading->at = end;
	return (uint32_t)number;
}

static Z3_ast read_value(struct reading *reading, unsigned depth);

static bool is_name(const struct reading *reading, size_t length, const char *name)
{
	return strlen(name) == length && memcmp(reading->at, name, length) == 0;
}

static const struct word *find_word(const struct reading *reading, size_t length, bool is_effect)
{
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (words[i].is_effect == is_effect && is_name(reading, length, words[i].name))
			return &words[i];
	return NULL;
}

static Z3_ast read_arguments(struct reading *reading, const struct word *word, unsigned depth)
{
	Z3_ast x[ARGUMENTS] = { NULL };
	bool has_parentheses = word->arguments != 0 || word->is_effect;
	if (has_parentheses)
		expect(reading, '(');
	for (unsigned i = 0; i < word->arguments && !reading->failed; i++) {
		if (i != 0)
			expect(reading, ',');
		x[i] = read_value(reading, depth + 1);
	}
	if (has_parentheses)
		expect(reading, ')');
	return reading->failed || reading->step == NULL ? NULL : word->mean(reading->step, x);
}

static Z3_ast read_value(struct reading *reading, unsigned depth)
{
	size_t length = name_length(reading);
	const struct word *word = find_word(reading, length, false);
	if (depth > DEEPEST) {
		complain(reading, "values are at most %d deep", DEEPEST);
	} else if (is_name(reading, length, "CONST")) {
		reading->at += length;
		expect(reading, '(');
		uint32_t number = read_number(reading);
		expect(reading, ')');
		return reading->step == NULL ? NULL : word_term(reading->step->z, number);
	} else if (word == NULL) {
		complain(reading, "a value is expected");
	} else {
		reading->at += length;
		return read_arguments(reading, word, depth);
	}
	return NULL;
}

static enum cause read_cause(struct reading *reading)
{
	size_t length = name_length(reading);
#define CAUSE(NAME, number, text, value, hint) \
	if (is_name(reading, length, #NAME)) { \
		reading->at += length;         \
		return CAUSE_##NAME;           \
	}
#include "isa/causes.def"
	complain(reading, "a cause of isa/causes.def is expected");
	return CAUSE_NONE;
}

/* TRAP(CAUSE, value) and SET_PSW(LOAD_PSW(address)) have an argument that is no value. */
static void read_trap(struct reading *reading)
{
	expect(reading, '(');
	enum cause cause = read_cause(reading);
	expect(reading, ',');
	Z3_ast value = read_value(reading, 0);
	expect(reading, ')');
	if (!reading->failed && reading->step != NULL)
		raise_trap(reading->step, Z3_mk_true(reading->step->z), cause, value);
}

static void read_load_psw(struct reading *reading)
{
	struct step *step = reading->step;
	expect(reading, '(');
	size_t length = name_length(reading);
	if (is_name(reading, length, "LOAD_PSW"))
		reading->at += length;
	else
		complain(reading, "LOAD_PSW(address) is expected");
	expect(reading, '(');
	Z3_ast address = read_value(reading, 0);
	expect(reading, ')');
	expect(reading, ')');
	if (!reading->failed && step != NULL)
		SET_PSW(LOAD_PSW(address));
}

static void read_effect(struct reading *reading)
{
	size_t length = name_length(reading);
	const struct word *word = find_word(reading, length, true);
	bool is_trap = is_name(reading, length, "TRAP"),
	     is_psw = is_name(reading, length, "SET_PSW");
	if (word == NULL && !is_trap && !is_psw) {
		complain(reading, "an effect is expected");
		return;
	}
	reading->at += length;
	if (is_trap)
		read_trap(reading);
	else if (is_psw)
		read_load_psw(reading);
	else
		read_arguments(reading, word, 0);
	skip_blanks(reading);
	if (*reading->at != 0)
		complain(reading, "one effect is all that a row has");
}

static void execute_described(struct step *step)
{
	struct reading reading = { .text = step->row->text, .at = step->row->text, .step = step };
	read_effect(&reading);
}

static enum format read_format(struct reading *reading)
{
	size_t length = name_length(reading);
	for (enum format format = 0; format < FORMATS; format++) {
		if (is_name(reading, length, format_rows[format].name)) {
			reading->at += length;
			return format;
		}
	}
	complain(reading, "a format of isa/formats.def is expected");
	return FORMAT_NONE;
}

static uint8_t read_opcode(struct reading *reading)
{
	const char *at = reading->at;
	uint32_t opcode = read_number(reading);
	for (enum operation operation = 0; operation < ALL_OPERATIONS; operation++) {
		if (operation == OPERATIONS || rows[operation].opcode != opcode)
			continue;
		reading->at = at;
		complain(reading, "the opcode is that of %s", rows[operation].mnemonic);
	}
	if (opcode > UINT8_MAX)
		complain(reading, "an opcode has two digits");
	return (uint8_t)opcode;
}

bool describe(struct described *described, const char *text, char *message, size_t size)
{
	struct reading reading = { .text = text, .at = text, .message = message, .size = size };
	size_t length = name_length(&reading);
	if (length == 0 || length >= sizeof described->name)
		complain(&reading, "a name of at most %d letters is expected", DESCRIBED_NAME - 1);
	else
		memcpy(described->name, reading.at, length);
	described->name[length < sizeof described->name ? length : 0] = 0;
	reading.at += length;
	expect(&reading, ',');
	enum format format = read_format(&reading);
	expect(&reading, ',');
	uint8_t opcode = reading.failed ? 0 : read_opcode(&reading);
	expect(&reading, ',');
	described->row = (struct row){
		.mnemonic = described->name,
		.format = format,
		.opcode = opcode,
		.traits = is_privileged((uint32_t)opcode << 24) ? TRAIT_PRIVILEGED : 0,
		.semantics = execute_described,
		.text = reading.at,
	};
	if (!reading.failed)
		read_effect(&reading);
	return !reading.failed;
}
