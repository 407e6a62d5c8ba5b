/* Directives about frames: .cfi_*. */
#include "assembler/program/frame.h"

#include <string.h>

#include "assembler/program/assembler.h"
#include "assembler/program/expression.h"
#include "assembler/program/section.h"
#include "assembler/read/directive.h"
#include "assembler/read/operand.h"

/* The last column of the RISC-V ABI: 0 to 31 are registers, 64 is for a pc that none of them holds.
 */
enum { LAST_COLUMN = 8191, COLUMN_RA = 1 };

struct remembered_offset {
	int32_t offset;
	struct remembered_offset *below;
};

/* The open frame; NULL after an error where there is none, or where it is in another section. */
static struct frame *open_frame(struct assembler *assembler, const struct statement *statement)
{
	struct frame *frame = assembler->unit->frame;
	if (frame == NULL)
		error_at(&assembler->diagnostics, statement->location,
		         "%s needs a .cfi_startproc before it", statement->name->text);
	else if (frame->piece != assembler->piece)
		error_at(&assembler->diagnostics, statement->location,
		         "%s is not in the section of its .cfi_startproc", statement->name->text);
	else
		return frame;
	return NULL;
}

static bool is_word(const struct operand *operand, const char *word)
{
	return operand->kind == OPERAND_VALUE && operand->expression->word != NULL &&
	       strcmp(operand->expression->word->text, word) == 0;
}

/* A register by its name, or a column by its number. */
static bool read_column(struct assembler *assembler, const struct statement *statement,
                        size_t index, uint32_t *column)
{
	const struct operand *operand = &statement->operands[index];
	int64_t number =
	        operand->kind == OPERAND_VALUE ? expression_register(operand->expression) : -1;
	if (number < 0 && !optional_number(assembler, statement, index, "the register", 0,
	                                   LAST_COLUMN, 0, &number))
		return false;
	*column = (uint32_t)number;
	return true;
}

static bool read_offset(struct assembler *assembler, const struct statement *statement,
                        size_t index, int32_t *offset)
{
	int64_t number;
	if (!require_number(assembler, &statement->operands[index], "the offset", &number))
		return false;
	*offset = (int32_t)number;
	if (number == *offset)
		return true;
	error_at(&assembler->diagnostics, statement->operands[index].location,
	         "the offset %lld does not fit in 32 bits", (long long)number);
	return false;
}

void directive_frame_start(struct assembler *assembler, const struct statement *statement,
                           int argument)
{
	(void)argument;
	struct unit *unit = assembler->unit;
	if (unit->frame != NULL) {
		error_at(&assembler->diagnostics, statement->location,
		         "the .cfi_startproc before has no .cfi_endproc");
		note_at(&assembler->diagnostics, unit->frame->location, "it is here");
		return;
	}
	if (statement->count == 1 && !is_word(&statement->operands[0], "simple")) {
		error_at(&assembler->diagnostics, statement->operands[0].location,
		         ".cfi_startproc takes nothing but 'simple'");
		return;
	}
	struct frame *frame = arena_take(&assembler->arena, sizeof *frame);
	*frame = (struct frame){ .piece = assembler->piece,
		                 .start = (uint32_t)assembler->piece->size,
		                 .location = statement->location,
		                 .return_column = COLUMN_RA,
		                 .is_simple = statement->count == 1 };
	unit->frame = frame;
}

void directive_frame_end(struct assembler *assembler, const struct statement *statement,
                         int argument)
{
	(void)argument;
	struct unit *unit = assembler->unit;
	struct frame *frame = open_frame(assembler, statement);
	if (frame == NULL)
		return;
	frame->end = (uint32_t)frame->piece->size;
	*unit->last_frame = frame;
	unit->last_frame = &frame->next;
	unit->frame = NULL;
}

void directive_frame_sections(struct assembler *assembler, const struct statement *statement,
                              int argument)
{
	(void)argument;
	for (size_t i = 0; i < statement->count; i++)
		if (!is_word(&statement->operands[i], ".debug_frame") &&
		    !is_word(&statement->operands[i], ".eh_frame"))
			error_at(&assembler->diagnostics, statement->operands[i].location,
			         ".cfi_sections takes .debug_frame and .eh_frame");
}

void directive_frame_signal(struct assembler *assembler, const struct statement *statement,
                            int argument)
{
	(void)argument;
	struct frame *frame = open_frame(assembler, statement);
	if (frame != NULL)
		frame->is_signal = true;
}

