/* Paged spaces: tables, code and data at random; and the cases that are hard for an engine whose
 * pages are mapped by the host. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "machine/engines/fast/fast.h"
#include "tests/engines/twins.h"

enum {
	ROOT = 0x20000,
	TABLE = ROOT + 2 * PAGE_SIZE,
	FRAMES = 0x10000, /* so many, which the pages of a space have at random */
	FRAME_COUNT = 8,
	PAGES = 16,
	FAR = 17 * TABLE_ENTRIES * PAGE_SIZE,
	ALL = ENTRY_BITS
};

/* The entry of a page of the first table, of one of two spaces. */
static void put_entry(struct twins *twins, unsigned space, uint32_t page, uint32_t frame,
                      uint32_t bits)
{
	put_word(twins, TABLE + space * PAGE_SIZE + page * 4, frame + bits);
}

static void put_spaces(struct twins *twins)
{
	for (unsigned space = 0; space < 2; space++)
		for (unsigned i = 0; i < 20; i++)
			put_word(twins, ROOT + space * PAGE_SIZE + i * 4,
			         TABLE + (space + i / 10) % 2 * PAGE_SIZE + ENTRY_VALID);
}

/* A program of relocation loads this PSW. */
static void go_to(struct twins *twins, unsigned space, uint32_t status, uint32_t pc, uint32_t bound)
{
	struct psw psw = { .status = STATUS_PAGED | status,
		           .pc = pc,
		           .base = ROOT + space * PAGE_SIZE,
		           .bound = bound };
	accept_psw(&twins->reference.machine, &psw);
	accept_psw(&twins->fast.machine, &psw);
	set_psw(twins, psw);
}

static uint32_t draw(uint64_t *state, uint32_t below)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*state >> 33) % below;
}

/* An instruction that stays near, with addresses that are in the space, or nearly. */
static struct instruction any_instruction(uint64_t *state)
{
	static const enum operation operations[] = {
		OPERATION_add,  OPERATION_addi, OPERATION_addi,   OPERATION_xori, OPERATION_sub,
		OPERATION_lw,   OPERATION_lw,   OPERATION_lb,     OPERATION_lhu,  OPERATION_sw,
		OPERATION_sw,   OPERATION_sw,   OPERATION_sb,     OPERATION_sh,   OPERATION_beq,
		OPERATION_bne,  OPERATION_bltu, OPERATION_jal,    OPERATION_jalr, OPERATION_slli,
		OPERATION_tlbi, OPERATION_spsw, OPERATION_syscall
	};
	static const int32_t ends[] = { 0, 4, -4, 0xFFC, 0xFFE, 0xFFF, 0x1000, -2, 0x20, 0x7F0 };
	enum operation operation =
	        operations[draw(state, sizeof operations / sizeof operations[0])];
	struct instruction instruction = { .operation = operation };
	if (operation == OPERATION_tlbi && draw(state, 4) != 0)
		instruction.operation = operation = OPERATION_lw;
	uint32_t traits = operation_rows[operation].traits;
	instruction.immediate = ends[draw(state, sizeof ends / sizeof ends[0])];
	instruction.a = (uint8_t)(draw(state, 8) + 3);
	instruction.b = (uint8_t)draw(state, 12);
	instruction.d = (uint8_t)(11 + draw(state, 5));
	if (operation == OPERATION_slli)
		instruction.immediate = (int32_t)draw(state, 32);
	else if (operation == OPERATION_jal || (traits & TRAIT_BRANCHES) != 0)
		instruction.immediate = (int32_t)draw(state, 24) - 16;
	if (operation == OPERATION_jalr)
		instruction.immediate *= 4;
	return instruction;
}

