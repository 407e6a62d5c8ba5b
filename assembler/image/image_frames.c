/* Frames of the stack, by the call frame information of an image. */
#include "assembler/image/image_frames.h"

#include <dwarf.h>
#include <stdlib.h>

enum { STACK = 64, LAST_BIT = 31 };

struct evaluation {
	const struct image_frame *frame;
	const struct image_memory *memory;
	const uint32_t *base;
	uint32_t stack[STACK];
	unsigned depth;
	bool is_wrong; /* it needs what is not there */
};

static void push(struct evaluation *evaluation, uint32_t value)
{
	if (evaluation->depth == STACK)
		evaluation->is_wrong = true;
	else
		evaluation->stack[evaluation->depth++] = value;
}

static uint32_t pop(struct evaluation *evaluation)
{
	if (evaluation->depth != 0)
		return evaluation->stack[--evaluation->depth];
	evaluation->is_wrong = true;
	return 0;
}

static uint32_t pick(struct evaluation *evaluation, uint64_t below)
{
	if (below < evaluation->depth)
		return evaluation->stack[evaluation->depth - 1 - below];
	evaluation->is_wrong = true;
	return 0;
}

static bool is_lost(const struct image_frame *frame, uint64_t number)
{
	return (frame->lost >> number & 1) != 0;
}

static uint32_t register_value(struct evaluation *evaluation, uint64_t number)
{
	if (number < REGISTERS && !is_lost(evaluation->frame, number))
		return evaluation->frame->registers[number];
	evaluation->is_wrong = true;
	return 0;
}

static uint32_t load(struct evaluation *evaluation, uint32_t address, uint64_t size)
{
	uint32_t value = 0;
	evaluation->is_wrong |= size > sizeof value || evaluation->memory == NULL ||
	                        !evaluation->memory->read(evaluation->memory->context, address,
	                                                  (uint32_t)size, &value);
	return value;
}

/* Two values become one; false where the operation is no such. */
static bool take_two(struct evaluation *evaluation, uint8_t atom)
{
	uint32_t right = pick(evaluation, 0), left = pick(evaluation, 1), result;
	switch (atom) {
	case DW_OP_plus:
		result = left + right;
		break;
	case DW_OP_minus:
		result = left - right;
		break;
	case DW_OP_mul:
		result = left * right;
		break;
	case DW_OP_and:
		result = left & right;
		break;
	case DW_OP_or:
		result = left | right;
		break;
	case DW_OP_xor:
		result = left ^ right;
		break;
	case DW_OP_shl:
		result = right > LAST_BIT ? 0 : left << right;
		break;
	case DW_OP_shr:
		result = right > LAST_BIT ? 0 : left >> right;
		break;
	case DW_OP_eq:
		result = left == right;
		break;
	case DW_OP_ne:
		result = left != right;
		break;
	case DW_OP_lt:
		result = (int32_t)left < (int32_t)right;
		break;
	default:
		return false;
	}
	pop(evaluation);
	pop(evaluation);
	push(evaluation, result);
	return true;
}

/* What moves the stack alone, or changes its top. */
static bool take_stack(struct evaluation *evaluation, const Dwarf_Op *operation)
{
	uint32_t value;
	switch (operation->atom) {
	case DW_OP_nop:
		return true;
	case DW_OP_dup:
		push(evaluation, pick(evaluation, 0));
		return true;
	case DW_OP_over:
		push(evaluation, pick(evaluation, 1));
		return true;
	case DW_OP_pick:
		push(evaluation, pick(evaluation, operation->number));
		return true;
	case DW_OP_drop:
		pop(evaluation);
		return true;
	case DW_OP_neg:
		push(evaluation, 0 - pop(evaluation));
		return true;
	case DW_OP_not:
		push(evaluation, ~pop(evaluation));
		return true;
	case DW_OP_plus_uconst:
		push(evaluation, pop(evaluation) + (uint32_t)operation->number);
		return true;
	case DW_OP_deref:
		value = pop(evaluation);
		push(evaluation, load(evaluation, value, sizeof value));
		return true;
	case DW_OP_deref_size:
		value = pop(evaluation);
		push(evaluation, load(evaluation, value, operation->number));
		return true;
	default:
		return false;
	}
}

/* What puts one value on the stack. */
static bool take_value(struct evaluation *evaluation, const Dwarf_Op *operation)
{
	uint8_t atom = operation->atom;
	if (atom >= DW_OP_lit0 && atom <= DW_OP_lit31) {
		push(evaluation, (uint32_t)atom - DW_OP_lit0);
		return true;
	}
	if (atom >= DW_OP_breg0 && atom <= DW_OP_breg31) {
		push(evaluation, register_value(evaluation, (uint64_t)atom - DW_OP_breg0) +
		                         (uint32_t)operation->number);
		return true;
	}
	switch (atom) {
	case DW_OP_addr:
	case DW_OP_const1u:
	case DW_OP_const1s:
	case DW_OP_const2u:
	case DW_OP_const2s:
	case DW_OP_const4u:
	case DW_OP_const4s:
	case DW_OP_constu:
	case DW_OP_consts:
		push(evaluation, (uint32_t)operation->number);
		return true;
	case DW_OP_bregx:
		push(evaluation,
		     register_value(evaluation, operation->number) + (uint32_t)operation->number2);
		return true;
	case DW_OP_fbreg:
		evaluation->is_wrong |= evaluation->base == NULL;
		push(evaluation, (evaluation->base == NULL ? 0 : *evaluation->base) +
		                         (uint32_t)operation->number);
		return true;
	case DW_OP_call_frame_cfa:
		evaluation->is_wrong |= !evaluation->frame->has_cfa;
		push(evaluation, evaluation->frame->cfa);
		return true;
	default:
		return false;
	}
}

