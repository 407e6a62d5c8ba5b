/* What stops the machine for good, and the state in which it stops. */
#include <criterion/criterion.h>

#include "isa/causes.h"
#include "tests/machine/board.h"

enum { A = 5 };

static const struct psw malformed[] = {
	{ .status = 16, .bound = BOARD_MEMORY },
	{ .status = 24, .bound = BOARD_MEMORY },
	{ .status = 8, .base = 0x800, .bound = BOARD_MEMORY },
	{ .status = 0x80000000, .bound = BOARD_MEMORY },
	{ .pc = 0x1001, .bound = BOARD_MEMORY },
	{ .pc = 0x1002, .bound = BOARD_MEMORY },
	{ .base = 4, .bound = BOARD_MEMORY },
	{ .base = 0x800, .bound = BOARD_MEMORY },
	{ .bound = 0x1800 },
	{ .bound = 1 },
};

enum { MALFORMED = sizeof malformed / sizeof malformed[0] };

Test(check_stop, lpsw_of_a_malformed_psw_changes_nothing)
{
	for (int i = 0; i < MALFORMED; i++) {
		struct board *board = board_create();
		PLACE(board, BOARD_CODE, lpsw, .immediate = 0x100);
		put_psw(board, 0x100, malformed[i]);
		psw_of(board)->timer = 5;
		struct psw before = *psw_of(board);
		cr_expect_eq(step(board), OUTCOME_MALFORMED, "%d", i);
		cr_expect_eq(memcmp(&before, psw_of(board), sizeof before), 0, "%d", i);
		cr_expect_eq(clock_of(board), 0);
		board_destroy(board);
	}
}

/* The old PSW has been stored, and is still in force. */
Test(check_stop, a_trap_to_a_malformed_psw)
{
	for (int i = 0; i < MALFORMED; i++) {
		struct board *board = board_create();
		PLACE(board, BOARD_CODE, syscall, .immediate = 9);
		put_psw(board, TRAP_NEW_PSW, malformed[i]);
		struct psw before = *psw_of(board);
		cr_expect_eq(step_through(board), OUTCOME_MALFORMED, "%d", i);
		cr_expect_eq(memcmp(&before, psw_of(board), sizeof before), 0, "%d", i);
		cr_expect_eq(get(board, TRAP_OLD_PSW + 4), BOARD_CODE);
		cr_expect_eq(get(board, TRAP_CAUSE), CAUSE_SYSCALL);
		cr_expect_eq(get(board, TRAP_VALUE), 9);
		board_destroy(board);
	}
}

Test(check_stop, a_window_outside_memory_is_well_formed)
{
	struct board *board = board_create();
	PLACE(board, BOARD_CODE, lpsw, .immediate = 0x100);
	put_psw(board, 0x100, (struct psw){ .base = 0xFFFFF000, .bound = 0xFFFFF000 });
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(step(board), OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.cause, CAUSE_FETCH);
	board_destroy(board);
}

/* The state is that before the second trap: the frame is the first one's. */
Test(check_stop, a_trap_before_the_handler_completed_anything)
{
	struct board *board = board_create();
	PLACE(board, BOARD_CODE, syscall, .immediate = 1);
	PLACE(board, BOARD_HANDLER, syscall, .immediate = 2);
	cr_expect_eq(step_through(board), OUTCOME_COMPLETED);
	cr_expect_eq(step_through(board), OUTCOME_DOUBLE_TRAP);
	cr_expect_eq(get(board, TRAP_VALUE), 1);
	cr_expect_eq(get(board, TRAP_OLD_PSW + 4), BOARD_CODE);
	cr_expect_eq(psw_of(board)->pc, BOARD_HANDLER);
	cr_expect_eq(clock_of(board), 0);
	board_destroy(board);
}

