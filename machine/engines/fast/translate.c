/* Translates a block: straight code up to its first jump, at most to the end of its page.
 *
 *   [ mixed page: are the words as they were? else LEAVING_CHANGED ]
 *   r15 -= cost, below 0: LEAVING_DEADLINE
 *   push the block's number
 *   code for each instruction
 *   a jump to the next block, or LEAVING_STEP
 *   the stubs
 */
#include "machine/engines/fast/translate.h"

enum { LOWEST = -32768, REACH = 65536 };

bool address_is_plain(const struct translation *translation, const struct value *address)
{
	uint32_t constant;
	unsigned number = register_of(translation, address);
	if (constant_of(translation, address, &constant))
		return constant + REACH / 2 < REACH;
	if (number == 0 && address->kind == VALUE_ADD &&
	    constant_of(translation, address->right, &constant) && constant + REACH / 2 < REACH)
		number = register_of(translation, address->left);
	return number != 0 && host_registers[number] != NOWHERE;
}

/* A register and a displacement that an immediate of 16 bits may be: what lies below 0 or beyond 4
 * GiB then is in a guard. */
struct place write_address(struct translation *translation, const struct value *address)
{
	uint32_t constant = 0;
	unsigned number = register_of(translation, address);
	if (constant_of(translation, address, &constant) && constant + REACH / 2 < REACH)
		return in_memory(RBX, NO_INDEX, (int32_t)constant);
	if (number == 0 && address->kind == VALUE_ADD &&
	    constant_of(translation, address->right, &constant) && constant + REACH / 2 < REACH)
		number = register_of(translation, address->left);
	else
		constant = 0;
	if (number == 0) {
		write_value(translation, address, RAX);
		return in_memory(RBX, RAX, 0);
	}
	struct place index = source_of(translation, number);
	if (index.kind != PLACE_REGISTER) {
		emit_rp(&translation->code, FORM_MOV, RAX, index);
		index = in_register(RAX);
		translation->written = number;
	}
	return in_memory(RBX, index.base, (int32_t)constant);
}

void note_access(struct translation *translation)
{
	struct fast *fast = translation->fast;
	struct block *block = translation->block;
	uint32_t at = (uint32_t)(translation->code.at - fast->code);
	fast->notes[fast->note_count++] = (struct note){ at, translation->index };
	block->note_count++;
}

static bool reads(const struct translation *translation, const struct value *value, unsigned number)
{
	return value != NULL && (register_of(translation, value) == number ||
	                         reads(translation, value->left, number) ||
	                         reads(translation, value->right, number));
}

bool loads(const struct value *value)
{
	return value != NULL &&
	       (value->kind == VALUE_LOAD || loads(value->left) || loads(value->right));
}

/* Whether a register of the guest may be written before all of the value is read: an operator of
 * registers and constants sees to that itself, and a load reads before it writes. */
static bool may_write_early(const struct translation *translation, const struct value *value,
                            unsigned number)
{
	if (value->kind == VALUE_LOAD)
		return !loads(value->left);
	if (depth_of(value) <= 2)
		return !loads(value->left) && !loads(value->right);
	return !loads(value) && !reads(translation, value, number);
}

static void translate_set(struct translation *translation, const struct value *value)
{
	unsigned number = translation->instruction.d;
	struct place to = place_of(translation, number);
	uint32_t constant;
	if (number == 0 && !loads(value))
		return;
	if (number != 0 && to.kind == PLACE_REGISTER &&
	    may_write_early(translation, value, number)) {
		write_value(translation, value, to.base);
		return;
	}
	if (number != 0 && to.kind != PLACE_REGISTER &&
	    constant_of(translation, value, &constant)) {
		emit_pi(&translation->code, FORM_PUT_I, to, (int32_t)constant);
		return;
	}
	write_value(translation, value, RAX);
	translation->written = to.kind == PLACE_REGISTER ? 0 : number;
	if (number == 0)
		return;
	if (to.kind == PLACE_REGISTER)
		emit_rr(&translation->code, FORM_MOV, to.base, RAX);
	else
		emit_rp(&translation->code, FORM_PUT, RAX, to);
}

static void jump_to_cut(struct translation *translation, uint8_t *distance)
{
	translation->cuts[translation->cut_count++] =
	        (struct exit_stub){ distance, translation->index + 1, LEAVING_CUT };
}