void directive_frame_return(struct assembler *assembler, const struct statement *statement,
                            int argument)
{
	(void)argument;
	struct frame *frame = open_frame(assembler, statement);
	if (frame != NULL)
		read_column(assembler, statement, 0, &frame->return_column);
}

void directive_frame_cfa(struct assembler *assembler, const struct statement *statement, int kind)
{
	struct frame *frame = open_frame(assembler, statement);
	struct frame_rule rule = { .kind = (enum frame_rule_kind)kind };
	int32_t offset = frame == NULL ? 0 : frame->cfa_offset;
	size_t index = 0;
	if (frame == NULL ||
	    (kind != FRAME_CFA_OFFSET && kind != FRAME_CFA_ADJUST &&
	     !read_column(assembler, statement, index++, &rule.column)) ||
	    (kind != FRAME_CFA_REGISTER && !read_offset(assembler, statement, index, &rule.number)))
		return;
	if (kind == FRAME_CFA_ADJUST) {
		rule.kind = FRAME_CFA_OFFSET;
		rule.number = (int32_t)((uint32_t)offset + (uint32_t)rule.number);
	}
	if (kind != FRAME_CFA_REGISTER)
		frame->cfa_offset = rule.number;
	add_frame_rule(frame, rule);
}

void directive_frame_place(struct assembler *assembler, const struct statement *statement, int kind)
{
	struct frame *frame = open_frame(assembler, statement);
	struct frame_rule rule = { .kind = (enum frame_rule_kind)kind };
	if (frame == NULL || !read_column(assembler, statement, 0, &rule.column) ||
	    !read_offset(assembler, statement, 1, &rule.number))
		return;
	if (kind == FRAME_RELATIVE_OFFSET) {
		rule.kind = FRAME_OFFSET;
		rule.number = (int32_t)((uint32_t)rule.number - (uint32_t)frame->cfa_offset);
	}
	if (rule.number % FRAME_UNIT != 0)
		error_at(&assembler->diagnostics, statement->operands[1].location,
		         "the offset %d is not a multiple of %d", rule.number, FRAME_UNIT);
	add_frame_rule(frame, rule);
}

void directive_frame_register(struct assembler *assembler, const struct statement *statement,
                              int kind)
{
	struct frame *frame = open_frame(assembler, statement);
	struct frame_rule rule = { .kind = (enum frame_rule_kind)kind };
	uint32_t other;
	if (frame == NULL || !read_column(assembler, statement, 0, &rule.column) ||
	    !read_column(assembler, statement, 1, &other))
		return;
	rule.number = (int32_t)other;
	add_frame_rule(frame, rule);
}

void directive_frame_columns(struct assembler *assembler, const struct statement *statement,
                             int kind)
{
	struct frame *frame = open_frame(assembler, statement);
	struct frame_rule rule = { .kind = (enum frame_rule_kind)kind };
	for (size_t i = 0; frame != NULL && i < statement->count; i++) {
		if (!read_column(assembler, statement, i, &rule.column))
			return;
		add_frame_rule(frame, rule);
	}
}

void directive_frame_state(struct assembler *assembler, const struct statement *statement, int kind)
{
	struct frame *frame = open_frame(assembler, statement);
	if (frame == NULL)
		return;
	if (kind == FRAME_REMEMBER) {
		struct remembered_offset *top = arena_take(&assembler->arena, sizeof *top);
		*top = (struct remembered_offset){ frame->cfa_offset, frame->remembered };
		frame->remembered = top;
	} else if (frame->remembered == NULL) {
		error_at(&assembler->diagnostics, statement->location,
		         ".cfi_restore_state needs a .cfi_remember_state before it");
		return;
	} else {
		frame->cfa_offset = frame->remembered->offset;
		frame->remembered = frame->remembered->below;
	}
	add_frame_rule(frame, (struct frame_rule){ .kind = (enum frame_rule_kind)kind });
}

void directive_frame_bytes(struct assembler *assembler, const struct statement *statement, int kind)
{
	struct frame *frame = open_frame(assembler, statement);
	for (size_t i = 0; frame != NULL && i < statement->count; i++) {
		int64_t byte;
		if (!optional_number(assembler, statement, i, "the byte", INT8_MIN, UINT8_MAX, 0,
		                     &byte))
			return;
		add_frame_rule(frame, (struct frame_rule){ .kind = (enum frame_rule_kind)kind,
		                                           .number = (uint8_t)byte });
	}
}
