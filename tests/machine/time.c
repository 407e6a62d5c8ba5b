/* Time: the timer, the clock and wait, to the instruction. */
#include <criterion/criterion.h>

#include "isa/causes.h"
#include "isa/ports.h"
#include "tests/machine/board.h"

enum { A = 5, COUNTER = 6 };

/* A board that counts: addi counter, counter, 1 from BOARD_CODE on, for a page. */
static struct board *counting(uint32_t status, uint32_t timer)
{
	struct board *board = board_create();
	for (uint32_t address = BOARD_CODE; address < BOARD_HANDLER; address += 4)
		PLACE(board, address, addi, .d = COUNTER, .a = COUNTER, .immediate = 1);
	psw_of(board)->status = status;
	psw_of(board)->timer = timer;
	return board;
}

/* Steps until a trap; how many instructions completed before it. */
static uint32_t count_to_trap(struct board *board)
{
	uint32_t count = 0;
	while (step(board) == OUTCOME_COMPLETED && count < 5000)
		count++;
	return count;
}

Test(time, timer_n_lets_n_instructions_complete)
{
	static const uint32_t timers[] = { 1, 2, 3, 100, 1000 };
	for (size_t i = 0; i < sizeof timers / sizeof timers[0]; i++) {
		struct board *board = counting(STATUS_INTERRUPTS, timers[i]);
		cr_expect_eq(count_to_trap(board), timers[i]);
		cr_expect_eq(registers_of(board)[COUNTER], timers[i]);
		cr_expect_eq(clock_of(board), timers[i]);
		cr_expect_eq(board->trap.cause, CAUSE_TIMER);
		cr_expect_eq(psw_of(board)->pc, BOARD_CODE + 4 * timers[i]);
		cr_expect_eq(psw_of(board)->timer, 0);
		board_destroy(board);
	}
}

/* The same in one call as in steps. */
Test(time, a_stretch_ends_at_the_timer)
{
	struct board *board = counting(STATUS_INTERRUPTS, 37);
	cr_expect_eq(run(&board->machine, 1000, &board->history, &board->trap), OUTCOME_COMPLETED);
	cr_expect_eq(registers_of(board)[COUNTER], 37);
	cr_expect_eq(run(&board->machine, 1000, &board->history, &board->trap), OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.cause, CAUSE_TIMER);
	board_destroy(board);
}

Test(time, timer_zero_is_off)
{
	struct board *board = counting(STATUS_INTERRUPTS, 0);
	cr_expect_eq(run_for(board, 500), OUTCOME_COMPLETED);
	cr_expect_eq(psw_of(board)->timer, 0);
	cr_expect_eq(psw_of(board)->status, STATUS_INTERRUPTS);
	board_destroy(board);
}

Test(time, the_timer_goes_down_by_one_an_instruction)
{
	struct board *board = counting(0, 10);
	for (uint32_t left = 9; left > 0; left--) {
		cr_expect_eq(step(board), OUTCOME_COMPLETED);
		cr_expect_eq(psw_of(board)->timer, left);
		cr_expect_eq(psw_of(board)->status, 0);
	}
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(psw_of(board)->timer, 0);
	cr_expect_eq(psw_of(board)->status, STATUS_TIMER_PENDING);
	board_destroy(board);
}

/* With interrupts off the bit stays until an lpsw turns them on. */
Test(time, a_pending_timer_waits_for_interrupts)
{
	struct board *board = counting(0, 2);
	cr_expect_eq(run_for(board, 20), OUTCOME_COMPLETED);
	cr_expect_eq(psw_of(board)->status, STATUS_TIMER_PENDING);
	psw_of(board)->status |= STATUS_INTERRUPTS;
	cr_expect_eq(step(board), OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.cause, CAUSE_TIMER);
	cr_expect_eq(psw_of(board)->pc, BOARD_CODE + 80);
	board_destroy(board);
}

Test(time, a_timer_that_runs_out_while_pending_leaves_it_pending)
{
	struct board *board = counting(STATUS_TIMER_PENDING, 3);
	cr_expect_eq(run_for(board, 5), OUTCOME_COMPLETED);
	cr_expect_eq(psw_of(board)->status, STATUS_TIMER_PENDING);
	cr_expect_eq(psw_of(board)->timer, 0);
	board_destroy(board);
}

Test(time, a_trap_takes_no_time)
{
	struct board *board = counting(0, 10);
	PLACE(board, BOARD_CODE + 8, syscall, .immediate = 1);
	cr_expect_eq(run_for(board, 2), OUTCOME_COMPLETED);
	cr_expect_eq(step_through(board), OUTCOME_COMPLETED);
	cr_expect_eq(get(board, TRAP_OLD_PSW + 16), 8);
	cr_expect_eq(clock_of(board), 2);
	board_destroy(board);
}