/* In a mixed page a store may change its own block, the rest of it or what is executed again. */
static void check_store(struct translation *translation, const struct meaning *meaning,
                        const struct place *place)
{
	struct emitter *code = &translation->code;
	uint32_t next = translation->pc + 4;
	uint32_t lowest = translation->block->pc - (meaning->bytes - 1);
	uint32_t reach = end_of(translation->block) - lowest, constant;
	if (!translation->is_mixed || next == end_of(translation->block))
		return;
	if (constant_of(translation, meaning->address, &constant)) {
		if (constant - lowest < reach)
			jump_to_cut(translation, emit_ahead(code));
		return;
	}
	translation->written = 0;
	emit_rp(code, FORM_LEA, RAX,
	        in_memory(place->index, NO_INDEX,
	                  (int32_t)((uint32_t)place->displacement - lowest)));
	emit_pi(code, FORM_CMP_I, in_register(RAX), (int32_t)reach);
	jump_to_cut(translation, emit_ahead_if(code, IF_BELOW));
}

static void translate_store(struct translation *translation, const struct meaning *meaning)
{
	static const enum form with_register[] = {
		[1] = FORM_PUT_BYTE, [2] = FORM_PUT_HALF, [4] = FORM_PUT
	};
	static const enum form with_constant[] = {
		[1] = FORM_PUT_BYTE_I, [2] = FORM_PUT_HALF_I, [4] = FORM_PUT_I
	};
	struct emitter *code = &translation->code;
	const struct value *value = meaning->value;
	unsigned number = register_of(translation, value);
	check_watched(translation, meaning->address, meaning->bytes, true);
	check_window(translation, meaning->address, meaning->bytes);
	note_stores(translation, meaning->address, meaning->bytes);
	struct place place = write_address(translation, meaning->address);
	uint32_t constant;
	if (constant_of(translation, value, &constant)) {
		note_access(translation);
		emit_pi(code, with_constant[meaning->bytes], place, (int32_t)constant);
	} else {
		enum host_register from = host_registers[number];
		if (number == 0 || from == NOWHERE) {
			write_value(translation, value, RAX);
			from = RAX;
		}
		note_access(translation);
		emit_rp(code, with_register[meaning->bytes], from, place);
	}
	check_store(translation, meaning, &place);
}

/* A jump to a known place, to be joined with the block there. */
static void add_link(struct translation *translation, uint8_t *distance, uint32_t pc)
{
	struct block *block = translation->block;
	uint32_t at = (uint32_t)(distance - translation->fast->code);
	block->links[block->link_count++] = (struct link){ .distance = at, .pc = pc };
}

static void translate_branch(struct translation *translation, const struct meaning *meaning)
{
	struct emitter *code = &translation->code;
	uint32_t target = 0, holds;
	constant_of(translation, meaning->address, &target);
	if (constant_of(translation, meaning->value, &holds)) {
		add_link(translation, emit_ahead(code), holds ? target : translation->pc + 4);
		return;
	}
	enum condition condition = write_condition(translation, meaning->value);
	bool is_side = translation->pc + 4 != end_of(translation->block);
	if (is_side || translation->index + 1 < translation->block->cost) {
		unsigned side = is_side ? translation->side_count++ : MOST_SIDES;
		uint8_t *distance = emit_ahead_if(code, is_side ? condition : opposite(condition));
		translation->ends[translation->end_count++] =
		        (struct early_end){ distance, translation->index + 1, side };
		if (is_side)
			translation->sides[side] = target;
		return;
	}
	add_link(translation, emit_ahead_if(code, condition), target);
	add_link(translation, emit_ahead(code), translation->pc + 4);
}

static void write_link_register(struct translation *translation)
{
	unsigned number = translation->instruction.d;
	struct place to = place_of(translation, number);
	int32_t value = (int32_t)(translation->pc + 4);
	if (number == 0)
		return;
	if (to.kind == PLACE_REGISTER)
		emit_form(&translation->code, FORM_MOV_I, to.base, to, value, 0);
	else
		emit_pi(&translation->code, FORM_PUT_I, to, value);
}

