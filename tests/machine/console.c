/* The console: the instants at which it asks the host, what it holds, and when it interrupts. */
#include <criterion/criterion.h>

#include "isa/causes.h"
#include "machine/devices/devices.h"
#include "tests/machine/board.h"

enum { A = 5, RECEIVE = PORT_CONSOLE_CONTROL };

static struct devices *devices_of(struct board *board)
{
	return &board->machine.devices;
}

/* A board that does nothing for ever, one instruction at a time, with this to read. */
static struct board *board_reading(const char *input)
{
	struct board *board = board_create();
	board->input = input;
	PLACE(board, BOARD_CODE, jal, .d = 0, .immediate = 0);
	return board;
}

static uint32_t requesting(struct board *board)
{
	return devices_requesting(devices_of(board));
}

static void receive(struct board *board, uint32_t value)
{
	out(board, PORT_CONSOLE_CONTROL, value);
}

Test(console, it_asks_nothing_while_receiving_is_off)
{
	struct board *board = board_reading("abc");
	run_for(board, 3000);
	cr_expect_eq(board->polls, 0);
	cr_expect_eq(in(board, PORT_CONSOLE_CONTROL), 0);
	cr_expect_eq(in(board, PORT_CONSOLE_INPUT), CONSOLE_NONE);
	board_destroy(board);
}

Test(console, the_first_byte_comes_500_after_receiving_is_turned_on)
{
	struct board *board = board_reading("abc");
	run_for(board, 77);
	receive(board, 1);
	cr_expect_eq(in(board, PORT_CONSOLE_CONTROL), 1);
	run_for(board, 499);
	cr_expect_eq(requesting(board), 0);
	cr_expect_eq(in(board, PORT_CONSOLE_INPUT), CONSOLE_NONE);
	run_for(board, 1);
	cr_expect_eq(board->last_poll, 577);
	cr_expect_eq(requesting(board), DEVICE_CONSOLE);
	cr_expect_eq(in(board, PORT_CONSOLE_INPUT), 'a');
	cr_expect_eq(requesting(board), 0);
	board_destroy(board);
}

/* By instructions: the out is the instruction at clock 1, so its event comes at 501. */
Test(console, the_instant_counts_from_the_clock_of_the_out)
{
	struct board *board = board_reading("x");
	registers_of(board)[A] = 1;
	PLACE(board, BOARD_CODE, addi, .d = 0);
	PLACE(board, BOARD_CODE + 4, out, .b = A, .immediate = RECEIVE);
	PLACE(board, BOARD_CODE + 8, jal, .d = 0, .immediate = 0);
	run_for(board, 500);
	cr_expect_eq(board->polls, 0);
	run_for(board, 1);
	cr_expect_eq(board->polls, 1);
	cr_expect_eq(board->last_poll, 501);
	board_destroy(board);
}

Test(console, the_next_byte_comes_500_after_the_last_was_taken)
{
	struct board *board = board_reading("ab");
	receive(board, 1);
	run_for(board, 2000); /* held since 500 */
	cr_expect_eq(board->polls, 1);
	cr_expect_eq(in(board, PORT_CONSOLE_INPUT), 'a');
	run_for(board, 499);
	cr_expect_eq(requesting(board), 0);
	run_for(board, 1);
	cr_expect_eq(board->last_poll, 2500);
	cr_expect_eq(in(board, PORT_CONSOLE_INPUT), 'b');
	board_destroy(board);
}

Test(console, a_terminal_without_a_byte_is_asked_each_500)
{
	struct board *board = board_reading("");
	board->is_terminal = true;
	receive(board, 1);
	run_for(board, 1750);
	cr_expect_eq(board->polls, 3);
	cr_expect_eq(board->last_poll, 1500);
	cr_expect_not(board->last_poll_was_idle);
	cr_expect_eq(requesting(board), 0);
	board->input = "k";
	run_for(board, 250);
	cr_expect_eq(requesting(board), DEVICE_CONSOLE);
	cr_expect_eq(in(board, PORT_CONSOLE_INPUT), 'k');
	board_destroy(board);
}

Test(console, the_end_of_input_is_held_like_a_byte)
{
	struct board *board = board_reading("");
	receive(board, 1);
	run_for(board, 500);
	cr_expect_eq(requesting(board), DEVICE_CONSOLE);
	cr_expect_eq(in(board, PORT_CONSOLE_INPUT), CONSOLE_END);
	cr_expect_eq(requesting(board), 0);
	board_destroy(board);
}

Test(console, after_the_end_nothing_is_asked_until_one_is_written_again)
{
	struct board *board = board_reading("");
	receive(board, 1);
	run_for(board, 500);
	in(board, PORT_CONSOLE_INPUT);
	run_for(board, 5000);
	cr_expect_eq(board->polls, 1);
	cr_expect_eq(in(board, PORT_CONSOLE_INPUT), CONSOLE_NONE);
	receive(board, 1);
	run_for(board, 500);
	cr_expect_eq(in(board, PORT_CONSOLE_INPUT), CONSOLE_END);
	board_destroy(board);
}

