/* The forms of instructions, read from the rows of isa/ and pseudo.def. These are ours: a
 * mistake in them is an assertion. */
#include "assembler/program/form.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/program/assembler.h"
#include "isa/names.h"
#include "isa/psw.h"

static const struct pseudo_row {
	const char *mnemonic, *operands, *instructions;
} pseudo_rows[] = {
#define PSEUDO(mnemonic, operands, instructions, text) { mnemonic, operands, instructions },
#include "assembler/program/pseudo.def"
};

static const struct pseudo_letter_row {
	const char *letter;
	struct operand_letter is;
} pseudo_letter_rows[] = {
#define PSEUDO_LETTER(letter, fit, minimum, maximum, multiple, name, text) \
	{ #letter, { LETTER_none, FIT_##fit, minimum, maximum, multiple, name } },
#include "assembler/program/pseudo.def"
};

/* A letter means one thing: two rows of one letter, here or there, are a constant that is there
 * twice. */
enum {
#define LETTER(letter, field, kind, lowest, bits, minimum, maximum, name, what) THE_LETTER_##letter,
#include "isa/letters.def"
#define PSEUDO_LETTER(letter, fit, minimum, maximum, multiple, name, text) THE_LETTER_##letter,
#include "assembler/program/pseudo.def"
};

static enum fit fit_of(enum letter_kind kind)
{
	switch (kind) {
	case KIND_REGISTER:
		return FIT_REGISTER;
	case KIND_DECIMAL:
	case KIND_HEX:
		return FIT_NUMBER;
	case KIND_TARGET:
		break;
	}
	return FIT_ANYTHING;
}

bool find_operand_letter(char character, struct operand_letter *letter)
{
	const struct letter_row *row = &letter_rows[letter_named(character)];
	*letter = (struct operand_letter){ .letter = letter_named(character),
		                           .fit = fit_of(row->kind),
		                           .name = row->name };
	if (letter->letter != LETTER_none)
		return true;
	size_t i = 0, count = sizeof pseudo_letter_rows / sizeof pseudo_letter_rows[0];
	while (i < count && pseudo_letter_rows[i].letter[0] != character)
		i++;
	if (i < count)
		*letter = pseudo_letter_rows[i].is;
	return i < count;
}

static void read_slots(struct form *form)
{
	for (const char *text = form->operands; *text != 0;) {
		assert(form->slot_count < MOST_SLOTS);
		struct slot *slot = &form->slots[form->slot_count++];
		bool is_letter = find_operand_letter(*text++, &slot->letter);
		assert(is_letter);
		(void)is_letter;
		if (*text == '(') {
			slot->base = letter_named(text[1]);
			assert(letter_rows[slot->base].kind == KIND_REGISTER && text[2] == ')');
			text += 3;
		}
		assert(*text == ',' || *text == 0);
		if (*text == ',')
			text++;
	}
}

/* The end of the word, number or function at the beginning of a template's operand. */
static size_t item_length(const char *text)
{
	if (*text == '%')
		return strcspn(text, ")") + 1;
	return strcspn(text, ",();");
}

static uint8_t read_register(const char *text, size_t length)
{
	enum letter letter = letter_named(*text);
	if (length == 1 && letter_rows[letter].kind == KIND_REGISTER)
		return (uint8_t)(FROM_OPERAND + letter);
	int number = register_number(text, length);
	assert(number >= 0);
	return (uint8_t)number;
}

static void read_immediate(struct step *step, const char *text, size_t length)
{
	char *end;
	if (strncmp(text, "%hi(", 4) == 0) {
		step->source = IMMEDIATE_HIGH;
	} else if (strncmp(text, "%lo(", 4) == 0) {
		step->source = IMMEDIATE_LOW;
	} else if (length == 1 && *text >= 'a' && *text <= 'z') {
		step->source = IMMEDIATE_WHOLE;
	} else {
		step->source = IMMEDIATE_FIXED;
		step->instruction.immediate = (int32_t)strtol(text, &end, 10);
		assert(end == text + length);
	}
}

/* One operand of a template, for one letter of the machine's format. */
static void read_operand(struct step *step, enum letter letter, const char *text, size_t length)
{
	if (letter_rows[letter].kind == KIND_REGISTER) {
		set_letter_register(&step->instruction, letter, read_register(text, length));
	} else {
		step->letter = letter;
		read_immediate(step, text, length);
	}
}

/* Reads the operands of a template along those of the machine's format. */
static const char *read_step(struct step *step, enum operation operation, const char *text)
{
	step->instruction.operation = operation;
	const char *letter = format_rows[operation_rows[operation].format].operands;
	for (; *letter != 0; letter++) {
		if (letter_named(*letter) == LETTER_none) {
			assert(*text == *letter);
			text++;
			continue;
		}
		size_t length = item_length(text);
		read_operand(step, letter_named(*letter), text, length);
		text += length;
	}
	return text;
}

static enum operation find_operation(const char *text, size_t length)
{
	for (enum operation operation = 0; operation < OPERATIONS; operation++)
		if (strlen(operation_rows[operation].mnemonic) == length &&
		    memcmp(operation_rows[operation].mnemonic, text, length) == 0)
			return operation;
	return OPERATIONS;
}

static void read_steps(struct form *form, const char *text)
{
	while (*text != 0) {
		size_t length = strcspn(text, " ;");
		enum operation operation = find_operation(text, length);
		assert(operation != OPERATIONS && form->step_count < MOST_STEPS_OF_FORM);
		text += length + (text[length] == ' ');
		text = read_step(&form->steps[form->step_count++], operation, text);
		assert(*text == 0 || strncmp(text, "; ", 2) == 0);
		text += *text == 0 ? 0 : 2;
	}
}

/* A new form of a mnemonic, after those it has. */
static struct form *add_form(struct assembler *assembler, const char *mnemonic,
                             const char *operands)
{
	struct name *name = name_of(&assembler->names, mnemonic, strlen(mnemonic));
	struct form *form = arena_take(&assembler->arena, sizeof *form);
	form->operands = operands;
	read_slots(form);
	const struct form **place = &name->forms;
	while (*place != NULL)
		place = &((struct form *)(uintptr_t)*place)->next;
	*place = form;
	return form;
}

static void name_registers(struct assembler *assembler)
{
	static const char *const names[] = {
#define REGISTER(number, name, role) name,
#define ALIAS(number, name) name,
#include "isa/registers.def"
	};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		name_of(&assembler->names, names[i], strlen(names[i]))->register_number =
		        register_number(names[i], strlen(names[i]));
	for (int number = 0; number < REGISTERS; number++)
		for (const char *letter = "rx"; *letter != 0; letter++) {
			char text[4] = { *letter };
			size_t length = 1;
			if (number >= 10)
				text[length++] = (char)('0' + number / 10);
			text[length++] = (char)('0' + number % 10);
			name_of(&assembler->names, text, length)->register_number =
			        register_number(text, length);
		}
}

static void add_operation(struct assembler *assembler, enum operation operation)
{
	const struct operation_row *row = &operation_rows[operation];
	const char *operands = format_rows[row->format].operands;
	struct form *form = add_form(assembler, row->mnemonic, operands);
	read_step(&form->steps[form->step_count++], operation, operands);
}

void make_forms(struct assembler *assembler)
{
	name_registers(assembler);
	for (enum operation operation = 0; operation < OPERATIONS; operation++)
		add_operation(assembler, operation);
	for (size_t i = 0; i < sizeof pseudo_rows / sizeof pseudo_rows[0]; i++) {
		const struct pseudo_row *row = &pseudo_rows[i];
		read_steps(add_form(assembler, row->mnemonic, row->operands), row->instructions);
	}
	make_profile_form(assembler);
}

void make_profile_form(struct assembler *assembler)
{
	enum operation own = flaw_of(assembler->profile);
	if (own != OPERATIONS)
		add_operation(assembler, own);
}