static void translate_jump(struct translation *translation, const struct value *address)
{
	struct emitter *code = &translation->code;
	struct context *context = translation->fast->context;
	uint32_t target;
	if (constant_of(translation, address, &target)) {
		write_link_register(translation);
		add_link(translation, emit_ahead(code), target & ~UINT32_C(3));
		return;
	}
	write_value(translation, address, RAX);
	emit_pi(code, FORM_AND_I8, in_register(RAX), ~3);
	emit_rp(code, FORM_PUT, RAX, near(&context->pc));
	write_link_register(translation);
	emit_rp(code, FORM_ADD_WIDE, RAX, near(&context->table));
	emit_rp(code, FORM_MOV, RAX, in_memory(RAX, NO_INDEX, 0));
	emit_rp(code, FORM_ADD_WIDE, RAX, near(&context->code));
	emit_p(code, FORM_JUMP_VIA, in_register(RAX));
}

static void translate_instruction(struct translation *translation)
{
	const struct meaning *meaning = &meanings[translation->instruction.operation];
	translation->temporaries = 0;
	begin_in_rax(translation, meaning);
	switch (meaning->effect) {
	case EFFECT_SET_RD:
		translate_set(translation, meaning->value);
		break;
	case EFFECT_STORE:
		translate_store(translation, meaning);
		break;
	case EFFECT_BRANCH_IF:
		translate_branch(translation, meaning);
		break;
	case EFFECT_LINK_AND_JUMP:
		translate_jump(translation, meaning->address);
		break;
	case EFFECT_TRAP:
	case EFFECT_LEAVE:
	case EFFECT_SET_PSW:
		break;
	}
	end_in_rax(translation);
}

static void write_leaving(struct translation *translation, enum leaving why, uint32_t pc)
{
	struct emitter *code = &translation->code;
	emit_pi(code, FORM_PUT_I, near(&translation->fast->context->pc), (int32_t)pc);
	emit_jump(code, translation->fast->leave[why]);
}

/* What ends the block, which is no jump. */
static void write_step(struct translation *translation, uint32_t pc)
{
	const struct fast *fast = translation->fast;
	struct emitter *code = &translation->code;
	const struct block *block = translation->block;
	if (block->ending == ENDING_OTHER || block->needs_host) {
		write_leaving(translation, LEAVING_STEP, pc);
		return;
	}
	emit_pi(code, FORM_PUT_I, near(&fast->context->pc), (int32_t)pc);
	emit_jump(code, fast->exchanges[block->ending == ENDING_TRAP]);
}

static void write_body(struct translation *translation, uint32_t profile)
{
	struct block *block = translation->block;
	uint32_t count = block->cost - translation->steps;
	for (translation->index = 0; translation->index < count; translation->index++) {
		translation->pc = block_pc(block, translation->index);
		if (translation->pc == block->pc)
			translation->side_count = 0;
		look_at(translation, profile, word_at(translation->fast, translation->pc));
		translate_instruction(translation);
	}
	if (translation->steps)
		write_step(translation, end_of(block) - 4);
	else if (translation->is_open)
		add_link(translation, emit_ahead(&translation->code), end_of(block));
}

static void write_cut(struct translation *translation, const struct exit_stub *cut)
{
	struct emitter *code = &translation->code;
	const struct block *block = translation->block;
	emit_join(code, cut->distance);
	emit_pi(code, FORM_ADD_I, in_register(R15), (int32_t)(block->cost - cut->index));
	emit_pi(code, FORM_PUT_I, near(&translation->fast->context->cut),
	        (int32_t)(block->cost - cut->index));
	write_leaving(translation, cut->why, block_pc(block, cut->index));
}

/* What the block did not come to is given back, and what it did is noted. */
static void write_end(struct translation *translation, const struct early_end *end)
{
	struct emitter *code = &translation->code;
	emit_join(code, end->distance);
	emit_pi(code, FORM_ADD_I8, in_register(R15),
	        (int32_t)(translation->block->cost - end->index));
	emit_pi(code, FORM_PUSH_I8, in_register(RAX), -(int32_t)end->index);
}

/* The ends at a branch, in all rounds, go on by one jump; those of a loop by that of its last. */
static void write_ends(struct translation *translation, unsigned side)
{
	struct emitter *code = &translation->code;
	const struct fast *fast = translation->fast;
	const struct block *block = translation->block;
	uint32_t jump = 0;
	if (side == MOST_SIDES && block->link_count != 0)
		jump = block->links[block->link_count - 1].distance - 1;
	for (unsigned i = translation->end_count; i-- > 0;) {
		if (translation->ends[i].side != side)
			continue;
		write_end(translation, &translation->ends[i]);
		if (jump != 0) {
			emit_jump(code, fast->code + fast->run_at + jump);
		} else {
			jump = (uint32_t)(code->at - fast->code);
			add_link(translation, emit_ahead(code), translation->sides[side]);
		}
	}
}

