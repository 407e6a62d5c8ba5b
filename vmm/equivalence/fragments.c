/* The fragments of generated programs: single instructions of every kind, good and bad, and the
 * short sequences that random instructions would hardly ever form. */
#include "vmm/equivalence/fragments.h"

#include "isa/formats.h"
#include "isa/instruction.h"
#include "vmm/equivalence/program.h"

void emit_word(struct generator *generator, uint32_t word)
{
	if (generator->count < PROGRAM_WORDS)
		generator->program->code[generator->count++] = word;
}

void emit(struct generator *generator, enum operation operation, uint32_t d, uint32_t a, uint32_t b,
          int32_t immediate)
{
	struct instruction instruction = { operation, (uint8_t)d, (uint8_t)a, (uint8_t)b,
		                           immediate };
	emit_word(generator, encode(&instruction));
}

uint32_t any_register(struct generator *generator)
{
	return below(&generator->state, REGISTERS);
}

uint32_t code_address(struct generator *generator)
{
	return PROGRAM_CODE + 4 * below(&generator->state, PROGRAM_WORDS);
}

uint32_t edge(struct generator *generator, uint32_t unit)
{
	uint32_t powers = 33 - (uint32_t)__builtin_ctz(unit); /* 2^32 is one of them, and 0 */
	uint32_t value = (uint32_t)((uint64_t)unit << below(&generator->state, powers));
	value += (below(&generator->state, 3) - 1) * unit;
	return one_in(&generator->state, 4) ? 0 - value : value;
}

int32_t interesting(struct generator *generator)
{
	switch (below(&generator->state, 7)) {
	case 0:
		return (int32_t)below(&generator->state, 32) - 8;
	case 1:
		return 0x10 + (int32_t)below(&generator->state, 24);
	case 2:
		return (int32_t)below(&generator->state, PROGRAM_PAGE);
	case 3:
		return (int32_t)code_address(generator);
	case 4:
		return (int32_t)(below(&generator->state, 5) * PAGE_SIZE);
	case 5:
		return PROGRAM_MEMORY - 20 + (int32_t)below(&generator->state, 24);
	default:
		return (int32_t)(int16_t)next_random(&generator->state);
	}
}

/* An immediate of the letter; encode cuts off what it has no bits for. */
static int32_t any_immediate(struct generator *generator, enum letter letter)
{
	enum { OF_AN_ADDRESS = 16 }; /* bits */
	const struct letter_row *row = &letter_rows[letter];
	if (row->bits == 0)
		return 0;
	if (row->bits < OF_AN_ADDRESS)
		return (int32_t)below(&generator->state, 1u << row->bits);
	if (row->bits == OF_AN_ADDRESS || one_in(&generator->state, 3))
		return interesting(generator);
	return (int32_t)below(&generator->state, 32) - 16;
}

void emit_operation(struct generator *generator, enum operation operation)
{
	const struct format_row *row = &format_rows[operation_rows[operation].format];
	int32_t immediate = any_immediate(generator, row->immediate);
	/* Most programs that store into page 0 at random soon end by it. */
	bool stores = (operation_rows[operation].traits & TRAITS_STORE) != 0;
	if (stores && immediate >= 0 && immediate < PROGRAM_PAGE && !one_in(&generator->state, 12))
		immediate += 2 * (int32_t)PAGE_SIZE;
	emit(generator, operation, row->d == 0 ? 0 : any_register(generator),
	     row->a == 0 || one_in(&generator->state, 2) ? 0 : any_register(generator),
	     row->b == 0 ? 0 : any_register(generator), immediate);
}

enum operation any_operation(struct generator *generator, uint32_t with, uint32_t without)
{
	enum operation fitting[OPERATIONS];
	unsigned count = 0;
	for (enum operation operation = 0; operation < OPERATIONS; operation++)
		if ((operation_rows[operation].traits & with) != 0 &&
		    (operation_rows[operation].traits & without) == 0)
			fitting[count++] = operation;
	return fitting[below(&generator->state, count)];
}