/* The instruction that would have been the tenth traps: it must not use up the timer. */
Test(time, a_trapping_instruction_does_not_end_the_timer)
{
	struct board *board = counting(STATUS_INTERRUPTS, 1);
	PLACE(board, BOARD_CODE, lw, .d = A, .immediate = -4);
	cr_expect_eq(step(board), OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.cause, CAUSE_LOAD);
	cr_expect_eq(psw_of(board)->timer, 1);
	board_destroy(board);
}

/* The interrupted PSW has a timer of its own, and its handler another. */
Test(time, each_psw_has_its_own_timer)
{
	struct board *board = counting(STATUS_INTERRUPTS, 4);
	for (uint32_t address = BOARD_HANDLER; address < BOARD_HANDLER + 64; address += 4)
		PLACE(board, address, addi, .d = COUNTER, .a = COUNTER, .immediate = 1);
	put_psw(board, TRAP_NEW_PSW,
	        (struct psw){ .pc = BOARD_HANDLER, .bound = BOARD_MEMORY, .timer = 50 });
	cr_expect_eq(run_for(board, 7), OUTCOME_COMPLETED);
	cr_expect_eq(psw_of(board)->timer, 47);
	cr_expect_eq(get(board, TRAP_OLD_PSW + 16), 0);
	board_destroy(board);
}

/* lpsw loads timer 3: exactly three instructions, whatever the old timer was. */
Test(time, lpsw_gives_exactly_the_timer_that_it_loads)
{
	static const uint32_t old_timers[] = { 0, 1, 2, 100 };
	for (size_t i = 0; i < sizeof old_timers / sizeof old_timers[0]; i++) {
		struct board *board = counting(0, old_timers[i]);
		PLACE(board, 0x3000, lpsw, .immediate = 0x100);
		put_psw(board, 0x100,
		        (struct psw){ STATUS_INTERRUPTS, BOARD_CODE, 0, BOARD_MEMORY, 3 });
		psw_of(board)->pc = 0x3000;
		cr_expect_eq(step(board), OUTCOME_COMPLETED);
		cr_expect_eq(clock_of(board), 1);
		cr_expect_eq(psw_of(board)->timer, 3);
		cr_expect_eq(psw_of(board)->status, STATUS_INTERRUPTS);
		cr_expect_eq(count_to_trap(board), 3);
		cr_expect_eq(board->trap.cause, CAUSE_TIMER);
		board_destroy(board);
	}
}

Test(time, lpsw_can_load_timer_pending)
{
	struct board *board = counting(0, 0);
	PLACE(board, BOARD_CODE, lpsw, .immediate = 0x100);
	put_psw(board, 0x100,
	        (struct psw){ STATUS_INTERRUPTS | STATUS_TIMER_PENDING, BOARD_CODE, 0, BOARD_MEMORY,
	                      0 });
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(step(board), OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.cause, CAUSE_TIMER);
	board_destroy(board);
}

Test(time, privileged_instructions_count)
{
	struct board *board = counting(0, 10);
	PLACE(board, BOARD_CODE, in, .d = A, .immediate = PORT_SYSTEM_MEMORY);
	PLACE(board, BOARD_CODE + 4, out, .b = A, .immediate = PORT_CONSOLE_OUTPUT);
	PLACE(board, BOARD_CODE + 8, spsw, .immediate = 0x100);
	cr_expect_eq(run_for(board, 3), OUTCOME_COMPLETED);
	cr_expect_eq(psw_of(board)->pc, BOARD_CODE + 12);
	cr_expect_eq(psw_of(board)->timer, 7);
	board_destroy(board);
}

/* The interrupt comes between an unprivileged instruction and a privileged one as well. */
Test(time, the_timer_interrupts_before_a_privileged_instruction)
{
	struct board *board = counting(STATUS_INTERRUPTS, 2);
	PLACE(board, BOARD_CODE + 8, halt, .a = 0);
	cr_expect_eq(count_to_trap(board), 2);
	cr_expect_eq(board->trap.cause, CAUSE_TIMER);
	cr_expect_eq(psw_of(board)->pc, BOARD_CODE + 8);
	board_destroy(board);
}

Test(time, the_clock_reads_as_before_the_read)
{
	struct board *board = counting(0, 0);
	PLACE(board, BOARD_CODE + 20, in, .d = A, .immediate = PORT_SYSTEM_CLOCK_LOW);
	PLACE(board, BOARD_CODE + 24, in, .d = COUNTER, .immediate = PORT_SYSTEM_CLOCK_HIGH);
	board->machine.devices.clock = UINT64_C(0x300000000);
	cr_expect_eq(run_for(board, 7), OUTCOME_COMPLETED);
	cr_expect_eq(registers_of(board)[A], 5);
	cr_expect_eq(registers_of(board)[COUNTER], 3);
	board_destroy(board);
}

/* A board whose next instruction is a wait. */
static struct board *waiting(uint32_t status, uint32_t timer)
{
	struct board *board = counting(status, timer);
	PLACE(board, BOARD_CODE, wait, .d = 0);
	return board;
}

