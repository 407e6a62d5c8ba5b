/* A register that is near the code, and whose value is in rax, too: for the instruction that wrote
 * it left it there, and none has written rax since. What reads it then does not wait for memory. */
#include "machine/engines/fast/translate.h"

enum { DEPTH = 2 }; /* of an operator of registers and constants */

static bool is_near(unsigned number)
{
	return number != 0 && host_registers[number] == NOWHERE;
}

/* Whether the operator reads rax before it writes it, if its result goes there. */
static bool operator_may_read(const struct translation *translation, const struct value *value)
{
	uint32_t constant;
	switch (class_of(value->kind)) {
	case CLASS_ARITHMETIC:
		return host_registers[translation->instruction.d] != NOWHERE ||
		       register_of(translation, value->right) != translation->in_rax ||
		       (value->kind != VALUE_SUB && register_of(translation, value->left) != 0);
	case CLASS_SHIFT:
		return constant_of(translation, value->right, &constant);
	case CLASS_COMPARISON:
	case CLASS_NONE:
		return true;
	case CLASS_HIGH:
	case CLASS_DIVISION:
		break;
	}
	return false;
}

/* The same for a value: a load's address is one of its own. */
static bool value_may_read(const struct translation *translation, const struct value *value)
{
	if (value->kind == VALUE_LOAD)
		return depth_of(value->left) <= DEPTH && !loads(value->left);
	return depth_of(value) <= DEPTH && !loads(value) && operator_may_read(translation, value);
}

/* Whether code looks at an address first, for which it needs rax. */
static bool looks(const struct translation *translation)
{
	const struct block *block = translation->block;
	return has_ranges(translation->fast) ||
	       is_careful(translation->fast, block->physical + (translation->pc - block->pc));
}

static bool may_read(const struct translation *translation, const struct meaning *meaning)
{
	const struct instruction *instruction = &translation->instruction;
	bool is_other = (is_near(instruction->a) && instruction->a != translation->in_rax) ||
	                (is_near(instruction->b) && instruction->b != translation->in_rax);
	if (translation->in_rax == 0 || is_other || looks(translation))
		return false;
	switch (meaning->effect) {
	case EFFECT_SET_RD:
	case EFFECT_BRANCH_IF:
		return value_may_read(translation, meaning->value);
	case EFFECT_STORE:
		return depth_of(meaning->value) == 1 && depth_of(meaning->address) <= DEPTH;
	case EFFECT_LINK_AND_JUMP:
		return depth_of(meaning->address) <= DEPTH;
	case EFFECT_TRAP:
	case EFFECT_LEAVE:
	case EFFECT_SET_PSW:
		break;
	}
	return false;
}

struct place source_of(const struct translation *translation, unsigned number)
{
	if (number != 0 && number == translation->source)
		return in_register(RAX);
	return place_of(translation, number);
}

void begin_in_rax(struct translation *translation, const struct meaning *meaning)
{
	translation->source = may_read(translation, meaning) ? translation->in_rax : 0;
	translation->written = 0;
	translation->code.names_rax = false;
}

void end_in_rax(struct translation *translation)
{
	bool is_lost =
	        translation->code.names_rax || translation->instruction.d == translation->in_rax;
	if (translation->written != 0 || is_lost)
		translation->in_rax = translation->written;
	translation->source = 0;
}