/* What may well end the program. */
enum { TRAITS_RISKY = TRAIT_SETS_PSW | TRAIT_WAITS | TRAIT_HALTS };

/* Any instruction but the branches and jumps, which have fragments of their own, and seldom one
 * that may well end the program. */
void emit_any(struct generator *generator)
{
	enum profile profile = generator->program->equipment.profile;
	enum operation operation;
	uint32_t traits;
	if (flaw_of(profile) != OPERATIONS && one_in(&generator->state, 12)) {
		emit_operation(generator, flaw_of(profile));
		return;
	}
	do {
		operation = below(&generator->state, OPERATIONS);
		traits = operation_rows[operation].traits;
	} while ((traits & (TRAIT_BRANCHES | TRAIT_JUMPS)) != 0 ||
	         ((traits & TRAITS_RISKY) != 0 && !one_in(&generator->state, 12)));
	emit_operation(generator, operation);
}

static void emit_privileged(struct generator *generator)
{
	emit_operation(generator, any_operation(generator, TRAIT_PRIVILEGED, TRAITS_RISKY));
}

/* Jumps into the midst of the handler's sequences mostly end the program: there are few of them. */
static bool spares_handler(struct generator *generator)
{
	return generator->count >= PROGRAM_HANDLER && !one_in(&generator->state, 8);
}

/* Mostly forward to the beginning of a fragment, which emit_fragment then makes the target: a
 * program that only goes round in a circle shows nothing more, one that jumps into the midst of a
 * sequence mostly ends. */
static int32_t jump_distance(struct generator *generator)
{
	if (one_in(&generator->state, 8) || generator->forward_count == FORWARDS ||
	    generator->count >= PROGRAM_WORDS)
		return (int32_t)below(&generator->state, PROGRAM_WORDS) - (int32_t)generator->count;
	generator->forwards[generator->forward_count++] =
	        (struct forward){ generator->count, 1 + below(&generator->state, 3) };
	return 0;
}

/* The fragment that begins here is the target of those that have waited for it. */
static void land_forwards(struct generator *generator)
{
	unsigned kept = 0;
	for (unsigned i = 0; i < generator->forward_count; i++) {
		struct forward *forward = &generator->forwards[i];
		if (--forward->left == 0)
			generator->program->code[forward->word] |= generator->count - forward->word;
		else
			generator->forwards[kept++] = *forward;
	}
	generator->forward_count = kept;
}

static void emit_branch(struct generator *generator)
{
	if (spares_handler(generator)) {
		emit_any(generator);
		return;
	}
	emit(generator, any_operation(generator, TRAIT_BRANCHES, 0), 0, any_register(generator),
	     any_register(generator), jump_distance(generator));
}

static void emit_jump(struct generator *generator)
{
	if (spares_handler(generator)) {
		emit_any(generator);
		return;
	}
	if (one_in(&generator->state, 16))
		emit_operation(generator, OPERATION_jalr);
	else if (one_in(&generator->state, 8))
		emit(generator, OPERATION_jalr, any_register(generator), 0, 0,
		     (int32_t)code_address(generator) + (int32_t)below(&generator->state, 4));
	else
		emit(generator, OPERATION_jal, any_register(generator), 0, 0,
		     jump_distance(generator));
}

void emit_resume(struct generator *generator)
{
	emit(generator, OPERATION_lw, T0, 0, 0, TRAP_OLD_PSW + 4);
	emit(generator, OPERATION_addi, T0, T0, 0, one_in(&generator->state, 16) ? 0 : 4);
	emit(generator, OPERATION_sw, 0, 0, T0, TRAP_OLD_PSW + 4);
	emit(generator, OPERATION_lpsw, 0, 0, 0, TRAP_OLD_PSW);
}

/* Where the trap came from outside of the code before the handler, in a window at 0 or at the code,
 * goes on in the code, at another place each time: else most programs would soon go in a circle. */
