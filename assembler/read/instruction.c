/* Instructions: the form whose operands fit, and its words. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/program/assembler.h"
#include "assembler/program/contents.h"
#include "assembler/program/expression.h"
#include "assembler/program/fixup.h"
#include "assembler/program/form.h"
#include "assembler/read/reader.h"

/* What the letters of a form stand for in a statement. */
struct binding {
	uint8_t registers[LETTERS];
	struct expression *expression;
};

static bool is_address_of(const struct operand *operand)
{
	if (operand->kind == OPERAND_MEMORY)
		return expression_register(operand->base) >= 0;
	return operand->kind == OPERAND_VALUE && operand->expression->is_bracketed &&
	       expression_register(operand->expression) >= 0;
}

/* A 32-bit number may be written as signed or unsigned. */
static int64_t as_signed(int64_t number)
{
	return number > INT32_MAX && number <= UINT32_MAX ? number - (INT64_C(1) << 32) : number;
}

static bool fits_letter(struct assembler *assembler, const struct operand *operand,
                        const struct operand_letter *letter)
{
	int64_t number;
	bool is_register = expression_register(operand->expression) >= 0;
	if (operand->kind != OPERAND_VALUE)
		return false;
	switch (letter->fit) {
	case FIT_REGISTER:
		return is_register;
	case FIT_NUMBER:
		return !is_register;
	case FIT_KNOWN:
		if (is_register || !known_number(assembler, operand->expression, &number))
			return false;
		number = as_signed(number);
		return number >= letter->minimum && number <= letter->maximum &&
		       number % letter->multiple == 0;
	case FIT_ANYTHING:
		break;
	}
	return true;
}

static bool fits_slot(struct assembler *assembler, const struct operand *operand,
                      const struct slot *slot)
{
	return slot->base != LETTER_none ? is_address_of(operand)
	                                 : fits_letter(assembler, operand, &slot->letter);
}

/* How many operands fit, from the first. */
static unsigned count_fitting(struct assembler *assembler, const struct statement *statement,
                              const struct form *form)
{
	unsigned count = 0;
	while (count < form->slot_count &&
	       fits_slot(assembler, &statement->operands[count], &form->slots[count]))
		count++;
	return count;
}

static void bind_register(struct binding *binding, enum letter letter,
                          const struct expression *expression)
{
	binding->registers[letter] = (uint8_t)expression_register(expression);
}

static void bind(struct assembler *assembler, struct binding *binding,
                 const struct operand *operand, const struct slot *slot)
{
	if (operand->kind == OPERAND_MEMORY) {
		bind_register(binding, slot->base, operand->base);
		binding->expression = as_value(assembler, operand->expression);
	} else if (slot->base != LETTER_none) {
		bind_register(binding, slot->base, operand->expression);
		binding->expression = make_number(assembler, operand->location, 0);
	} else if (slot->letter.fit == FIT_REGISTER) {
		bind_register(binding, slot->letter.letter, operand->expression);
	} else {
		binding->expression = as_value(assembler, operand->expression);
	}
}

static uint8_t register_of(const struct binding *binding, uint8_t source)
{
	return source < FROM_OPERAND ? source : binding->registers[source - FROM_OPERAND];
}

/* Any other value is cut to 32 bits by the two halves, so look at the whole first. */
static bool check_halves(struct assembler *assembler, const struct expression *expression)
{
	if (expression->kind != EXPRESSION_NUMBER ||
	    (expression->number >= INT32_MIN && expression->number <= UINT32_MAX))
		return true;
	error_at(&assembler->diagnostics, expression->location,
	         "the number %lld does not fit in 32 bits", (long long)expression->number);
	return false;
}

static struct expression *immediate_expression(struct assembler *assembler, const struct step *step,
                                               struct expression *expression)
{
	if (step->source == IMMEDIATE_HIGH)
		return make_part(assembler, expression->location, PART_HIGH, expression);
	if (step->source == IMMEDIATE_LOW)
		return make_part(assembler, expression->location, PART_LOW, expression);
	return expression;
}

/* Assembles one instruction of a form; false after an error. */
static bool assemble_step(struct assembler *assembler, const struct statement *statement,
                          const struct step *step, const struct binding *binding)
{
	const struct instruction *instruction = &step->instruction;
	uint32_t word = encode(&(struct instruction){
	        .operation = instruction->operation,
	        .d = register_of(binding, instruction->d),
	        .a = register_of(binding, instruction->a),
	        .b = register_of(binding, instruction->b),
	        .immediate = instruction->immediate,
	});
	uint32_t location = statement->location;
	if (step->source == IMMEDIATE_NONE || step->source == IMMEDIATE_FIXED)
		return add_word(assembler, location, word, 0, NULL);
	if (step->source != IMMEDIATE_WHOLE && !check_halves(assembler, binding->expression))
		return false;
	struct expression *expression = immediate_expression(assembler, step, binding->expression);
	if (expression->kind == EXPRESSION_NUMBER && letter_rows[step->letter].kind != KIND_TARGET)
		return place_immediate(assembler, expression->location, step->letter,
		                       expression->number, 0, &word) &&
		       add_word(assembler, location, word, 0, NULL);
	return add_word(assembler, location, word, letter_rows[step->letter].letter[0], expression);
}

/* The operands of a form as the manual writes them. */
static void print_operands(FILE *stream, const char *operands)
{
	struct operand_letter letter;
	for (; *operands != 0; operands++)
		if (find_operand_letter(*operands, &letter))
			fputs(letter.name, stream);
		else
			fputs(*operands == ',' ? ", " : (char[]){ *operands, 0 }, stream);
}

