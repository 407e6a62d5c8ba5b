/* The pagings of profiles, worked out by hand from section 12 of the manual. */
#include <criterion/criterion.h>

#include "isa/causes.h"
#include "tests/machine/board.h"

/* The board's 64 KiB: the root and a table, then two pages. */
enum { A = 5, D = 7, PAGED = 8, USER = 1, TABLE = 0x5000, ROOT = 0x4000 };
enum { V = 1, R = 2, W = 4, X = 8, ALL = V | R | W | X, BIT_4 = 0x10, BIT_5 = 0x20 };
enum { LOAD = 0x62750000, STORE = 0x72750000 }; /* lw t2, 0(t0); sw t2, 0(t0) */

/* Paged, pc at virtual 0, where page 0 has code that t0 = 0x1000 is for, and page 1 is 0x9000. */
static struct board *board_of(enum profile profile, uint32_t mode, uint32_t word, uint32_t data)
{
	struct board *board = board_create();
	buffer_reset(&board->machine.buffer, board->buffer, 0, 0, profile);
	put(board, ROOT, TABLE | V);
	put(board, TABLE, 0x8000 | ALL | BIT_4);
	put(board, TABLE + 4, 0x9000 | data);
	put(board, 0x8000, word);
	registers_of(board)[A] = 0x1000;
	*psw_of(board) = (struct psw){ .status = PAGED | mode, .base = ROOT, .bound = 0x400000 };
	board->machine.buffer.root = ROOT;
	return board;
}

/* One instruction, or its trap: fills take no time. */
static enum outcome step_on(struct board *board)
{
	uint64_t clock = clock_of(board);
	enum outcome outcome;
	do
		outcome = step(board);
	while (outcome == OUTCOME_COMPLETED && clock_of(board) == clock);
	return outcome;
}

Test(flawed_paging, a_page_without_the_bit_is_the_supervisors)
{
	for (uint32_t i = 0; i < 8; i++) {
		uint32_t mode = i & 1, word = (i & 2) != 0 ? LOAD : STORE;
		uint32_t bit = (i & 4) != 0 ? BIT_4 : 0;
		struct board *board = board_of(PROFILE_userbit, mode, word, ALL | bit);
		bool is_refused = mode == USER && bit == 0;
		cr_expect_eq(step_on(board), is_refused ? OUTCOME_TRAPPED : OUTCOME_COMPLETED);
		if (is_refused) {
			cr_expect_eq(board->trap.cause, word == LOAD ? CAUSE_LOAD : CAUSE_STORE);
			cr_expect_eq(board->trap.value, 0x1000);
		}
		board_destroy(board);
	}
}

/* What is held for a supervisor is no user's. */
Test(flawed_paging, what_is_held_has_the_bit_too)
{
	struct board *board = board_of(PROFILE_userbit, 0, LOAD, ALL);
	cr_expect_eq(step_on(board), OUTCOME_COMPLETED);
	uint32_t fills = board->machine.buffer.fills;
	*psw_of(board) = (struct psw){ PAGED | USER, 0, ROOT, 0x400000, 0 };
	cr_expect_eq(step_on(board), OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.cause, CAUSE_LOAD);
	cr_expect_eq(board->machine.buffer.fills, fills);
	board_destroy(board);
}

Test(flawed_paging, code_is_refused_as_well)
{
	struct board *board = board_of(PROFILE_userbit, USER, LOAD, ALL);
	put(board, TABLE, 0x8000 | ALL);
	cr_expect_eq(step_on(board), OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.cause, CAUSE_FETCH);
	board_destroy(board);
}

