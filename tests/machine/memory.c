/* Loads, stores, and what the window lets them reach. */
#include <criterion/criterion.h>

#include "isa/causes.h"
#include "isa/formats.h"
#include "tests/machine/board.h"

enum { A = 5, B = 6, D = 7, UNTOUCHED = 0x5A5A5A5A };

/* A board whose next instruction accesses a's address plus the immediate. */
static struct board *access(enum operation operation, uint32_t address, int32_t immediate)
{
	struct board *board = board_create();
	bool is_load = operation_rows[operation].format == FORMAT_LOAD;
	registers_of(board)[A] = address;
	registers_of(board)[B] = 0x89ABCDEF;
	registers_of(board)[D] = UNTOUCHED;
	place(board, BOARD_CODE,
	      (struct instruction){ operation, is_load ? D : 0, A, is_load ? 0 : B, immediate });
	return board;
}

/* 81 82 83 84 at 0x3000, least significant first. */
static void expect_load(enum operation operation, uint32_t address, uint32_t result)
{
	struct board *board = access(operation, address, 0);
	put(board, 0x3000, 0x84838281);
	put(board, 0x3004, 0x08070605);
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(registers_of(board)[D], result, "%s at %X", operation_rows[operation].mnemonic,
	             address);
	board_destroy(board);
}

Test(memory, words_are_little_endian)
{
	expect_load(OPERATION_lw, 0x3000, 0x84838281);
}

Test(memory, short_loads_extend_the_sign)
{
	expect_load(OPERATION_lb, 0x3000, 0xFFFFFF81);
	expect_load(OPERATION_lb, 0x3004, 0x05);
	expect_load(OPERATION_lh, 0x3000, 0xFFFF8281);
	expect_load(OPERATION_lh, 0x3004, 0x0605);
}

Test(memory, unsigned_loads_extend_with_zeros)
{
	expect_load(OPERATION_lbu, 0x3003, 0x84);
	expect_load(OPERATION_lhu, 0x3002, 0x8483);
}

Test(memory, data_may_lie_at_any_address)
{
	expect_load(OPERATION_lw, 0x3001, 0x05848382);
	expect_load(OPERATION_lw, 0x3002, 0x06058483);
	expect_load(OPERATION_lw, 0x3003, 0x07060584);
	expect_load(OPERATION_lh, 0x3003, 0x0584);
	expect_load(OPERATION_lhu, 0x3001, 0x8382);
}

static void expect_store(enum operation operation, uint32_t address, uint32_t low, uint32_t high)
{
	struct board *board = access(operation, address, 0);
	put(board, 0x3000, 0x11111111);
	put(board, 0x3004, 0x22222222);
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(get(board, 0x3000), low, "%s at %X", operation_rows[operation].mnemonic,
	             address);
	cr_expect_eq(get(board, 0x3004), high);
	board_destroy(board);
}

Test(memory, stores_change_their_bytes_only)
{
	expect_store(OPERATION_sb, 0x3001, 0x1111EF11, 0x22222222);
	expect_store(OPERATION_sh, 0x3002, 0xCDEF1111, 0x22222222);
	expect_store(OPERATION_sw, 0x3000, 0x89ABCDEF, 0x22222222);
}

Test(memory, stores_at_any_address)
{
	expect_store(OPERATION_sw, 0x3001, 0xABCDEF11, 0x22222289);
	expect_store(OPERATION_sh, 0x3003, 0xEF111111, 0x222222CD);
}

Test(memory, the_address_is_a_sum_that_wraps_around)
{
	struct board *board = access(OPERATION_lw, 0x10, -0x8000);
	cr_expect_eq(step(board), OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.value, 0xFFFF8010);
	board_destroy(board);

	board = access(OPERATION_lw, 0xFFFFFFF0, 0x3010);
	put(board, 0x3000, 77);
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(registers_of(board)[D], 77);
	board_destroy(board);
}

/* Steps over an access in a window of base and bound; whether it completed. If it trapped, nothing
 * may have changed. */
