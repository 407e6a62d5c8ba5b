/* The history, which a post-mortem shows: the last instructions, each once, oldest first. */
#include <criterion/criterion.h>

#include "isa/ports.h"
#include "tests/machine/board.h"

/* The last addresses are these, in order. */
static void expect_last(const struct board *board, const uint32_t *addresses, uint32_t count)
{
	uint32_t last[HISTORY];
	history_list(&board->history, last);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t address = last[HISTORY - count + i];
		cr_expect_eq(address, addresses[i], "%u: %X", i, address);
	}
}

static void run_to_halt(struct board *board)
{
	enum outcome outcome = OUTCOME_COMPLETED;
	while (outcome == OUTCOME_COMPLETED || outcome == OUTCOME_TRAPPED) {
		outcome = run(&board->machine, 1000, &board->history, &board->trap);
		if (outcome == OUTCOME_TRAPPED)
			cr_assert_eq(deliver(&board->machine, &board->trap), OUTCOME_COMPLETED);
	}
	cr_expect_eq(outcome, OUTCOME_HALTED);
}

Test(history, a_privileged_instruction_is_there_once)
{
	struct board *board = board_create();
	PLACE(board, BOARD_CODE, addi, .d = 5);
	PLACE(board, BOARD_CODE + 4, in, .d = 5);
	PLACE(board, BOARD_CODE + 8, addi, .d = 5);
	PLACE(board, BOARD_CODE + 12, halt, .a = 0);
	run_to_halt(board);
	expect_last(board, (uint32_t[]){ 0, 0x1000, 0x1004, 0x1008, 0x100C }, 5);
	board_destroy(board);
}

Test(history, a_trapping_instruction_is_there)
{
	struct board *board = board_create();
	PLACE(board, BOARD_CODE, addi, .d = 5);
	PLACE(board, BOARD_CODE + 4, syscall, .immediate = 1);
	PLACE(board, BOARD_HANDLER, halt, .a = 0);
	run_to_halt(board);
	expect_last(board, (uint32_t[]){ 0, 0x1000, 0x1004, 0x2000 }, 4);
	board_destroy(board);
}

Test(history, a_wait_that_takes_several_calls_is_there_once)
{
	struct board *board = board_create();
	board->is_terminal = true;
	out(board, PORT_CONSOLE_CONTROL, 1);
	psw_of(board)->timer = 2200;
	PLACE(board, BOARD_CODE, addi, .d = 5);
	PLACE(board, BOARD_CODE + 4, wait, .d = 0);
	PLACE(board, BOARD_CODE + 8, halt, .a = 0);
	run_to_halt(board);
	cr_expect_eq(clock_of(board), 2200);
	expect_last(board, (uint32_t[]){ 0, 0x1000, 0x1004, 0x1008 }, 4);
	board_destroy(board);
}

Test(history, addresses_are_physical)
{
	struct board *board = board_create();
	*psw_of(board) = (struct psw){ .pc = 8, .base = 0x3000, .bound = 0x1000 };
	PLACE(board, 0x3008, halt, .a = 0);
	run_to_halt(board);
	expect_last(board, (uint32_t[]){ 0, 0x3008 }, 2);
	board_destroy(board);
}

Test(history, it_wraps_around)
{
	struct board *board = board_create();
	for (uint32_t i = 0; i < 20; i++)
		PLACE(board, BOARD_CODE + 4 * i, addi, .d = 5);
	PLACE(board, BOARD_CODE + 80, halt, .a = 0);
	run_to_halt(board);
	uint32_t last[HISTORY];
	for (uint32_t i = 0; i < HISTORY; i++)
		last[i] = BOARD_CODE + 80 - 4 * (HISTORY - 1 - i);
	expect_last(board, last, HISTORY);
	board_destroy(board);
}

Test(history, jumps_are_followed)
{
	struct board *board = board_create();
	PLACE(board, BOARD_CODE, addi, .d = 5);
	PLACE(board, BOARD_CODE + 4, jal, .immediate = 4);
	PLACE(board, BOARD_CODE + 20, beq, .b = 5, .immediate = -2);
	PLACE(board, BOARD_CODE + 12, bne, .b = 5, .immediate = 2);
	PLACE(board, BOARD_CODE + 16, halt, .a = 0);
	run_to_halt(board);
	expect_last(board, (uint32_t[]){ 0, 0x1000, 0x1004, 0x1014, 0x100C, 0x1010 }, 6);
	board_destroy(board);
}

Test(history, a_jump_out_of_the_window_is_the_last)
{
	struct board *board = board_create();
	PLACE(board, BOARD_CODE, jal, .immediate = BOARD_MEMORY / 4);
	PLACE(board, BOARD_HANDLER, halt, .a = 0);
	run_to_halt(board);
	expect_last(board, (uint32_t[]){ 0, 0x1000, 0x2000 }, 3);
	board_destroy(board);
}

Test(history, a_wait_takes_no_other_from_it)
{
	enum { SINGLE = 20 };
	struct board *board = board_create();
	board->is_terminal = true;
	out(board, PORT_CONSOLE_CONTROL, 1);
	psw_of(board)->timer = 2200;
	for (uint32_t i = 0; i < SINGLE; i++)
		PLACE(board, BOARD_CODE + 4 * i, addi, .d = 5);
	PLACE(board, BOARD_CODE + 4 * SINGLE, wait, .d = 0);
	for (uint32_t i = 0; i < SINGLE + 2; i++)
		run(&board->machine, 1, &board->history, &board->trap);
	uint32_t last[HISTORY];
	/* The wait, which goes on, will be executed again. */
	for (uint32_t i = 0; i < HISTORY; i++)
		last[i] = BOARD_CODE + 4 * (SINGLE - HISTORY + i);
	expect_last(board, last, HISTORY);
	board_destroy(board);
}
