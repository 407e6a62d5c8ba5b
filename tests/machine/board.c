/* The board's memory, its fake devices, and steps. */
#include "tests/machine/board.h"

#include "machine/devices/devices.h"

#include <stdlib.h>

static uint32_t poll_input(void *context, bool idle)
{
	struct board *board = context;
	board->polls++;
	board->last_poll = board->machine.devices.clock;
	board->last_poll_was_idle = idle;
	if (*board->input != 0)
		return (uint8_t)*board->input++;
	return board->is_terminal ? CONSOLE_NONE : CONSOLE_END;
}

static void put_output(void *context, uint8_t byte)
{
	struct board *board = context;
	board->output[board->output_length++ % BOARD_OUTPUT_SIZE] = (char)byte;
}

static bool transfer(void *context, uint32_t sector, uint32_t address, bool write)
{
	struct board *board = context;
	if (board->disk_fails)
		return false;
	if (write)
		memcpy(board->sectors[sector], board->bytes + address, SECTOR_SIZE);
	else
		memcpy(board->bytes + address, board->sectors[sector], SECTOR_SIZE);
	return true;
}

static const struct backend backend = { poll_input, put_output, transfer };

struct board *board_create(void)
{
	struct board *board = calloc(1, sizeof *board);
	if (board == NULL)
		abort();
	board->input = "";
	board->machine.memory = (struct memory){ board->bytes, BOARD_MEMORY };
	buffer_reset(&board->machine.buffer, board->buffer, 0, 0, PROFILE_pg32);
	board->machine.cpu.psw = (struct psw){ .pc = BOARD_CODE, .bound = BOARD_MEMORY };
	board->machine.wiring = wired_to(&backend, board);
	devices_reset(&board->machine.devices,
	              &(struct equipment){ .memory_size = BOARD_MEMORY, .sectors = BOARD_SECTORS });
	put_psw(board, TRAP_NEW_PSW, (struct psw){ .pc = BOARD_HANDLER, .bound = BOARD_MEMORY });
	return board;
}

void board_destroy(struct board *board)
{
	free(board);
}

void put(struct board *board, uint32_t address, uint32_t word)
{
	for (unsigned i = 0; i < 4; i++)
		board->bytes[address + i] = (uint8_t)(word >> 8 * i);
}

uint32_t get(const struct board *board, uint32_t address)
{
	uint32_t word = 0;
	for (unsigned i = 0; i < 4; i++)
		word |= (uint32_t)board->bytes[address + i] << 8 * i;
	return word;
}

void place(struct board *board, uint32_t address, struct instruction instruction)
{
	put(board, address, encode(&instruction));
}

void put_psw(struct board *board, uint32_t address, struct psw psw)
{
	put(board, address, psw.status);
	put(board, address + 4, psw.pc);
	put(board, address + 8, psw.base);
	put(board, address + 12, psw.bound);
	put(board, address + 16, psw.timer);
}

enum outcome step(struct board *board)
{
	return run(&board->machine, 1, &board->history, &board->trap);
}

enum outcome step_through(struct board *board)
{
	enum outcome outcome = step(board);
	return outcome == OUTCOME_TRAPPED ? deliver(&board->machine, &board->trap) : outcome;
}

enum outcome run_for(struct board *board, uint64_t count)
{
	uint64_t end = clock_of(board) + count;
	while (clock_of(board) < end) {
		enum outcome outcome =
		        run(&board->machine, end - clock_of(board), &board->history, &board->trap);
		if (outcome == OUTCOME_TRAPPED)
			outcome = deliver(&board->machine, &board->trap);
		if (outcome != OUTCOME_COMPLETED)
			return outcome;
	}
	return OUTCOME_COMPLETED;
}

uint32_t in(struct board *board, uint32_t port)
{
	return devices_in(&board->machine.devices, &board->machine.wiring, port);
}

void out(struct board *board, uint32_t port, uint32_t value)
{
	devices_out(&board->machine.devices, &board->machine.wiring, port, value);
}

uint32_t *registers_of(struct board *board)
{
	return board->machine.cpu.registers;
}

struct psw *psw_of(struct board *board)
{
	return &board->machine.cpu.psw;
}

uint64_t clock_of(const struct board *board)
{
	return board->machine.devices.clock;
}