struct place evaluate_place(const Dwarf_Op *operations, size_t count,
                            const struct image_frame *frame, const struct image_memory *memory,
                            const uint32_t *base)
{
	const struct place none = { PLACE_NONE, 0 };
	struct evaluation evaluation = { .frame = frame, .memory = memory, .base = base };
	bool is_value = false;
	if (count == 1 && operations->atom >= DW_OP_reg0 && operations->atom <= DW_OP_reg31)
		return operations->atom - DW_OP_reg0 < REGISTERS &&
		                       !is_lost(frame, (uint64_t)operations->atom - DW_OP_reg0)
		               ? (struct place){ PLACE_REGISTER,
			                         (uint32_t)operations->atom - DW_OP_reg0 }
		               : none;
	for (size_t i = 0; i < count; i++) {
		const Dwarf_Op *operation = &operations[i];
		if (operation->atom == DW_OP_stack_value && i + 1 == count)
			is_value = true;
		else if (!take_value(&evaluation, operation) &&
		         !take_stack(&evaluation, operation) &&
		         !take_two(&evaluation, operation->atom))
			return none;
	}
	uint32_t value = pop(&evaluation);
	if (evaluation.is_wrong)
		return none;
	return (struct place){ is_value ? PLACE_VALUE : PLACE_MEMORY, value };
}

/* The caller's value of a register; false where it is lost. */
static bool find_register(Dwarf_Frame *rules, unsigned number, const struct image_frame *frame,
                          const struct image_memory *memory, uint32_t *value)
{
	Dwarf_Op room[3], *operations;
	size_t count;
	if (dwarf_frame_register(rules, (int)number, room, &operations, &count) != 0)
		return false;
	if (operations == NULL) { /* as it is */
		*value = frame->registers[number];
		return !is_lost(frame, number);
	}
	if (count == 0) /* lost */
		return false;
	struct place place = evaluate_place(operations, count, frame, memory, NULL);
	*value = place.value;
	if (place.kind == PLACE_REGISTER)
		*value = frame->registers[place.value];
	return place.kind == PLACE_MEMORY
	               ? memory->read(memory->context, place.value, sizeof *value, value)
	               : place.kind != PLACE_NONE;
}

/* Where the frame's code is, and not what follows a call. */
static uint32_t place_of(const struct image_frame *frame)
{
	return frame->is_caller ? frame->pc - 1 : frame->pc;
}

static Dwarf_Frame *find_rules(struct image *image, const struct image_frame *frame)
{
	Dwarf *dwarf = image_dwarf(image);
	Dwarf_CFI *table = dwarf == NULL ? NULL : dwarf_getcfi(dwarf);
	Dwarf_Frame *rules;
	return table != NULL && dwarf_cfi_addrframe(table, place_of(frame), &rules) == 0 ? rules
	                                                                                 : NULL;
}

static bool find_cfa(Dwarf_Frame *rules, struct image_frame *frame,
                     const struct image_memory *memory)
{
	Dwarf_Op *operations;
	size_t count;
	frame->has_cfa = false;
	if (dwarf_frame_cfa(rules, &operations, &count) == 0 && count != 0) {
		struct place place = evaluate_place(operations, count, frame, memory, NULL);
		frame->cfa = place.value;
		frame->has_cfa = place.kind == PLACE_MEMORY || place.kind == PLACE_VALUE;
	}
	return frame->has_cfa;
}

enum image_unwound image_unwind(struct image *image, struct image_frame *frame,
                                const struct image_memory *memory, struct image_frame *caller)
{
	Dwarf_Frame *rules = find_rules(image, frame);
	if (rules == NULL)
		return UNWOUND_NOT;
	enum image_unwound unwound = UNWOUND_NOT;
	int from = dwarf_frame_info(rules, NULL, NULL, NULL);
	*caller = (struct image_frame){ .has_cfa = false };
	if (!find_cfa(rules, frame, memory) || from <= 0) {
		free(rules);
		return UNWOUND_NOT;
	}
	for (unsigned i = 1; i < REGISTERS; i++)
		if (!find_register(rules, i, frame, memory, &caller->registers[i])) {
			caller->registers[i] = 0;
			caller->lost |= UINT32_C(1) << i;
		}
	if (from >= REGISTERS)
		unwound = UNWOUND_TRAPPED;
	else if (find_register(rules, (unsigned)from, frame, memory, &caller->pc))
		unwound = UNWOUND_CALLER;
	caller->is_caller = unwound == UNWOUND_CALLER;
	free(rules);
	return unwound;
}