/* Without the operands that its format has not. */
static struct instruction without_unused(struct instruction given)
{
	struct instruction instruction = given;
	for (unsigned without = 0; without < 16 && !is_encodable(&instruction); without++) {
		instruction = given;
		instruction.d = (without & 1) != 0 ? 0 : given.d;
		instruction.b = (without & 2) != 0 ? 0 : given.b;
		instruction.a = (without & 4) != 0 ? 0 : given.a;
		instruction.immediate = (without & 8) != 0 ? 0 : given.immediate;
	}
	return instruction;
}

static void put_code(struct twins *twins, uint64_t *state, uint32_t frame)
{
	for (uint32_t at = 0; at < PAGE_SIZE; at += 4)
		put_instruction(twins, frame + at, without_unused(any_instruction(state)));
}

static void put_any_entry(struct twins *twins, uint64_t *state)
{
	uint32_t frame = FRAMES + draw(state, FRAME_COUNT) * PAGE_SIZE;
	if (draw(state, 12) == 0)
		frame = TABLE + draw(state, 2) * PAGE_SIZE;
	uint32_t bits = draw(state, 3) != 0 ? (uint32_t)ALL : draw(state, 16);
	put_entry(twins, draw(state, 2), draw(state, PAGES), frame, bits);
}

/* The kernel changes what it likes, while nothing is told of it but by the buffer. */
static void change(struct twins *twins, uint64_t *state)
{
	static const uint32_t statuses[] = { 0, STATUS_USER };
	for (unsigned i = draw(state, 3); i-- > 0;)
		put_any_entry(twins, state);
	for (unsigned i = 3; i < 11; i++)
		set_register(twins, i, draw(state, PAGES + 1) * PAGE_SIZE + draw(state, 3) * 0x40);
	if (draw(state, 8) == 0)
		set_register(twins, 3, FAR + draw(state, PAGE_SIZE));
	uint32_t bound = draw(state, 4) == 0 ? draw(state, PAGES) * PAGE_SIZE : 20u << 22;
	go_to(twins, draw(state, 2), statuses[draw(state, 2)],
	      draw(state, PAGES) * PAGE_SIZE + draw(state, 64) * 4, bound);
}

/* The same by the reference engine, as a debugger has it: the other one sees it by the buffer. What
 * was executed before is not compared: one of the histories then has lines of both. */
static void run_by_reference(struct twins *twins, uint64_t count)
{
	struct engine *own = twins->fast.engine;
	twins->fast.engine = reference_engine();
	run_both(twins, count);
	twins->fast.engine = own;
	for (unsigned user = 0; user < 2; user++) {
		own->recall(own, &twins->fast.histories[user]);
		twins->reference.histories[user] = twins->fast.histories[user] =
		        (struct history){ 0 };
	}
}

static void run_seed(uint64_t seed)
{
	uint64_t state = seed * 2 + 1;
	struct twins *twins = twins_create();
	put_spaces(twins);
	if (seed % 2 != 0) /* what does not pay is interpreted for a while */
		((struct fast *)twins->fast.engine)->hot = 2;
	if (seed % 8 == 7) /* nor what the host has no room for */
		((struct fast *)twins->fast.engine)->space.is_lost = true;
	for (unsigned i = 0; i < FRAME_COUNT; i++)
		put_code(twins, &state, FRAMES + i * PAGE_SIZE);
	for (unsigned i = 0; i < 4 * PAGES; i++)
		put_any_entry(twins, &state);
	for (unsigned round = 0; round < 24; round++) {
		change(twins, &state);
		run_in_steps(twins, 150, 5 + draw(&state, 50), "at random");
		if (draw(&state, 6) == 0)
			run_by_reference(twins, 50);
		if (twins->fast.outcome != OUTCOME_COMPLETED)
			break;
	}
	twins_destroy(twins);
}

Test(engines, spaces_at_random)
{
	for (uint64_t seed = 0; seed < 150; seed++)
		run_seed(seed);
}

/* Of the pages of these tests each has the frame of its number. */
static struct twins *create_space(void)
{
	struct twins *twins = twins_create();
	put_spaces(twins);
	for (uint32_t page = 0; page < PAGES; page++)
		put_entry(twins, 0, page, FRAMES + page * PAGE_SIZE, ALL);
	return twins;
}