void emit_rescue(struct generator *generator)
{
	int32_t step = 4 * (int32_t)(3 + 2 * below(&generator->state, 30));
	emit(generator, OPERATION_lw, T0, 0, 0, TRAP_OLD_PSW + 4);
	emit(generator, OPERATION_andi, T0, T0, 0, ~PROGRAM_CODE);
	emit(generator, OPERATION_sltiu, T0, T0, 0, 4 * PROGRAM_HANDLER);
	emit(generator, OPERATION_bne, 0, T0, 0, 7);
	emit(generator, OPERATION_lw, T0, 0, 0, RESCUE + 4);
	emit(generator, OPERATION_addi, T0, T0, 0, step);
	emit(generator, OPERATION_andi, T0, T0, 0, 4 * PROGRAM_WORDS - 4);
	emit(generator, OPERATION_ori, T0, T0, 0, PROGRAM_CODE);
	emit(generator, OPERATION_sw, 0, 0, T0, RESCUE + 4);
	emit(generator, OPERATION_lpsw, 0, 0, 0, RESCUE);
}

void emit_constant(struct generator *generator, uint32_t value)
{
	int32_t low = (int16_t)value;
	uint32_t high = (value - (uint32_t)low) >> 12;
	if (high == 0) {
		emit(generator, OPERATION_addi, T0, 0, 0, low);
		return;
	}
	emit(generator, OPERATION_lui, T0, 0, 0, (int32_t)((high ^ 0x80000) - 0x80000));
	emit(generator, OPERATION_addi, T0, T0, 0, low);
}

static void emit_trap(struct generator *generator)
{
	emit_operation(generator, any_operation(generator, TRAIT_TRAPS, 0));
}

/* A trap of any cause, or nearly. */
static void emit_any_trap(struct generator *generator)
{
	switch (below(&generator->state, 6)) {
	case 0:
		emit_operation(generator, any_operation(generator, TRAITS_LOAD, TRAIT_PRIVILEGED));
		generator->program->code[generator->count - 1] |= 0xFFFF; /* beyond any window */
		break;
	case 1:
		emit(generator, OPERATION_sw, 0, 0, any_register(generator), -1);
		break;
	case 2:
		emit_word(generator, (uint32_t)next_random(&generator->state));
		break;
	case 3:
		emit(generator, OPERATION_jalr, 0, 0, 0, -4);
		break;
	case 4:
		emit_privileged(generator);
		break;
	default:
		emit_trap(generator);
		break;
	}
}

void emit_set_new_psw(struct generator *generator, uint32_t field, uint32_t value)
{
	emit_constant(generator, value);
	emit(generator, OPERATION_sw, 0, 0, T0, TRAP_NEW_PSW + 4 * (int32_t)field);
}

/* A bit that makes a PSW a malformed one, in this field. */
static uint32_t bad_bit(struct generator *generator, uint32_t field)
{
	enum { FIRST_BAD_OF_STATUS = 4, BAD_OF_PC = 2 };
	_Static_assert(1 << FIRST_BAD_OF_STATUS == STATUS_ALL + 1, "those below are good");
	if (field == 0)
		return 1u << (FIRST_BAD_OF_STATUS +
		              below(&generator->state, 32 - FIRST_BAD_OF_STATUS));
	return 1u << below(&generator->state, field == 1 ? BAD_OF_PC : PAGE_BITS);
}

/* A new PSW that is malformed by one bit, or under which no handler begins, or that lets in an
 * interrupt at once. */
static void emit_spoil_new_psw(struct generator *generator)
{
	static const uint32_t whole[] = { 0, PROGRAM_CODE, 0, PROGRAM_MEMORY };
	uint32_t field = below(&generator->state, 4);
	if (!one_in(&generator->state, 4)) {
		emit_set_new_psw(generator, field, whole[field] | bad_bit(generator, field));
		return;
	}
	static const uint32_t useless[] = { STATUS_USER, PROGRAM_MEMORY, PAGE_SIZE, 0 };
	emit_set_new_psw(generator, field,
	                 field == 0 && one_in(&generator->state, 2)
	                         ? STATUS_INTERRUPTS | STATUS_TIMER_PENDING
	                         : useless[field]);
}