Test(check_stop, a_handler_outside_the_window)
{
	struct board *board = board_create();
	PLACE(board, BOARD_CODE, break, .d = 0);
	put_psw(board, TRAP_NEW_PSW, (struct psw){ 0, 0, 0, 0, 0 });
	cr_expect_eq(step_through(board), OUTCOME_COMPLETED);
	cr_expect_eq(step_through(board), OUTCOME_DOUBLE_TRAP);
	cr_expect_eq(board->trap.cause, CAUSE_FETCH);
	board_destroy(board);
}

Test(check_stop, an_interrupt_before_the_handler_completed_anything)
{
	struct board *board = board_create();
	PLACE(board, BOARD_CODE, break, .d = 0);
	put_psw(board, TRAP_NEW_PSW,
	        (struct psw){
	                .status = STATUS_INTERRUPTS, .pc = BOARD_HANDLER, .bound = BOARD_MEMORY });
	board->machine.devices.disk.status = DISK_DONE;
	cr_expect_eq(step_through(board), OUTCOME_COMPLETED);
	cr_expect_eq(step_through(board), OUTCOME_DOUBLE_TRAP);
	cr_expect_eq(board->trap.cause, CAUSE_DEVICE);
	board_destroy(board);
}

/* A trap in the handler's second instruction is a trap like any other. */
static void expect_harmless(struct instruction first)
{
	struct board *board = board_create();
	PLACE(board, BOARD_CODE, syscall, .immediate = 1);
	place(board, BOARD_HANDLER, first);
	PLACE(board, BOARD_HANDLER + 4, syscall, .immediate = 2);
	put_psw(board, 0x100, (struct psw){ .pc = BOARD_HANDLER + 4, .bound = BOARD_MEMORY });
	cr_expect_eq(step_through(board), OUTCOME_COMPLETED);
	cr_expect_eq(step_through(board), OUTCOME_COMPLETED);
	cr_expect_eq(step_through(board), OUTCOME_COMPLETED);
	cr_expect_eq(get(board, TRAP_VALUE), 2);
	board_destroy(board);
}

Test(check_stop, any_completed_instruction_makes_the_next_trap_harmless)
{
	expect_harmless((struct instruction){ OPERATION_addi, .d = A });
	expect_harmless((struct instruction){ OPERATION_sw, .b = A, .immediate = 0x54 });
	expect_harmless((struct instruction){ OPERATION_jal, .d = A, .immediate = 1 });
	expect_harmless((struct instruction){ OPERATION_in, .d = A });
	expect_harmless((struct instruction){ OPERATION_out, .b = A });
	expect_harmless((struct instruction){ OPERATION_spsw, .immediate = 0x200 });
	expect_harmless((struct instruction){ OPERATION_lpsw, .immediate = 0x100 });
}

Test(check_stop, a_wait_makes_the_next_trap_harmless)
{
	struct board *board = board_create();
	PLACE(board, BOARD_CODE, syscall, .immediate = 1);
	PLACE(board, BOARD_HANDLER, wait, .d = 0);
	PLACE(board, BOARD_HANDLER + 4, syscall, .immediate = 2);
	board->machine.devices.disk.status = DISK_DONE;
	for (int i = 0; i < 3; i++)
		cr_expect_eq(step_through(board), OUTCOME_COMPLETED);
	cr_expect_eq(get(board, TRAP_VALUE), 2);
	board_destroy(board);
}

/* A wait that has passed only a part of its time has not completed. */
Test(check_stop, an_unfinished_wait_is_no_completed_instruction)
{
	struct board *board = board_create();
	PLACE(board, BOARD_CODE, syscall, .immediate = 1);
	PLACE(board, BOARD_HANDLER, wait, .d = 0);
	put_psw(board, TRAP_NEW_PSW,
	        (struct psw){ .pc = BOARD_HANDLER, .bound = BOARD_MEMORY, .timer = 100 });
	cr_expect_eq(step_through(board), OUTCOME_COMPLETED);
	cr_expect_eq(step_through(board), OUTCOME_COMPLETED);
	cr_expect_eq(psw_of(board)->pc, BOARD_HANDLER);
	cr_expect(board->machine.cpu.delivering);
	board_destroy(board);
}