Test(engines, code_is_written_through_another_page_of_its_space)
{
	enum { AT = 0x2000, ALIAS = 0x5000 };
	struct twins *twins = create_space();
	put_entry(twins, 0, ALIAS / PAGE_SIZE, FRAMES + AT, ALL);
	for (uint32_t round = 0; round < 12; round++) {
		/* The store changes the instruction behind it, each time round. */
		PUT(twins, FRAMES + AT, addi, .d = 10, .a = 10, .immediate = 1);
		PUT(twins, FRAMES + AT + 4, addi, .d = 6, .a = 6, .immediate = 1);
		PUT(twins, FRAMES + AT + 8, sw, .a = 5, .b = 6, .immediate = 16);
		PUT(twins, FRAMES + AT + 12, addi, .d = 12, .a = 12, .immediate = 1);
		PUT(twins, FRAMES + AT + 16, addi, .d = 11, .a = 11, .immediate = 0);
		PUT(twins, FRAMES + AT + 20, jal, .immediate = -5);
		set_register(twins, 5, round % 2 == 0 ? ALIAS : AT);
		set_register(twins, 6, 0x30BB0000); /* addi a1, a1, 0 */
		go_to(twins, 0, round % 3 == 0 ? 0 : STATUS_USER, AT, PAGES * PAGE_SIZE);
		run_in_steps(twins, 300, 1 + round * 7, "through another page");
	}
	cr_expect_neq(twins->fast.machine.cpu.registers[11], 0);
	twins_destroy(twins);
}

Test(engines, a_paged_store_into_the_code_of_a_window_is_seen)
{
	enum { AT = FRAMES + 0x1000 };
	struct twins *twins = create_space();
	PUT(twins, AT, addi, .d = 10, .a = 10, .immediate = 1);
	PUT(twins, AT + 4, jal, .immediate = -1);
	PUT(twins, FRAMES, sw, .a = 5, .b = 6);
	PUT(twins, FRAMES + 4, addi, .d = 12, .a = 12, .immediate = 1);
	PUT(twins, FRAMES + 8, jal,
	    .immediate = -1); /* no store is near a limit, where it is interpreted */
	for (uint32_t round = 0; round < 12; round++) {
		set_register(twins, 5, AT - FRAMES + (round % 3 == 2 ? 0x800 : 0));
		set_register(twins, 6, 0x30AA0001 + round); /* addi a0, a0, 1 + round */
		go_to(twins, 0, STATUS_USER, 0, PAGES * PAGE_SIZE);
		run_in_steps(twins, 300, 150, "a store of the space");
		set_psw(twins, (struct psw){ .pc = AT, .bound = MEMORY });
		run_in_steps(twins, 30, 7, "the window's code");
	}
	twins_destroy(twins);
}

/* A displacement of the host has a sign, an address has none. */
Test(engines, a_mixed_page_lies_in_the_upper_half_of_a_space)
{
	static const uint32_t first = 0x201, begin = first * TABLE_ENTRIES * PAGE_SIZE;
	struct twins *twins = create_space();
	put_word(twins, ROOT + first * 4, TABLE + ENTRY_VALID);
	PUT(twins, FRAMES + 0x100, addi, .d = 10, .a = 10, .immediate = 1);
	PUT(twins, FRAMES + 0x104, sw, .a = 5, .b = 6);
	PUT(twins, FRAMES + 0x108, addi, .d = 12, .a = 12, .immediate = 1);
	PUT(twins, FRAMES + 0x10C, jal, .immediate = -3);
	for (uint32_t round = 0; round < 12; round++) {
		set_register(twins, 5, begin + (round % 3 == 2 ? 0x108 : 0x800));
		set_register(twins, 6, 0x30CC0001 + round); /* addi a2, a2, 1 + round */
		go_to(twins, 0, round % 2 == 0 ? 0 : STATUS_USER, begin + 0x100, 0xF1000000);
		run_in_steps(twins, 300, 150, "code of the upper half");
	}
	cr_expect_gt(twins->fast.machine.cpu.registers[12], 100);
	twins_destroy(twins);
}