/* A halt with any status, or a wait. */
static void emit_stop(struct generator *generator)
{
	if (one_in(&generator->state, 6)) {
		emit_operation(generator, OPERATION_wait);
	} else if (one_in(&generator->state, 4)) {
		emit_operation(generator, OPERATION_halt);
	} else {
		emit_constant(generator, edge(generator, 1));
		emit(generator, OPERATION_halt, 0, T0, 0, 0);
	}
}

void emit_short_handler(struct generator *generator)
{
	uint32_t first = one_in(&generator->state, 2) ? TRAIT_WAITS : TRAIT_PRIVILEGED;
	emit_operation(generator, any_operation(generator, first, TRAIT_SETS_PSW | TRAIT_HALTS));
	emit_any_trap(generator);
}

/* A trap into a handler that completes one privileged instruction and traps at once: no double
 * trap, and it goes on so up to the limit. There is a timer to wait for. */
static void emit_trap_loop(struct generator *generator)
{
	emit_set_new_psw(generator, 0, 0);
	emit_set_new_psw(generator, 4, 1 + below(&generator->state, 12));
	enum { TO_THE_HANDLER = 3 }; /* words: the pc and the trap */
	emit_set_new_psw(generator, 1, PROGRAM_CODE + 4 * (generator->count + TO_THE_HANDLER));
	emit(generator, OPERATION_break, 0, 0, 0, 0);
	if (one_in(&generator->state, 4)) /* it may end there, too */
		emit(generator, OPERATION_halt, 0, any_register(generator), 0, 0);
	emit_short_handler(generator);
}

/* Once the fuse is burnt, a halt, or a trap under a new PSW that is spoilt, or whose handler is the
 * very instruction that traps. So programs end in every way, and not early. */
void emit_end(struct generator *generator)
{
	emit(generator, OPERATION_lw, T0, 0, 0, FUSE);
	emit(generator, OPERATION_addi, T0, T0, 0, -1);
	emit(generator, OPERATION_sw, 0, 0, T0, FUSE);
	unsigned branch = generator->count;
	emit(generator, OPERATION_bne, 0, T0, 0, 0);
	if (ends_soon(generator->turn) || one_in(&generator->state, 2)) {
		emit_end_in_turn(generator);
	} else if (one_in(&generator->state, 3)) {
		emit_stop(generator);
	} else if (one_in(&generator->state, 6)) {
		emit_trap_loop(generator);
	} else if (!one_in(&generator->state, 4)) {
		emit_spoil_new_psw(generator);
	} else {
		enum { TO_THE_TRAP = 2 }; /* words */
		emit_set_new_psw(generator, 0, below(&generator->state, 4));
		emit_set_new_psw(generator, 1, PROGRAM_CODE + 4 * (generator->count + TO_THE_TRAP));
	}
	emit_any_trap(generator);
	if (branch < PROGRAM_WORDS)
		generator->program->code[branch] |= generator->count - branch;
}

/* Copies an instruction over another, or changes the next one but one. */
static void emit_change_code(struct generator *generator)
{
	uint32_t to = one_in(&generator->state, 3) ? PROGRAM_CODE + 4 * (generator->count + 3)
	                                           : code_address(generator);
	if (one_in(&generator->state, 2))
		emit_constant(generator, (uint32_t)next_random(&generator->state));
	else
		emit(generator, OPERATION_lw, T0, 0, 0, (int32_t)code_address(generator));
	emit(generator, OPERATION_sw, 0, 0, T0, (int32_t)to);
}

/* A word that is no instruction, or an instruction with one bit changed. */
static void emit_malformed(struct generator *generator)
{
	unsigned count = generator->count;
	if (one_in(&generator->state, 2)) {
		emit_word(generator, (uint32_t)next_random(&generator->state));
		return;
	}
	emit_any(generator);
	if (generator->count > count)
		generator->program->code[count] ^= 1u << below(&generator->state, 28);
}