static void report_count(struct assembler *assembler, const struct statement *statement)
{
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&text, &size);
	if (stream == NULL)
		return;
	for (const struct form *form = statement->name->forms; form != NULL; form = form->next) {
		fprintf(stream, "%s'%s%s", form == statement->name->forms ? "" : " or ",
		        statement->name->text, *form->operands == 0 ? "" : " ");
		print_operands(stream, form->operands);
		fputc('\'', stream);
	}
	fclose(stream);
	error_at(&assembler->diagnostics, statement->location,
	         "wrong number of operands (%zu): it is %s", statement->count, text);
	free(text);
}

static bool is_register_name(const struct name *name)
{
	return name->register_number >= 0;
}

static void report_register(struct assembler *assembler, const struct operand *operand)
{
	const struct expression *expression = operand->expression;
	if (operand->kind != OPERAND_VALUE || expression->word == NULL) {
		error_at(&assembler->diagnostics, operand->location, "a register is expected here");
		return;
	}
	const char *text = expression->word->text;
	const struct name *near = nearest_name(&assembler->names, text, is_register_name);
	error_at(&assembler->diagnostics, operand->location, "'%s' is not a register%s%s%s", text,
	         near == NULL ? "" : "; did you mean '", near == NULL ? "" : near->text,
	         near == NULL ? "" : "'?");
}

static void report_operand(struct assembler *assembler, const struct operand *operand,
                           const struct slot *slot)
{
	struct diagnostics *diagnostics = &assembler->diagnostics;
	if (slot->base != LETTER_none && operand->kind == OPERAND_MEMORY)
		report_register(assembler, &(struct operand){ .kind = OPERAND_VALUE,
		                                              .location = operand->base->location,
		                                              .expression = operand->base });
	else if (slot->base != LETTER_none)
		error_at(diagnostics, operand->location,
		         "an address is expected here, such as 4(sp)");
	else if (slot->letter.fit == FIT_REGISTER)
		report_register(assembler, operand);
	else if (expression_register(operand->expression) >= 0)
		error_at(diagnostics, operand->location,
		         "a number is expected here, not the register '%s'",
		         operand->expression->word->text);
	else if (letter_rows[slot->letter.letter].kind == KIND_TARGET)
		error_at(diagnostics, operand->location, "a label is expected here");
	else
		error_at(diagnostics, operand->location, "a number is expected here");
}

/* No form fits: say what is wrong with the one that comes nearest. */
static void report_mismatch(struct assembler *assembler, const struct statement *statement)
{
	const struct form *nearest = NULL;
	unsigned most = 0;
	for (const struct form *form = statement->name->forms; form != NULL; form = form->next) {
		if (form->slot_count != statement->count)
			continue;
		unsigned count = count_fitting(assembler, statement, form);
		if (nearest == NULL || count > most) {
			nearest = form;
			most = count;
		}
	}
	if (nearest == NULL)
		report_count(assembler, statement);
	else
		report_operand(assembler, &statement->operands[most], &nearest->slots[most]);
}

/* The operand of a form that the letter of a register stands for. */
static const struct operand *operand_of(const struct statement *statement, const struct form *form,
                                        uint8_t source)
{
	enum letter letter = source < FROM_OPERAND ? LETTER_none : source - FROM_OPERAND;
	for (unsigned i = 0; letter != LETTER_none && i < form->slot_count; i++)
		if (form->slots[i].letter.letter == letter || form->slots[i].base == letter)
			return &statement->operands[i];
	return &statement->operands[0];
}

static bool reads_address(const struct step *step)
{
	return strchr(format_rows[operation_rows[step->instruction.operation].format].operands,
	              '(') != NULL;
}

/* Whether what the first of two instructions makes in a register gets to the second, and costs it
 * no operand; else an error. */
static bool check_scratch(struct assembler *assembler, const struct statement *statement,
                          const struct form *form, const struct binding *binding)
{
	if (form->step_count < 2)
		return true;
	const struct step *step = &form->steps[1];
	uint8_t source = form->steps[0].instruction.d, made = register_of(binding, source);
	uint32_t location = operand_of(statement, form, source)->location;
	const uint8_t sources[] = { step->instruction.a, step->instruction.b };
	if (made == 0 && reads_address(step)) {
		error_at(&assembler->diagnostics, location,
		         "the address cannot be made in the register zero");
		return false;
	}
	for (size_t i = 0; i < sizeof sources; i++)
		if (sources[i] >= FROM_OPERAND && sources[i] != source &&
		    register_of(binding, sources[i]) == made) {
			error_at(&assembler->diagnostics, location,
			         "the address is made in this register, which '%s' needs too: name "
			         "another",
			         statement->name->text);
			return false;
		}
	return true;
}

void assemble_instruction(struct assembler *assembler, const struct statement *statement)
{
	const struct form *form = statement->name->forms;
	while (form != NULL && (form->slot_count != statement->count ||
	                        count_fitting(assembler, statement, form) != form->slot_count))
		form = form->next;
	if (form == NULL) {
		report_mismatch(assembler, statement);
		return;
	}
	struct binding binding = { 0 };
	for (unsigned i = 0; i < form->slot_count; i++)
		bind(assembler, &binding, &statement->operands[i], &form->slots[i]);
	if (!check_scratch(assembler, statement, form, &binding))
		return;
	for (unsigned i = 0; i < form->step_count; i++)
		if (!assemble_step(assembler, statement, &form->steps[i], &binding))
			return;
}