Test(flawed_paging, an_access_marks_the_entry_in_its_table)
{
	static const struct {
		uint32_t word, before, after;
	} cases[] = {
		{ LOAD, ALL, ALL | BIT_4 },
		{ STORE, ALL, ALL | BIT_4 | BIT_5 },
		{ LOAD, ALL | BIT_5, ALL | BIT_4 | BIT_5 },
		{ LOAD, V | W, V | W }, /* refused */
		{ STORE, V | R, V | R },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct board *board = board_of(PROFILE_marks, USER, cases[i].word, cases[i].before);
		put(board, TABLE, 0x8000 | ALL);
		step_on(board);
		cr_expect_eq(get(board, TABLE + 4), 0x9000 | cases[i].after);
		cr_expect_eq(get(board, TABLE), 0x8000 | ALL, "a fetch leaves none");
		board_destroy(board);
	}
}

/* What is held is not asked where the marks go: the tables are. */
Test(flawed_paging, marks_go_where_the_tables_say_by_now)
{
	struct board *board = board_of(PROFILE_marks, USER, LOAD, ALL);
	put(board, 0x8004, STORE);
	step_on(board);
	put(board, ROOT, 0x6000 | V);
	step_on(board);
	cr_expect_eq(get(board, TABLE + 4), 0x9000 | ALL | BIT_4);
	cr_expect_eq(get(board, 0x6004), BIT_4 | BIT_5);
	board_destroy(board);
}

Test(flawed_paging, an_access_in_two_pages_marks_both)
{
	struct board *board = board_of(PROFILE_marks, USER, LOAD, ALL);
	put(board, TABLE + 8, 0xA000 | ALL);
	registers_of(board)[A] = 0x1FFE;
	cr_expect_eq(step_on(board), OUTCOME_COMPLETED);
	cr_expect_eq(get(board, TABLE + 4), 0x9000 | ALL | BIT_4);
	cr_expect_eq(get(board, TABLE + 8), 0xA000 | ALL | BIT_4);
	board_destroy(board);
}

/* The table as a page of its own: a load sees the mark that it leaves, a store covers it. */
Test(flawed_paging, marks_come_before_the_access)
{
	struct board *board = board_of(PROFILE_marks, USER, LOAD, ALL);
	put(board, TABLE + 4, TABLE | ALL);
	registers_of(board)[A] = 0x1004;
	put(board, 0x8004, STORE);
	step_on(board);
	cr_expect_eq(registers_of(board)[D], TABLE | ALL | BIT_4);
	registers_of(board)[D] = 0x9000 | ALL;
	step_on(board);
	cr_expect_eq(get(board, TABLE + 4), 0x9000 | ALL);
	board_destroy(board);
}

Test(flawed_paging, where_tables_are_walked_a_store_is_in_force_at_once)
{
	struct board *board = board_of(PROFILE_walks, USER, LOAD, ALL);
	put(board, 0x8004, LOAD);
	put(board, 0x8008, LOAD);
	put(board, 0x9000, 1);
	put(board, 0xA000, 2);
	step_on(board);
	cr_expect_eq(registers_of(board)[D], 1);
	put(board, TABLE + 4, 0xA000 | ALL);
	step_on(board);
	cr_expect_eq(registers_of(board)[D], 2);
	put(board, TABLE + 4, 0xA000 | V | W);
	cr_expect_eq(step_on(board), OUTCOME_TRAPPED);
	cr_expect_eq(board->machine.buffer.fills, 0);
	cr_expect_eq(board->machine.buffer.tables, 0);
	board_destroy(board);
}

/* Also for the code that stores: in one stretch as step by step. */
Test(flawed_paging, where_tables_are_walked_code_may_refuse_itself)
{
	struct board *board = board_of(PROFILE_walks, USER, STORE, TABLE | ALL);
	put(board, TABLE + 4, TABLE | ALL);
	put(board, 0x8004, LOAD);
	registers_of(board)[D] = 0x8000 | V | R;
	enum outcome outcome = run(&board->machine, 10, &board->history, &board->trap);
	cr_expect_eq(outcome, OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.cause, CAUSE_FETCH);
	cr_expect_eq(board->trap.value, 4);
	cr_expect_eq(clock_of(board), 1);
	board_destroy(board);
}