/* A single call may pass a part of the time only; the wait has completed when pc moves. */
static enum outcome finish_wait(struct board *board)
{
	enum outcome outcome = OUTCOME_COMPLETED;
	while (outcome == OUTCOME_COMPLETED && psw_of(board)->pc == BOARD_CODE)
		outcome = run(&board->machine, 1000000, &board->history, &board->trap);
	return outcome;
}

Test(time, wait_jumps_to_the_timer)
{
	struct board *board = waiting(0, 12345);
	cr_expect_eq(finish_wait(board), OUTCOME_COMPLETED);
	cr_expect_eq(clock_of(board), 12345);
	cr_expect_eq(psw_of(board)->timer, 0);
	cr_expect_eq(psw_of(board)->status, STATUS_TIMER_PENDING);
	cr_expect_eq(psw_of(board)->pc, BOARD_CODE + 4);
	board_destroy(board);
}

Test(time, wait_takes_one_where_something_is_pending_already)
{
	struct board *board = waiting(STATUS_TIMER_PENDING, 5);
	cr_expect_eq(finish_wait(board), OUTCOME_COMPLETED);
	cr_expect_eq(clock_of(board), 1);
	cr_expect_eq(psw_of(board)->timer, 4);
	board_destroy(board);
}

Test(time, the_interrupt_after_a_wait_is_stored_behind_it)
{
	struct board *board = waiting(STATUS_INTERRUPTS, 9);
	cr_expect_eq(finish_wait(board), OUTCOME_COMPLETED);
	cr_expect_eq(step_through(board), OUTCOME_COMPLETED);
	cr_expect_eq(get(board, TRAP_OLD_PSW + 4), BOARD_CODE + 4);
	cr_expect_eq(get(board, TRAP_CAUSE), CAUSE_TIMER);
	cr_expect_eq(clock_of(board), 9);
	board_destroy(board);
}

Test(time, wait_jumps_to_the_disk)
{
	struct board *board = waiting(0, 5000);
	board->machine.devices.clock = 100;
	out(board, PORT_DISK_COMMAND, DISK_READ);
	cr_expect_eq(finish_wait(board), OUTCOME_COMPLETED);
	cr_expect_eq(clock_of(board), 1100);
	cr_expect_eq(psw_of(board)->timer, 4000);
	board_destroy(board);
}

/* Three questions go unanswered before the byte comes: one n for all of the wait. */
Test(time, wait_goes_on_while_a_terminal_has_nothing)
{
	struct board *board = waiting(0, 2200);
	board->is_terminal = true;
	out(board, PORT_CONSOLE_CONTROL, 1);
	cr_expect_eq(finish_wait(board), OUTCOME_COMPLETED);
	cr_expect_eq(clock_of(board), 2200);
	cr_expect_eq(board->polls, 4);
	cr_expect(board->last_poll_was_idle);
	cr_expect_eq(board->machine.devices.waited, 2199);
	board_destroy(board);
}

Test(time, a_wait_for_nothing_stops_the_machine)
{
	struct board *board = waiting(STATUS_INTERRUPTS, 0);
	cr_expect_eq(finish_wait(board), OUTCOME_IDLE);
	cr_expect_eq(clock_of(board), 0);
	cr_expect_eq(psw_of(board)->pc, BOARD_CODE);
	board_destroy(board);
}

Test(time, a_wait_stops_at_most_at_the_limit)
{
	struct board *board = waiting(0, 100);
	cr_expect_eq(run(&board->machine, 99, &board->history, &board->trap), OUTCOME_COMPLETED);
	cr_expect_eq(clock_of(board), 99);
	cr_expect_eq(psw_of(board)->pc, BOARD_CODE);
	board_destroy(board);
}

/* Two instructions and then a wait, in one call: all of it within the limit. */
Test(time, a_limit_holds_across_a_stretch_that_ends_in_a_wait)
{
	struct board *board = counting(0, 1000);
	PLACE(board, BOARD_CODE + 8, wait, .d = 0);
	while (clock_of(board) < 50)
		run(&board->machine, 50 - clock_of(board), &board->history, &board->trap);
	cr_expect_eq(clock_of(board), 50);
	cr_expect_eq(psw_of(board)->timer, 950);
	cr_expect_eq(psw_of(board)->pc, BOARD_CODE + 8);
	board_destroy(board);
}

Test(time, a_wait_can_be_cut_short_and_go_on)
{
	struct board *board = waiting(0, 100);
	cr_expect_eq(run(&board->machine, 30, &board->history, &board->trap), OUTCOME_COMPLETED);
	cr_expect_eq(clock_of(board), 30);
	cr_expect_eq(psw_of(board)->timer, 70);
	cr_expect_eq(psw_of(board)->pc, BOARD_CODE);
	cr_expect_eq(finish_wait(board), OUTCOME_COMPLETED);
	cr_expect_eq(clock_of(board), 100);
	board_destroy(board);
}