/* Counts a register down over a few instructions. */
static void emit_loop(struct generator *generator)
{
	uint32_t counter = 1 + below(&generator->state, REGISTERS - 1);
	unsigned body = 1 + below(&generator->state, 4);
	emit(generator, OPERATION_addi, counter, 0, 0, (int32_t)(2 + below(&generator->state, 30)));
	for (unsigned i = 0; i < body; i++)
		emit_operation(generator,
		               any_operation(generator, TRAIT_READS_A, ~(uint32_t)TRAITS_COMPUTE));
	emit(generator, OPERATION_addi, counter, counter, 0, -1);
	emit(generator, OPERATION_bne, 0, counter, 0, -(int32_t)body - 1);
}

/* One of those at which division has a rule of its own, or at any edge. */
static uint32_t edge_of_arithmetic(struct generator *generator)
{
	static const uint32_t numbers[] = { 0, UINT32_C(1) << 31, UINT32_MAX };
	return one_in(&generator->state, 4)
	               ? edge(generator, 1)
	               : numbers[below(&generator->state, sizeof numbers / sizeof *numbers)];
}

/* Computes with what is at an edge, on both sides. */
static void emit_edges(struct generator *generator)
{
	enum { T1 = 6 };
	emit_constant(generator, edge_of_arithmetic(generator));
	emit(generator, OPERATION_addi, T1, T0, 0, 0);
	emit_constant(generator, edge_of_arithmetic(generator));
	emit(generator, any_operation(generator, TRAIT_READS_B, ~(uint32_t)TRAITS_COMPUTE),
	     any_register(generator), T0, T1, 0);
}

/* An access of several bytes whose first are in the window that most programs have, or the small
 * one, and whose last are not; or all of them just are. */
static void emit_straddle(struct generator *generator)
{
	static const enum operation of_psw[] = { OPERATION_lpsw, OPERATION_spsw };
	uint32_t end = one_in(&generator->state, 3) ? 3 * PAGE_SIZE : PROGRAM_MEMORY;
	uint32_t traits = one_in(&generator->state, 2) ? TRAITS_STORE : TRAITS_LOAD;
	bool is_psw = one_in(&generator->state, 2);
	enum operation operation = is_psw ? of_psw[below(&generator->state, 2)]
	                                  : any_operation(generator, traits, TRAIT_PRIVILEGED);
	uint32_t bytes = is_psw ? sizeof(struct psw) : sizeof(uint32_t);
	emit_constant(generator, end - 1 - below(&generator->state, bytes));
	emit(generator, operation, is_psw ? 0 : any_register(generator), T0,
	     is_psw ? 0 : any_register(generator), 0);
}

static const struct fragment {
	unsigned weight;
	void (*emit)(struct generator *generator);
} fragments[] = {
	{ 60, emit_any },        { 10, emit_privileged }, { 12, emit_branch },
	{ 5, emit_jump },        { 1, emit_resume },      { 4, emit_load_slot },
	{ 6, emit_enter },       { 12, emit_set_field },  { 6, emit_store_psw },
	{ 14, emit_device },     { 5, emit_disk },        { 5, emit_receive },
	{ 1, emit_wait },        { 6, emit_trap },        { 4, emit_change_code },
	{ 4, emit_malformed },   { 6, emit_loop },        { 6, emit_end },
	{ 1, emit_coincidence }, { 3, emit_far },         { 4, emit_edges },
	{ 4, emit_straddle },
};

void emit_fragment(struct generator *generator)
{
	unsigned sum = 0, i = 0;
	land_forwards(generator);
	if (generator->is_paged && one_in(&generator->state, 4)) {
		emit_paged(generator);
		return;
	}
	for (unsigned k = 0; k < sizeof fragments / sizeof *fragments; k++)
		sum += fragments[k].weight;
	for (uint32_t left = below(&generator->state, sum); left >= fragments[i].weight; i++)
		left -= fragments[i].weight;
	fragments[i].emit(generator);
}