static void write_links(struct translation *translation)
{
	struct emitter *code = &translation->code;
	struct fast *fast = translation->fast;
	struct block *block = translation->block;
	for (unsigned i = 0; i < block->link_count; i++) {
		struct link *link = &block->links[i];
		uint32_t number = block_number(fast, block) * MOST_LINKS + i;
		link->stub = (uint32_t)(code->at - fast->code);
		emit_join(code, fast->code + link->distance);
		emit_pi(code, FORM_PUT_I, near(&fast->context->link), (int32_t)number);
		write_leaving(translation, LEAVING_LINK, link->pc);
	}
}

/* The block's words: no displacement reaches what is 2 GiB or more into a space, and an index is
 * without a sign. */
static struct place write_words_place(struct translation *translation)
{
	const uint32_t pc = translation->block->pc;
	if (pc <= INT32_MAX)
		return in_memory(RBX, NO_INDEX, (int32_t)pc);
	emit_form(&translation->code, FORM_MOV_I, RAX, in_register(RAX), (int32_t)pc, 0);
	return in_memory(RBX, RAX, 0);
}

/* Jumps where a word is not what it was: for each the distance. */
static unsigned write_words(struct translation *translation, uint8_t **changed)
{
	struct emitter *code = &translation->code;
	const struct block *block = translation->block;
	if (!translation->is_mixed)
		return 0;
	struct place place = write_words_place(translation);
	for (uint32_t i = 0; i < block->length; i++) {
		emit_pi(code, FORM_CMP_I, place,
		        (int32_t)word_at(translation->fast, block->pc + 4 * i));
		changed[i] = emit_ahead_if(code, IF_NOT_EQUAL);
		place.displacement += 4;
	}
	return block->length;
}

static void write_block(struct translation *translation, uint32_t profile)
{
	struct emitter *code = &translation->code;
	struct block *block = translation->block;
	uint8_t *changed[MOST_INSTRUCTIONS];
	int32_t cost = (int32_t)block->cost;
	uint32_t number = block_number(translation->fast, block);
	unsigned words = write_words(translation, changed);
	block->again = (uint32_t)(code->at - translation->fast->code);
	emit_pi(code, FORM_SUB_I8, in_register(R15), cost);
	uint8_t *late = emit_ahead_if(code, IF_SIGN);
	emit_pi(code, number < 128 ? FORM_PUSH_I8 : FORM_PUSH_I, in_register(RAX), (int32_t)number);
	write_body(translation, profile);
	write_ends(translation, MOST_SIDES);
	for (unsigned side = 0; side < MOST_SIDES; side++)
		write_ends(translation, side);
	write_links(translation);
	for (unsigned i = 0; i < translation->cut_count; i++)
		write_cut(translation, &translation->cuts[i]);
	emit_join(code, late);
	emit_pi(code, FORM_ADD_I8, in_register(R15), cost);
	write_leaving(translation, LEAVING_DEADLINE, block->pc);
	for (unsigned i = 0; i < words; i++)
		emit_join(code, changed[i]);
	if (words != 0)
		write_leaving(translation, LEAVING_CHANGED, block->pc);
}

struct block *translate_block(struct fast *fast, uint32_t profile, uint32_t pc)
{
	const struct window_map *window = fast->window;
	if (pc >= window->size || (window->entries != NULL && !space_has_code(fast, pc)))
		return NULL;
	const uint32_t physical = physical_of(window, pc), page = physical / PAGE_SIZE;
	if (window->table[pc / 4] != 0)
		return block_at(fast, window->table[pc / 4]); /* it was asleep */
	if (is_stop(fast, pc, physical, word_at(fast, pc)))
		return NULL;
	struct block *block = block_create(fast);
	page_protect(fast, page);
	/* If the page is mixed now, its blocks read it. */
	if (window->entries != NULL && !space_has_code(fast, pc)) {
		fast->block_count--;
		return NULL;
	}
	block->pc = pc;
	block->physical = physical;
	block->window = fast->window;
	struct translation translation = {
		.fast = fast,
		.code = { .at = fast->code + block->start, .run_at = fast->run_at },
		.block = block,
		.is_mixed = fast->pages[page].state == PAGE_MIXED,
	};
	measure(&translation, profile);
	write_block(&translation, profile);
	fast->code_end = (uint32_t)(translation.code.at - fast->code);
	fast->translated++;
	block_publish(fast, block);
	return block;
}