Test(engines, pages_of_one_kind_of_access_refuse_the_others)
{
	struct twins *twins = create_space();
	for (uint32_t at = 0; at < 0x40; at += 8) {
		PUT(twins, FRAMES + at, lw, .d = 10, .a = 5, .immediate = (int32_t)at - 8);
		PUT(twins, FRAMES + at + 4, sw, .a = 5, .b = 11, .immediate = (int32_t)at - 8);
	}
	PUT(twins, FRAMES + 0x40, addi, .d = 11, .a = 11, .immediate = 1);
	PUT(twins, FRAMES + 0x44, jal, .immediate = -17);
	for (uint32_t bits = 0; bits < 16; bits++) {
		put_entry(twins, 0, 6, FRAMES + 6 * PAGE_SIZE, bits);
		put_entry(twins, 0, 7, FRAMES + 7 * PAGE_SIZE, 15 - bits);
		PUT(twins, TABLE + 0x900, tlbi, .d = 0);
		set_psw(twins, (struct psw){ .pc = TABLE + 0x900, .bound = MEMORY });
		run_both(twins, 1);
		for (unsigned round = 0; round < 4; round++) {
			static const uint32_t places[] = { 0, 0x800, 0xFD0, 0xFF2 };
			set_register(twins, 5, 6 * PAGE_SIZE + places[round]);
			go_to(twins, 0, STATUS_USER, 0, (round == 0 ? 7 : PAGES) * PAGE_SIZE);
			run_in_steps(twins, 400, 61, "one kind of access");
		}
	}
	twins_destroy(twins);
}

/* What is held of a page while another engine ran, and what that one filled. */
Test(engines, fills_of_another_engine_are_seen)
{
	struct twins *twins = create_space();
	PUT(twins, FRAMES, lw, .d = 10, .a = 5, .immediate = 4);
	PUT(twins, FRAMES + 4, sw, .a = 5, .b = 11, .immediate = 4);
	PUT(twins, FRAMES + 8, sw, .a = 6, .b = 11, .immediate = 4);
	PUT(twins, FRAMES + 12, addi, .d = 11, .a = 11, .immediate = 1);
	PUT(twins, FRAMES + 16, lw, .d = 12, .a = 6, .immediate = 4);
	PUT(twins, FRAMES + 20, add, .d = 13, .a = 13,
	    .b = 12); /* one that was wrong once is seen */
	PUT(twins, FRAMES + 24, jal, .immediate = -6);
	for (uint32_t round = 0; round < 6; round++) {
		set_register(twins, 5, 6 * PAGE_SIZE);
		set_register(twins, 6, 7 * PAGE_SIZE);
		put_entry(twins, 0, 6, FRAMES + (8 + round) * PAGE_SIZE, ENTRY_VALID | ENTRY_READ);
		put_entry(twins, 0, 7, FRAMES + (9 + round) * PAGE_SIZE, ENTRY_VALID | ENTRY_READ);
		PUT(twins, TABLE + 0x900, tlbi, .d = 0);
		set_psw(twins, (struct psw){ .pc = TABLE + 0x900, .bound = MEMORY });
		run_both(twins, 1);
		go_to(twins, 0, STATUS_USER, 0, PAGES * PAGE_SIZE);
		run_in_steps(twins, 200, 61, "pages that are read");
		/* A store to either has another frame read. */
		put_entry(twins, 0, 6, FRAMES + (2 + round) * PAGE_SIZE, ALL);
		put_entry(twins, 0, 7, FRAMES + (1 + round) * PAGE_SIZE, ALL);
		run_by_reference(twins, 40 + round);
		run_in_steps(twins, 200, 61, "pages that are written");
	}
	twins_destroy(twins);
}