static bool reaches(enum operation operation, uint32_t address, uint32_t base, uint32_t bound)
{
	static uint8_t before[BOARD_MEMORY];
	struct board *board = access(operation, address, 0);
	struct instruction same;
	cr_assert(decode(PROFILE_pg32, get(board, BOARD_CODE), &same));
	psw_of(board)->pc = 0;
	psw_of(board)->base = base;
	psw_of(board)->bound = bound;
	place(board, base, same);
	memcpy(before, board->bytes, BOARD_MEMORY);
	enum outcome outcome = step(board);
	bool is_load = operation_rows[operation].format == FORMAT_LOAD;
	if (outcome == OUTCOME_TRAPPED) {
		cr_expect_eq(board->trap.cause, is_load ? CAUSE_LOAD : CAUSE_STORE);
		/* The first byte that is not in the window. */
		uint32_t above = base < BOARD_MEMORY ? BOARD_MEMORY - base : 0;
		uint32_t size = bound < above ? bound : above;
		cr_expect_eq(board->trap.value, address < size ? size : address);
		cr_expect_eq(memcmp(before, board->bytes, BOARD_MEMORY), 0);
		cr_expect_eq(registers_of(board)[D], UNTOUCHED);
		cr_expect_eq(psw_of(board)->pc, 0);
		cr_expect_eq(clock_of(board), 0);
	}
	board_destroy(board);
	return outcome == OUTCOME_COMPLETED;
}

Test(memory, all_bytes_must_be_below_the_bound)
{
	static const enum operation words[] = { OPERATION_lw, OPERATION_sw };
	static const enum operation halves[] = { OPERATION_lh, OPERATION_lhu, OPERATION_sh };
	static const enum operation bytes[] = { OPERATION_lb, OPERATION_lbu, OPERATION_sb };
	for (size_t i = 0; i < 2; i++) {
		cr_expect(reaches(words[i], 0x1FFC, 0x4000, 0x2000));
		cr_expect_not(reaches(words[i], 0x1FFD, 0x4000, 0x2000));
		cr_expect_not(reaches(words[i], 0x1FFF, 0x4000, 0x2000));
		cr_expect_not(reaches(words[i], 0x2000, 0x4000, 0x2000));
	}
	for (size_t i = 0; i < 3; i++) {
		cr_expect(reaches(halves[i], 0x1FFE, 0x4000, 0x2000));
		cr_expect_not(reaches(halves[i], 0x1FFF, 0x4000, 0x2000));
		cr_expect(reaches(bytes[i], 0x1FFF, 0x4000, 0x2000));
		cr_expect_not(reaches(bytes[i], 0x2000, 0x4000, 0x2000));
	}
}

Test(memory, all_bytes_must_be_in_memory)
{
	cr_expect(reaches(OPERATION_lw, 0x0FFC, 0xF000, 0x8000));
	cr_expect_not(reaches(OPERATION_lw, 0x0FFD, 0xF000, 0x8000));
	cr_expect_not(reaches(OPERATION_sw, 0x1000, 0xF000, 0xFFFFF000));
}

Test(memory, an_access_does_not_wrap_around)
{
	cr_expect_not(reaches(OPERATION_lw, 0xFFFFFFFF, 0x1000, 0xFFFFF000));
	cr_expect_not(reaches(OPERATION_sw, 0xFFFFFFFE, 0x1000, 0xFFFFF000));
	cr_expect_not(reaches(OPERATION_lb, 0xFFFFF000, 0x1000, 0xFFFFF000));
}

/* base + v is not taken modulo 2^32: 0x1000 + 0xFFFFE000 is no address. */
Test(memory, the_relocation_does_not_wrap_around)
{
	cr_expect_not(reaches(OPERATION_lb, 0xFFFFE000, 0x2000, 0xFFFFF000));
}

