/* Instructions: the form whose operands fit, and its words. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/assembler.h"
#include "assembler/read/expression.h"
#include "assembler/program/fixup.h"
#include "assembler/program/form.h"
#include "assembler/read/reader.h"

/* What the letters of a form stand for in a statement. */
struct binding {
	uint8_t d, a, b;
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

static bool fits_letter(struct assembler *assembler, const struct operand *operand, char letter)
{
	int64_t number;
	bool is_register = expression_register(operand->expression) >= 0;
	if (operand->kind != OPERAND_VALUE)
		return false;
	switch (letter) {
	case 'd':
	case 'a':
	case 'b':
		return is_register;
	case 'c':
		if (is_register || !known_number(assembler, operand->expression, &number))
			return false;
		number = as_signed(number);
		return number >= INT16_MIN && number <= INT16_MAX;
	case 'k':
		return !is_register && known_number(assembler, operand->expression, &number) &&
		       (number & 0xFFF) == 0 && number >= INT32_MIN && number <= UINT32_MAX;
	case 'i':
	case 'h':
	case 'u':
		return !is_register;
	default:
		return true;
	}
}

static bool fits_slot(struct assembler *assembler, const struct operand *operand,
                      const struct slot *slot)
{
	return slot->base != 0 ? is_address_of(operand)
	                       : fits_letter(assembler, operand, slot->letter);
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

static void bind_register(struct binding *binding, char letter, const struct expression *expression)
{
	uint8_t number = (uint8_t)expression_register(expression);
	if (letter == 'd')
		binding->d = number;
	else if (letter == 'a')
		binding->a = number;
	else
		binding->b = number;
}

static void bind(struct assembler *assembler, struct binding *binding,
                 const struct operand *operand, const struct slot *slot)
{
	if (operand->kind == OPERAND_MEMORY) {
		bind_register(binding, slot->base, operand->base);
		binding->expression = as_value(assembler, operand->expression);
	} else if (slot->base != 0) {
		bind_register(binding, slot->base, operand->expression);
		binding->expression = make_number(assembler, operand->location, 0);
	} else if (slot->letter == 'd' || slot->letter == 'a' || slot->letter == 'b') {
		bind_register(binding, slot->letter, operand->expression);
	} else {
		binding->expression = as_value(assembler, operand->expression);
	}
}

static uint8_t register_of(const struct binding *binding, uint8_t source)
{
	switch (source) {
	case FROM_D:
		return binding->d;
	case FROM_A:
		return binding->a;
	case FROM_B:
		return binding->b;
	default:
		return source;
	}
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
	uint32_t word = encode(&(struct instruction){
	        .operation = step->operation,
	        .d = register_of(binding, step->d),
	        .a = register_of(binding, step->a),
	        .b = register_of(binding, step->b),
	        .immediate = step->immediate,
	});
	uint32_t location = statement->location;
	if (step->source == IMMEDIATE_NONE || step->source == IMMEDIATE_FIXED)
		return add_word(assembler, location, word, 0, NULL);
	if (step->source != IMMEDIATE_WHOLE && !check_halves(assembler, binding->expression))
		return false;
	struct expression *expression = immediate_expression(assembler, step, binding->expression);
	if (expression->kind == EXPRESSION_NUMBER && step->letter != 'o' && step->letter != 'j')
		return place_immediate(assembler, expression->location, step->letter,
		                       expression->number, 0, &word) &&
		       add_word(assembler, location, word, 0, NULL);
	return add_word(assembler, location, word, step->letter, expression);
}

/* The operands of a form as the manual writes them. */
static void print_operands(FILE *stream, const char *operands)
{
	for (; *operands != 0; operands++)
		switch (*operands) {
		case 'd':
		case 'a':
		case 'b':
			fprintf(stream, "r%c", *operands);
			break;
		case 'o':
		case 'j':
			fputs("target", stream);
			break;
		case 's':
			fputs("value", stream);
			break;
		case 'i':
		case 'h':
		case 'u':
		case 'c':
		case 'k':
			fputs("imm", stream);
			break;
		case ',':
			fputs(", ", stream);
			break;
		default:
			fputc(*operands, stream);
			break;
		}
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
	if (slot->base != 0 && operand->kind == OPERAND_MEMORY)
		report_register(assembler, &(struct operand){ .kind = OPERAND_VALUE,
		                                              .location = operand->base->location,
		                                              .expression = operand->base });
	else if (slot->base != 0)
		error_at(diagnostics, operand->location,
		         "an address is expected here, such as 4(sp)");
	else if (slot->letter == 'd' || slot->letter == 'a' || slot->letter == 'b')
		report_register(assembler, operand);
	else if (expression_register(operand->expression) >= 0)
		error_at(diagnostics, operand->location,
		         "a number is expected here, not the register '%s'",
		         operand->expression->word->text);
	else if (slot->letter == 'o' || slot->letter == 'j')
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
	char letter = source == FROM_D ? 'd' : source == FROM_A ? 'a' : 'b';
	for (unsigned i = 0; i < form->slot_count; i++)
		if (form->slots[i].letter == letter || form->slots[i].base == letter)
			return &statement->operands[i];
	return &statement->operands[0];
}

static bool reads_address(const struct step *step)
{
	return strchr(format_rows[operation_rows[step->operation].format].operands, '(') != NULL;
}

/* Whether what the first of two instructions makes in a register gets to the second, and costs it
 * no operand; else an error. */
static bool check_scratch(struct assembler *assembler, const struct statement *statement,
                          const struct form *form, const struct binding *binding)
{
	if (form->step_count < 2)
		return true;
	const struct step *step = &form->steps[1];
	uint8_t source = form->steps[0].d, made = register_of(binding, source);
	uint32_t location = operand_of(statement, form, source)->location;
	const uint8_t sources[] = { step->a, step->b };
	if (made == 0 && reads_address(step)) {
		error_at(&assembler->diagnostics, location,
		         "the address cannot be made in the register zero");
		return false;
	}
	for (size_t i = 0; i < sizeof sources; i++)
		if (sources[i] >= FROM_D && sources[i] != source &&
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