/* Its PSWs are of two spaces, of several bounds, and one lies across two pages: of each the next
 * one differs in nothing, its place, the bound or the root alone. */
Test(engines, a_paged_supervisor_loads_psws)
{
	enum { STEPS = 6, PSWS = 2 * PAGE_SIZE, ACROSS = 3 * PAGE_SIZE - 8 };
	static const uint32_t bounds[STEPS] = { 16, 16, 6, 16, 16, 7 };
	static const uint32_t spaces[STEPS] = { 0, 0, 0, 0, 1, 1 };
	struct twins *twins = create_space();
	for (uint32_t page = 0; page < PAGES; page++)
		put_entry(twins, 1, page, FRAMES + (page == 6 ? 7 : page) * PAGE_SIZE, ALL);
	put_entry(twins, 0, 3, FRAMES + 9 * PAGE_SIZE, ALL);
	put_word(twins, FRAMES + 7 * PAGE_SIZE + 4, 1);
	put_word(twins, FRAMES + 3 * PAGE_SIZE, ROOT); /* not in the space */
	put_word(twins, FRAMES + 3 * PAGE_SIZE + 4, PAGES * PAGE_SIZE);
	put_word(twins, FRAMES + 3 * PAGE_SIZE + 8, 12345);
	for (uint32_t i = 0; i < STEPS; i++) {
		uint32_t pc = 0x100 + 0x20 * i, next = (i + 1) % STEPS;
		uint32_t to = next == 1 ? ACROSS : PSWS + 20 * next;
		struct psw psw = { .status = STATUS_PAGED,
			           .pc = 0x100 + 0x20 * next,
			           .base = ROOT + spaces[next] * PAGE_SIZE,
			           .bound = bounds[next] * PAGE_SIZE };
		PUT(twins, FRAMES + pc, addi, .d = 10, .a = 10, .immediate = 1);
		PUT(twins, FRAMES + pc + 4, lw, .d = 12, .a = 5, .immediate = 4);
		PUT(twins, FRAMES + pc + 8, add, .d = 11, .a = 11, .b = 12);
		PUT(twins, FRAMES + pc + 12, syscall, .immediate = 1);
		PUT(twins, FRAMES + pc + 16, lpsw, .immediate = (int32_t)to);
		for (uint32_t at = 0; at < sizeof psw; at += 4) {
			uint32_t frame = to + at < 3 * PAGE_SIZE ? FRAMES : FRAMES + 6 * PAGE_SIZE;
			put_word(twins, frame + to + at, ((const uint32_t *)&psw)[at / 4]);
		}
	}
	set_register(twins, 5, 6 * PAGE_SIZE);
	go_to(twins, 0, 0, 0x100, PAGES * PAGE_SIZE);
	run_in_steps(twins, 3000, 1000, "PSWs of spaces");
	run_in_steps(twins, 1400, 7, "PSWs of spaces in steps");
	twins_destroy(twins);
}

/* Its entry is another one, when the handler has emptied the buffer, or a store had it read anew.
 */