Test(memory, relocation_adds_the_base)
{
	struct board *board = access(OPERATION_lw, 0x10, 0);
	psw_of(board)->base = 0x3000;
	psw_of(board)->bound = 0x1000;
	psw_of(board)->pc = 0;
	PLACE(board, 0x3000, lw, .d = D, .a = A);
	PLACE(board, 0x3004, sw, .a = A, .b = B, .immediate = 4);
	put(board, 0x3010, 0x12345678);
	cr_expect_eq(run_for(board, 2), OUTCOME_COMPLETED);
	cr_expect_eq(registers_of(board)[D], 0x12345678);
	cr_expect_eq(get(board, 0x3014), 0x89ABCDEF);
	board_destroy(board);
}

static enum cause fetch(struct psw psw)
{
	struct board *board = board_create();
	PLACE(board, 0xF000, addi, .d = 0);
	*psw_of(board) = psw;
	enum outcome outcome = step(board);
	enum cause cause = outcome == OUTCOME_TRAPPED ? board->trap.cause : CAUSE_NONE;
	if (outcome == OUTCOME_TRAPPED) {
		cr_expect_eq(board->trap.value, psw.pc);
		cr_expect_eq(board->trap.word, 0);
	}
	board_destroy(board);
	return cause;
}

Test(memory, a_fetch_outside_the_window_traps)
{
	cr_expect_eq(fetch((struct psw){ 0, 0, 0xF000, 0x1000, 0 }), CAUSE_NONE);
	cr_expect_eq(fetch((struct psw){ 0, 0x1000, 0xE000, 0x2000, 0 }), CAUSE_NONE);
	cr_expect_eq(fetch((struct psw){ 0, 0x1000, 0xE000, 0x1000, 0 }), CAUSE_FETCH);
	cr_expect_eq(fetch((struct psw){ 0, 0, 0xF000, 0, 0 }), CAUSE_FETCH);
	cr_expect_eq(fetch((struct psw){ 0, 0, 0x10000, 0x1000, 0 }), CAUSE_FETCH);
	cr_expect_eq(fetch((struct psw){ 0, 0xFFFFFFFC, 0x1000, 0xFFFFF000, 0 }), CAUSE_FETCH);
}

/* The guest's (l, b) under a machine at L of size B, against the window of windows. */
Test(memory, windows_compose)
{
	enum { L = 0x4000, SIZE = 0x6000 };
	static const uint32_t guests[][2] = { { 0, 0x6000 },      { 0x1000, 0x2000 },
		                              { 0x2000, 0x6000 }, { 0x5000, 0xFFFFF000 },
		                              { 0x6000, 0x1000 }, { 0xFFFFF000, 0x1000 },
		                              { 0x3000, 0 } };
	static uint8_t bytes[BOARD_MEMORY];
	struct memory whole = { bytes, BOARD_MEMORY };
	struct memory part = { bytes + L, SIZE };
	for (size_t i = 0; i < sizeof guests / sizeof guests[0]; i++) {
		uint32_t l = guests[i][0], b = guests[i][1];
		uint32_t rest = l < SIZE ? SIZE - l : 0;
		struct psw guest = { .base = l, .bound = b };
		struct psw real = { .base = l < SIZE ? L + l : 0, .bound = b < rest ? b : rest };
		struct window inner = window_of(&guest, &part);
		struct window outer = window_of(&real, &whole);
		cr_expect_eq(inner.size, outer.size, "(%X, %X)", l, b);
		cr_expect(inner.size == 0 || inner.bytes == outer.bytes, "(%X, %X)", l, b);
	}
}

Test(memory, a_store_into_code_takes_effect_at_the_next_instruction)
{
	struct board *board = board_create();
	struct instruction seven = { OPERATION_addi, .d = D, .immediate = 7 };
	registers_of(board)[B] = encode(&seven);
	PLACE(board, BOARD_CODE, sw, .b = B, .immediate = BOARD_CODE + 4);
	PLACE(board, BOARD_CODE + 4, addi, .d = D, .immediate = 1);
	cr_expect_eq(run_for(board, 2), OUTCOME_COMPLETED);
	cr_expect_eq(registers_of(board)[D], 7);
	board_destroy(board);
}