Test(console, all_bytes_are_bytes)
{
	struct board *board = board_reading("\xFF\x80\x01");
	receive(board, 1);
	run_for(board, 500);
	cr_expect_eq(in(board, PORT_CONSOLE_INPUT), 0xFF);
	run_for(board, 500);
	cr_expect_eq(in(board, PORT_CONSOLE_INPUT), 0x80);
	run_for(board, 500);
	cr_expect_eq(in(board, PORT_CONSOLE_INPUT), 0x01);
	board_destroy(board);
}

Test(console, turning_receiving_off_stops_asking_and_keeps_a_held_byte)
{
	struct board *board = board_reading("ab");
	receive(board, 1);
	run_for(board, 500);
	receive(board, 0);
	cr_expect_eq(requesting(board), 0);
	run_for(board, 2000);
	cr_expect_eq(board->polls, 1);
	receive(board, 1);
	cr_expect_eq(requesting(board), DEVICE_CONSOLE);
	cr_expect_eq(in(board, PORT_CONSOLE_INPUT), 'a');
	board_destroy(board);
}

Test(console, turning_receiving_off_forgets_the_next_question)
{
	struct board *board = board_reading("ab");
	receive(board, 1);
	run_for(board, 400);
	receive(board, 0);
	run_for(board, 400);
	receive(board, 1);
	run_for(board, 499);
	cr_expect_eq(board->polls, 0);
	run_for(board, 1);
	cr_expect_eq(board->polls, 1);
	board_destroy(board);
}

Test(console, writing_one_again_does_not_move_the_next_question)
{
	struct board *board = board_reading("ab");
	receive(board, 1);
	run_for(board, 400);
	receive(board, 1);
	run_for(board, 100);
	cr_expect_eq(board->last_poll, 500);
	board_destroy(board);
}

Test(console, only_bit_zero_of_control_counts)
{
	struct board *board = board_reading("ab");
	receive(board, 2);
	cr_expect_eq(in(board, PORT_CONSOLE_CONTROL), 0);
	receive(board, 0xFFFFFFFF);
	cr_expect_eq(in(board, PORT_CONSOLE_CONTROL), 1);
	board_destroy(board);
}

Test(console, poll_asks_the_host_at_once)
{
	struct board *board = board_reading("ab");
	run_for(board, 3);
	cr_expect_eq(in(board, PORT_CONSOLE_POLL), 'a');
	cr_expect_eq(board->last_poll, 3);
	cr_expect_not(board->last_poll_was_idle);
	cr_expect_eq(in(board, PORT_CONSOLE_POLL), 'b');
	cr_expect_eq(in(board, PORT_CONSOLE_POLL), CONSOLE_END);
	cr_expect_eq(in(board, PORT_CONSOLE_POLL), CONSOLE_END);
	board_destroy(board);
}

Test(console, await_lets_the_host_pause)
{
	struct board *board = board_reading("a");
	board->is_terminal = true;
	cr_expect_eq(in(board, PORT_CONSOLE_AWAIT), 'a');
	cr_expect(board->last_poll_was_idle);
	cr_expect_eq(in(board, PORT_CONSOLE_AWAIT), CONSOLE_NONE);
	cr_expect_eq(in(board, PORT_CONSOLE_POLL), CONSOLE_NONE);
	board_destroy(board);
}

Test(console, poll_and_await_take_the_held_byte_first)
{
	struct board *board = board_reading("abc");
	receive(board, 1);
	run_for(board, 500);
	cr_expect_eq(in(board, PORT_CONSOLE_POLL), 'a');
	cr_expect_eq(board->polls, 1);
	run_for(board, 500);
	cr_expect_eq(in(board, PORT_CONSOLE_AWAIT), 'b');
	cr_expect_eq(board->polls, 2);
	cr_expect_eq(requesting(board), 0);
	board_destroy(board);
}

Test(console, asking_at_once_does_not_move_the_next_question)
{
	struct board *board = board_reading("abc");
	receive(board, 1);
	run_for(board, 300);
	cr_expect_eq(in(board, PORT_CONSOLE_POLL), 'a');
	run_for(board, 200);
	cr_expect_eq(board->last_poll, 500);
	cr_expect_eq(in(board, PORT_CONSOLE_INPUT), 'b');
	board_destroy(board);
}

/* The request goes on after the interrupt was taken, until the byte is. */
Test(console, the_request_stays_until_the_byte_is_taken)
{
	struct board *board = board_reading("a");
	PLACE(board, BOARD_HANDLER, jal, .d = 0, .immediate = 0);
	psw_of(board)->status = STATUS_INTERRUPTS;
	receive(board, 1);
	run_for(board, 600);
	cr_expect_eq(psw_of(board)->pc, BOARD_HANDLER);
	cr_expect_eq(get(board, TRAP_CAUSE), CAUSE_DEVICE);
	cr_expect_eq(get(board, TRAP_VALUE), 1);
	cr_expect_eq(get(board, TRAP_OLD_PSW + 4), BOARD_CODE);
	cr_expect_eq(requesting(board), DEVICE_CONSOLE);
	board_destroy(board);
}
