/* What the privileged instructions do in supervisor mode. */
#include <criterion/criterion.h>

#include "isa/causes.h"
#include "tests/machine/board.h"

enum { A = 5, B = 6, D = 7 };

Test(privileged, lpsw_loads_the_whole_psw)
{
	struct board *board = board_create();
	struct psw psw = { STATUS_ALL, 0x44, 0x4000, 0x3000, 99 };
	registers_of(board)[A] = 0x302;
	PLACE(board, BOARD_CODE, lpsw, .a = A, .immediate = -1);
	put_psw(board, 0x301, psw); /* at any address */
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(memcmp(psw_of(board), &psw, sizeof psw), 0);
	cr_expect_eq(clock_of(board), 1);
	board_destroy(board);
}

/* The address is virtual, in the window that is in force before. */
Test(privileged, lpsw_reads_through_the_old_window)
{
	struct board *board = board_create();
	*psw_of(board) = (struct psw){ .pc = 0, .base = 0x3000, .bound = 0x1000 };
	PLACE(board, 0x3000, lpsw, .immediate = 0x100);
	put_psw(board, 0x3100, (struct psw){ .pc = 0x40, .base = 0x5000, .bound = 0x1000 });
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(psw_of(board)->base, 0x5000);
	cr_expect_eq(psw_of(board)->pc, 0x40);
	board_destroy(board);
}

Test(privileged, lpsw_goes_on_in_user_mode)
{
	struct board *board = board_create();
	PLACE(board, BOARD_CODE, lpsw, .immediate = 0x100);
	put_psw(board, 0x100, (struct psw){ STATUS_USER, 0, 0x3000, 0x1000, 0 });
	PLACE(board, 0x3000, halt, .a = 0);
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(step(board), OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.cause, CAUSE_PRIVILEGED);
	board_destroy(board);
}

Test(privileged, the_last_psw_of_the_window_can_be_loaded)
{
	struct board *board = board_create();
	PLACE(board, BOARD_CODE, lpsw, .a = A, .immediate = 0);
	registers_of(board)[A] = BOARD_MEMORY - 20;
	put_psw(board, BOARD_MEMORY - 20, (struct psw){ .pc = 4, .bound = BOARD_MEMORY });
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(psw_of(board)->pc, 4);
	board_destroy(board);

	board = board_create();
	PLACE(board, BOARD_CODE, lpsw, .a = A, .immediate = 0);
	registers_of(board)[A] = BOARD_MEMORY - 19;
	cr_expect_eq(step(board), OUTCOME_TRAPPED);
	cr_expect_eq(board->trap.cause, CAUSE_LOAD);
	cr_expect_eq(board->trap.value, BOARD_MEMORY);
	board_destroy(board);
}

Test(privileged, spsw_stores_the_psw_before_it)
{
	struct board *board = board_create();
	*psw_of(board) = (struct psw){ STATUS_TIMER_PENDING, BOARD_CODE, 0, BOARD_MEMORY, 50 };
	PLACE(board, BOARD_CODE, spsw, .immediate = 0x103);
	cr_expect_eq(step(board), OUTCOME_COMPLETED);
	cr_expect_eq(get(board, 0x103), STATUS_TIMER_PENDING);
	cr_expect_eq(get(board, 0x107), BOARD_CODE);
	cr_expect_eq(get(board, 0x10B), 0);
	cr_expect_eq(get(board, 0x10F), BOARD_MEMORY);
	cr_expect_eq(get(board, 0x113), 50);
	cr_expect_eq(psw_of(board)->pc, BOARD_CODE + 4);
	cr_expect_eq(psw_of(board)->timer, 49);
	board_destroy(board);
}

Test(privileged, halt_gives_its_register_and_does_not_complete)
{
	struct board *board = board_create();
	PLACE(board, BOARD_CODE, halt, .a = A);
	registers_of(board)[A] = 0x12345678;
	psw_of(board)->timer = 1;
	cr_expect_eq(step(board), OUTCOME_HALTED);
	cr_expect_eq(board->trap.value, 0x12345678);
	cr_expect_eq(psw_of(board)->pc, BOARD_CODE);
	cr_expect_eq(psw_of(board)->timer, 1);
	cr_expect_eq(clock_of(board), 0);
	board_destroy(board);
}

static uint32_t read_port(struct board *board, uint32_t port)
{
	psw_of(board)->pc = BOARD_CODE;
	registers_of(board)[A] = port + 5;
	PLACE(board, BOARD_CODE, in, .d = D, .a = A, .immediate = -5);
	cr_assert_eq(step(board), OUTCOME_COMPLETED);
	return registers_of(board)[D];
}

static void write_port(struct board *board, uint32_t port, uint32_t value)
{
	psw_of(board)->pc = BOARD_CODE;
	registers_of(board)[A] = port - 5;
	registers_of(board)[B] = value;
	PLACE(board, BOARD_CODE, out, .b = B, .a = A, .immediate = 5);
	cr_assert_eq(step(board), OUTCOME_COMPLETED);
}

Test(privileged, in_and_out_take_the_sum_as_the_port)
{
	struct board *board = board_create();
	cr_expect_eq(read_port(board, 0x00), BOARD_MEMORY);
	write_port(board, 0x10, 'h');
	write_port(board, 0x10, 0x12300 + 'i');
	cr_expect_eq(board->output_length, 2);
	cr_expect_eq(memcmp(board->output, "hi", 2), 0);
	board_destroy(board);
}

Test(privileged, ports_that_do_not_exist_read_as_zero)
{
	static const uint32_t ports[] = { 0x04, 0x0F, 0x15, 0x1F, 0x25, 0x100, 0x110, 0xFFFFFFFF };
	struct board *board = board_create();
	for (size_t i = 0; i < sizeof ports / sizeof ports[0]; i++) {
		write_port(board, ports[i], 1);
		cr_expect_eq(read_port(board, ports[i]), 0, "port %X", ports[i]);
	}
	cr_expect_eq(board->output_length, 0);
	board_destroy(board);
}

Test(privileged, ports_of_direction_out_read_as_zero)
{
	struct board *board = board_create();
	cr_expect_eq(read_port(board, 0x10), 0);
	cr_expect_eq(read_port(board, 0x23), 0);
	board_destroy(board);
}

Test(privileged, ports_of_direction_in_ignore_writes)
{
	struct board *board = board_create();
	write_port(board, 0x00, 7);
	write_port(board, 0x01, 7);
	write_port(board, 0x12, 7);
	write_port(board, 0x20, 7);
	write_port(board, 0x24, 3);
	cr_expect_eq(read_port(board, 0x00), BOARD_MEMORY);
	cr_expect_eq(read_port(board, 0x01), 6);
	cr_expect_eq(read_port(board, 0x12), 0xFFFFFFFF);
	cr_expect_eq(read_port(board, 0x20), BOARD_SECTORS);
	cr_expect_eq(read_port(board, 0x24), 0);
	board_destroy(board);
}
