/* How far a block goes, and how it ends: what each of its instructions is to it. */
#include "isa/instruction.h"
#include "machine/engines/fast/translate.h"

/* Where the value needs rax the address must not, for both are needed at once. */
static bool store_is_possible(const struct translation *translation, const struct meaning *meaning)
{
	uint32_t constant;
	unsigned number = register_of(translation, meaning->value);
	if (constant_of(translation, meaning->value, &constant))
		return true;
	if (number != 0 && host_registers[number] != NOWHERE)
		return true;
	return address_is_plain(translation, meaning->address);
}

/* Whether the operation is the same in either mode, on every machine. */
static bool is_for_all(enum operation operation)
{
	const uint32_t others = TRAIT_PRIVILEGED | TRAITS_OF_SUPERVISORS;
	return profile_of(operation) == PROFILE_pg32 &&
	       (operation_rows[operation].traits & others) == 0;
}

/* Whether it is an access in a paged space that the host refuses again and again. */
static bool is_left(const struct translation *translation, const struct meaning *meaning)
{
	const struct block *block = translation->block;
	return block->window->entries != NULL &&
	       (meaning->effect == EFFECT_STORE || loads(meaning->value)) &&
	       is_careful(translation->fast, block->physical + (translation->pc - block->pc));
}

enum role look_at(struct translation *translation, uint32_t profile, uint32_t word)
{
	uint32_t target;
	translation->is_decoded = decode(profile, word, &translation->instruction);
	if (!translation->is_decoded || !is_for_all(translation->instruction.operation))
		return ROLE_STEP;
	const struct meaning *meaning = &meanings[translation->instruction.operation];
	if (!value_is_known(meaning->value) || !value_is_known(meaning->address) ||
	    depth_of(meaning->value) + depth_of(meaning->address) > TEMPORARIES)
		return ROLE_STEP;
	if (is_left(translation, meaning))
		return ROLE_STEP;
	switch (meaning->effect) {
	case EFFECT_LEAVE:
	case EFFECT_SET_PSW:
	case EFFECT_TRAP:
		return ROLE_STEP;
	case EFFECT_SET_RD:
		return ROLE_PLAIN;
	case EFFECT_STORE:
		return store_is_possible(translation, meaning) ? ROLE_PLAIN : ROLE_STEP;
	case EFFECT_BRANCH_IF:
		return constant_of(translation, meaning->address, &target) ? ROLE_JUMP : ROLE_STEP;
	case EFFECT_LINK_AND_JUMP:
		break;
	}
	return ROLE_JUMP;
}

/* Where the PSW is that the instruction loads, if that is so far from 0 or from a register that the
 * host has. */
static void note_psw(const struct translation *translation)
{
	struct block *block = translation->block;
	const struct meaning *meaning = &meanings[translation->instruction.operation];
	if (meaning->effect != EFFECT_SET_PSW || meaning->value->kind != VALUE_LOAD_PSW ||
	    meaning->value->left->kind != VALUE_ADD)
		return;
	const struct value *base = meaning->value->left->left,
	                   *distance = meaning->value->left->right;
	unsigned number = register_of(translation, base);
	bool is_base = base->kind == VALUE_RA && (number == 0 || host_registers[number] != NOWHERE);
	block->psw_register = (uint8_t)number;
	block->loads_psw = is_base && constant_of(translation, distance, &block->psw_displacement);
}

/* What becomes of an instruction that leaves the code. */
static void end_with_step(struct translation *translation, uint32_t word)
{
	struct block *block = translation->block;
	const struct meaning *meaning = &meanings[translation->instruction.operation];
	uint32_t value;
	block->ending = ENDING_OTHER;
	block->trap = (struct trap){ CAUSE_NONE, 0, word };
	if (is_privileged(word)) {
		const uint32_t hosts = TRAITS_PORT | TRAIT_WAITS | TRAIT_HALTS | TRAIT_WRITES_D;
		block->ending = ENDING_PRIVILEGED;
		block->needs_host =
		        translation->is_decoded &&
		        (operation_rows[translation->instruction.operation].traits & hosts) != 0;
		block->trap.cause = CAUSE_PRIVILEGED;
		if (translation->is_decoded)
			note_psw(translation);
	} else if (translation->is_decoded && is_for_all(translation->instruction.operation) &&
	           meaning->effect == EFFECT_TRAP &&
	           constant_of(translation, meaning->value, &value)) {
		block->ending = ENDING_TRAP;
		block->trap = (struct trap){ meaning->cause, value, word };
	}
}

/* Whether the next instruction is not to be of the block. */
static bool ends_before(const struct translation *translation, uint32_t word)
{
	const struct block *block = translation->block;
	return is_stop(translation->fast, translation->pc,
	               block->physical + (translation->pc - block->pc), word);
}

/* How often a block goes round before it counts again: one that is a loop of its own. Of a single
 * instruction there would be more to note than there is room for. */
static uint32_t rounds_of(const struct translation *translation)
{
	const struct block *block = translation->block;
	const struct meaning *meaning = &meanings[translation->instruction.operation];
	uint32_t target, constant;
	uint32_t most = MOST_INSTRUCTIONS / block->length;
	if (block->length < 2 || meaning->effect != EFFECT_BRANCH_IF ||
	    !constant_of(translation, meaning->address, &target) || target != block->pc ||
	    constant_of(translation, meaning->value, &constant))
		return 1;
	return most < MOST_ROUNDS ? most : MOST_ROUNDS;
}

/* Whether the block goes on behind the instruction, a branch forward that is seldom taken. */
static bool goes_on_behind(struct translation *translation)
{
	const struct meaning *meaning = &meanings[translation->instruction.operation];
	uint32_t target, constant;
	if (meaning->effect != EFFECT_BRANCH_IF || translation->side_count == MOST_SIDES ||
	    !constant_of(translation, meaning->address, &target) || target <= translation->pc ||
	    constant_of(translation, meaning->value, &constant))
		return false;
	translation->side_count++;
	return true;
}

/* In a paged space a store may change the block through another address of its page: a block of a
 * mixed page ends there, and the next one compares its words. */
static bool stores_unseen(const struct translation *translation)
{
	return translation->is_mixed && translation->block->window->entries != NULL &&
	       meanings[translation->instruction.operation].effect == EFFECT_STORE;
}

void measure(struct translation *translation, uint32_t profile)
{
	struct block *block = translation->block;
	uint32_t end = block->pc / PAGE_SIZE * PAGE_SIZE + PAGE_SIZE;
	enum role role = ROLE_PLAIN;
	while (role == ROLE_PLAIN && block->length < MOST_INSTRUCTIONS && end_of(block) < end) {
		translation->pc = end_of(block);
		uint32_t word = word_at(translation->fast, translation->pc);
		if (block->length != 0 && ends_before(translation, word))
			break;
		role = look_at(translation, profile, word);
		block->length++;
		if (role == ROLE_JUMP && block->length < MOST_INSTRUCTIONS && end_of(block) < end &&
		    goes_on_behind(translation))
			role = ROLE_PLAIN;
		if (role == ROLE_STEP)
			end_with_step(translation, word);
		if (role == ROLE_PLAIN && stores_unseen(translation))
			break;
	}
	block->cost = block->length * (role == ROLE_JUMP ? rounds_of(translation) : 1);
	translation->is_open = role == ROLE_PLAIN;
	translation->steps = role == ROLE_STEP;
}
