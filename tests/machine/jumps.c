/* Branches and jumps: where they go, and what they link. */
#include <criterion/criterion.h>

#include "isa/causes.h"
#include "tests/machine/board.h"

enum { A = 5, B = 6, LINK = 1 };

static uint32_t pc_after(enum operation operation, uint32_t a, uint32_t b, int32_t words)
{
	struct board *board = board_create();
	registers_of(board)[A] = a;
	registers_of(board)[B] = b;
	place(board, BOARD_CODE, (struct instruction){ operation, 0, A, B, words });
	cr_assert_eq(step(board), OUTCOME_COMPLETED);
	uint32_t pc = psw_of(board)->pc;
	board_destroy(board);
	return pc;
}

static void expect_branch(enum operation operation, uint32_t a, uint32_t b, bool taken)
{
	cr_expect_eq(pc_after(operation, a, b, 16), taken ? 0x1040 : 0x1004, "%s %08X %08X",
	             operation_rows[operation].mnemonic, a, b);
}

Test(jumps, branches_on_equality)
{
	expect_branch(OPERATION_beq, 7, 7, true);
	expect_branch(OPERATION_beq, 7, 8, false);
	expect_branch(OPERATION_bne, 7, 8, true);
	expect_branch(OPERATION_bne, 7, 7, false);
}

Test(jumps, signed_branches)
{
	expect_branch(OPERATION_blt, 0xFFFFFFFF, 0, true);
	expect_branch(OPERATION_blt, 0, 0xFFFFFFFF, false);
	expect_branch(OPERATION_blt, 4, 4, false);
	expect_branch(OPERATION_bge, 0, 0x80000000, true);
	expect_branch(OPERATION_bge, 0x80000000, 0, false);
	expect_branch(OPERATION_bge, 4, 4, true);
}

Test(jumps, unsigned_branches)
{
	expect_branch(OPERATION_bltu, 0, 0xFFFFFFFF, true);
	expect_branch(OPERATION_bltu, 0xFFFFFFFF, 0, false);
	expect_branch(OPERATION_bltu, 4, 4, false);
	expect_branch(OPERATION_bgeu, 0x80000000, 0, true);
	expect_branch(OPERATION_bgeu, 0, 0x80000000, false);
	expect_branch(OPERATION_bgeu, 4, 4, true);
}

/* 0x1000 - 4 * 8; 0x1000 + 4 * 0x7FFF; 0x1000 - 4 * 0x8000 modulo 2^32. */
Test(jumps, branch_distances_are_words_from_the_branch)
{
	cr_expect_eq(pc_after(OPERATION_beq, 0, 0, -8), 0x0FE0);
	cr_expect_eq(pc_after(OPERATION_beq, 0, 0, 0), 0x1000);
	cr_expect_eq(pc_after(OPERATION_beq, 0, 0, 0x7FFF), 0x20FFC);
	cr_expect_eq(pc_after(OPERATION_beq, 0, 0, -0x8000), 0xFFFE1000);
}

static struct board *jump(struct instruction instruction)
{
	struct board *board = board_create();
	place(board, BOARD_CODE, instruction);
	return board;
}

Test(jumps, jal_links_and_goes)
{
	struct board *board =
	        jump((struct instruction){ OPERATION_jal, .d = LINK, .immediate = 3 });
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(psw_of(board)->pc, 0x100C);
	cr_expect_eq(registers_of(board)[LINK], 0x1004);
	board_destroy(board);
}

Test(jumps, jal_goes_backward_past_zero)
{
	struct board *board =
	        jump((struct instruction){ OPERATION_jal, .d = LINK, .immediate = -0x80000 });
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(psw_of(board)->pc, 0xFFE01000); /* 0x1000 - 0x200000 */
	board_destroy(board);
}

Test(jumps, jalr_clears_the_two_low_bits)
{
	struct board *board =
	        jump((struct instruction){ OPERATION_jalr, .d = LINK, .a = A, .immediate = 6 });
	registers_of(board)[A] = 0x3001;
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(psw_of(board)->pc, 0x3004); /* 0x3007 */
	cr_expect_eq(registers_of(board)[LINK], 0x1004);
	board_destroy(board);
}

Test(jumps, jalr_takes_the_target_before_it_links)
{
	struct board *board =
	        jump((struct instruction){ OPERATION_jalr, .d = A, .a = A, .immediate = -4 });
	registers_of(board)[A] = 0x3000;
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(psw_of(board)->pc, 0x2FFC);
	cr_expect_eq(registers_of(board)[A], 0x1004);
	board_destroy(board);
}

Test(jumps, jalr_wraps_around)
{
	struct board *board =
	        jump((struct instruction){ OPERATION_jalr, .d = 0, .a = A, .immediate = 8 });
	registers_of(board)[A] = 0xFFFFFFFC;
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(psw_of(board)->pc, 4);
	board_destroy(board);
}

/* The jump itself completes; it is the next fetch that traps. */
Test(jumps, a_jump_out_of_the_window_traps_at_the_target)
{
	struct board *board =
	        jump((struct instruction){ OPERATION_jalr, .d = 0, .a = A, .immediate = 0 });
	registers_of(board)[A] = BOARD_MEMORY;
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(step(board), OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.cause, CAUSE_FETCH);
	cr_expect_eq(board->trap.value, BOARD_MEMORY);
	board_destroy(board);
}