Test(engines, a_call_of_a_space_returns_to_what_is_held)
{
	struct twins *twins = create_space();
	PUT(twins, FRAMES, addi, .d = 11, .a = 11, .immediate = 1);
	PUT(twins, FRAMES + 4, lw, .d = 10, .a = 5, .immediate = 4);
	PUT(twins, FRAMES + 8, sw, .a = 5, .b = 11, .immediate = 8);
	PUT(twins, FRAMES + 12, syscall, .immediate = 1);
	PUT(twins, FRAMES + 16, add, .d = 12, .a = 12, .b = 10);
	PUT(twins, FRAMES + 20, jal, .immediate = -5);
	set_register(twins, 5, 6 * PAGE_SIZE);
	for (uint32_t round = 0; round < 30; round++) {
		uint32_t frame = FRAMES + (6 + round % 4) * PAGE_SIZE;
		put_word(twins, frame + 4, round);
		put_entry(twins, 0, 6, frame, ENTRY_VALID | ENTRY_READ);
		if (round % 2 == 0)
			PUT(twins, HANDLER, tlbi, .d = 0);
		else
			PUT(twins, HANDLER, sw, .b = 15, .immediate = 0x100);
		go_to(twins, 0, STATUS_USER, 0, PAGES * PAGE_SIZE);
		run_in_steps(twins, 700, round < 4 ? 350 : 70, "calls of a space");
		put_entry(twins, 0, 6, frame + PAGE_SIZE, ALL);
		run_by_reference(twins, 40 + round);
		run_in_steps(twins, 300, 150, "calls of a space that was filled");
	}
	twins_destroy(twins);
}

/* As a debugger does it that goes back, and on another way. */
static void put_back(struct twin *twin, const struct twin *before)
{
	twin->machine.buffer = before->machine.buffer;
	memcpy(twin->pages, before->pages, sizeof twin->pages);
	twin->engine->forget(twin->engine);
}

Test(engines, a_buffer_that_is_put_back_is_forgotten)
{
	struct twins *twins = create_space(), *before = calloc(1, sizeof *before);
	PUT(twins, FRAMES, addi, .d = 11, .a = 11, .immediate = 1);
	PUT(twins, FRAMES + 4, lw, .d = 10, .a = 5, .immediate = 4);
	PUT(twins, FRAMES + 8, jal, .immediate = -2);
	set_register(twins, 5, 6 * PAGE_SIZE);
	go_to(twins, 0, STATUS_USER, 0, PAGES * PAGE_SIZE);
	run_in_steps(twins, 1, 1, "to before the load");
	*before = *twins;
	for (uint32_t round = 1; round < 4; round++) {
		put_word(twins, FRAMES + (6 + round) * PAGE_SIZE + 4, round);
		put_entry(twins, 0, 6, FRAMES + (6 + round) * PAGE_SIZE, ALL);
		run_by_reference(twins, 40);
		run_in_steps(twins, 400, 200, "another page");
		cr_expect_eq(twins->fast.machine.cpu.registers[10], round);
		put_back(&twins->reference, &before->reference);
		put_back(&twins->fast, &before->fast);
	}
	free(before);
	twins_destroy(twins);
}

/* What was mapped cannot be taken away where the host gives nothing more: it is not used, then. */
Test(engines, a_space_without_room_is_interpreted)
{
	struct rlimit room, before;
	getrlimit(RLIMIT_AS, &before);
	room = before;
	room.rlim_cur = 1;
	for (unsigned is_mapped = 0; is_mapped < 2; is_mapped++) {
		struct twins *twins = create_space();
		PUT(twins, FRAMES, lw, .d = 10, .a = 5, .immediate = 4);
		PUT(twins, FRAMES + 4, add, .d = 11, .a = 11, .b = 10);
		PUT(twins, FRAMES + 8, jal, .immediate = -2);
		set_register(twins, 5, 6 * PAGE_SIZE);
		go_to(twins, 0, STATUS_USER, 0, PAGES * PAGE_SIZE);
		if (is_mapped)
			run_both(twins, 200);
		setrlimit(RLIMIT_AS, &room);
		put_entry(twins, 1, 6, FRAMES + 7 * PAGE_SIZE, ALL);
		put_entry(twins, 1, 0, FRAMES, ALL);
		put_word(twins, FRAMES + 7 * PAGE_SIZE + 4, 7);
		go_to(twins, 1, STATUS_USER, 0, PAGES * PAGE_SIZE);
		run_both(twins, 200);
		setrlimit(RLIMIT_AS, &before);
		expect_same(twins, "without room");
		cr_expect(((struct fast *)twins->fast.engine)->space.is_lost);
		twins_destroy(twins);
	}
}
