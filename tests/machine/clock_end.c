/* The end of the clock: it stays there, what would be due later never is, and the rest goes on. */
#include <criterion/criterion.h>

#include "isa/causes.h"
#include "isa/ports.h"
#include "tests/machine/board.h"

enum { COUNTER = 6 };

/* A board that counts for ever, so many instructions before the clock's end. */
static struct board *board_near_end(uint64_t before)
{
	struct board *board = board_create();
	PLACE(board, BOARD_CODE, addi, .d = COUNTER, .a = COUNTER, .immediate = 1);
	PLACE(board, BOARD_CODE + 4, jal, .d = 0, .immediate = -1);
	board->machine.devices.clock = CLOCK_END - before;
	board->machine.devices.waited = CLOCK_END - before;
	return board;
}

static uint64_t executed(const struct board *board)
{
	return board->machine.devices.clock - board->machine.devices.waited;
}

/* One instruction, however long it waits. */
static enum outcome wait_once(struct board *board)
{
	PLACE(board, BOARD_CODE, wait, .d = 0);
	PLACE(board, BOARD_CODE + 4, syscall, .immediate = 0);
	return run(&board->machine, NEVER, &board->history, &board->trap);
}

static void run_stretches(struct board *board, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		cr_assert_eq(run(&board->machine, 1, &board->history, &board->trap),
		             OUTCOME_COMPLETED);
}

Test(clock_end, the_last_instant_is_reached)
{
	struct board *board = board_near_end(5);
	run_stretches(board, 5);
	cr_expect_eq(clock_of(board), UINT64_MAX);
	cr_expect_eq(in(board, PORT_SYSTEM_CLOCK_LOW), UINT32_MAX);
	cr_expect_eq(in(board, PORT_SYSTEM_CLOCK_HIGH), UINT32_MAX);
	board_destroy(board);
}

Test(clock_end, instructions_behind_it_are_executed_and_counted)
{
	struct board *board = board_near_end(5);
	cr_expect_eq(run(&board->machine, 12, &board->history, &board->trap), OUTCOME_COMPLETED);
	cr_expect_eq(registers_of(board)[COUNTER], 6);
	cr_expect_eq(clock_of(board), UINT64_MAX);
	cr_expect_eq(executed(board), 12);
	run_stretches(board, 8);
	cr_expect_eq(clock_of(board), UINT64_MAX);
	cr_expect_eq(executed(board), 20);
	board_destroy(board);
}

/* It is no part of the clock. */
Test(clock_end, the_timer_goes_on)
{
	struct board *board = board_near_end(5);
	psw_of(board)->timer = 20;
	psw_of(board)->status = STATUS_INTERRUPTS;
	while (step(board) == OUTCOME_COMPLETED)
		;
	cr_expect_eq(board->trap.cause, CAUSE_TIMER);
	cr_expect_eq(executed(board), 20);
	board_destroy(board);
}

/* The time of which it has no part is not waited. */
Test(clock_end, a_wait_over_it_ends_with_the_timer)
{
	struct board *board = board_near_end(5);
	psw_of(board)->timer = 1000;
	cr_expect_eq(wait_once(board), OUTCOME_COMPLETED);
	cr_expect_eq(psw_of(board)->pc, BOARD_CODE + 4);
	cr_expect_eq(psw_of(board)->status, STATUS_TIMER_PENDING);
	cr_expect_eq(clock_of(board), UINT64_MAX);
	cr_expect_eq(executed(board), 1);
	board_destroy(board);
}

Test(clock_end, what_is_due_just_before_it_comes)
{
	struct board *board = board_near_end(LATENCY_DISK + 1);
	out(board, PORT_DISK_COMMAND, DISK_READ);
	cr_expect_eq(wait_once(board), OUTCOME_COMPLETED);
	cr_expect_eq(clock_of(board), UINT64_MAX - 1);
	cr_expect_eq(in(board, PORT_DISK_STATUS), DISK_DONE);
	board_destroy(board);
}

/* At the end itself is too late. */
Test(clock_end, what_would_be_due_later_never_is)
{
	for (uint64_t before = 0; before <= LATENCY_DISK; before += LATENCY_DISK / 4) {
		struct board *board = board_near_end(before);
		out(board, PORT_DISK_COMMAND, DISK_READ);
		cr_expect_eq(wait_once(board), OUTCOME_IDLE);
		cr_expect_eq(in(board, PORT_DISK_STATUS), DISK_BUSY);
		board_destroy(board);
	}
	struct board *board = board_near_end(LATENCY_CONSOLE - 1);
	out(board, PORT_CONSOLE_CONTROL, 1);
	cr_expect_eq(wait_once(board), OUTCOME_IDLE);
	board_destroy(board);
}
