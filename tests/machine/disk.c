/* The disk: latencies, transfers, failures, and its interrupt. */
#include <criterion/criterion.h>

#include "machine/devices/devices.h"
#include "tests/machine/board.h"

/* A board that does nothing for ever; sector s is filled with 0x10 + s. */
static struct board *board_with_disk(void)
{
	struct board *board = board_create();
	PLACE(board, BOARD_CODE, jal, .d = 0, .immediate = 0);
	for (int sector = 0; sector < BOARD_SECTORS; sector++)
		memset(board->sectors[sector], 0x10 + sector, SECTOR_SIZE);
	return board;
}

static void command(struct board *board, uint32_t sector, uint32_t address, uint32_t what)
{
	out(board, PORT_DISK_SECTOR, sector);
	out(board, PORT_DISK_ADDRESS, address);
	out(board, PORT_DISK_COMMAND, what);
}

static uint32_t requesting(struct board *board)
{
	return devices_requesting(&board->machine.devices);
}

Test(disk, at_boot_it_is_idle)
{
	struct board *board = board_with_disk();
	cr_expect_eq(in(board, PORT_DISK_SECTORS), BOARD_SECTORS);
	cr_expect_eq(in(board, PORT_DISK_STATUS), 0);
	cr_expect_eq(in(board, PORT_DISK_SECTOR), 0);
	cr_expect_eq(in(board, PORT_DISK_ADDRESS), 0);
	cr_expect_eq(requesting(board), 0);
	board_destroy(board);
}

Test(disk, a_read_takes_1000_instructions)
{
	struct board *board = board_with_disk();
	run_for(board, 5);
	command(board, 2, 0x3000, 1);
	cr_expect_eq(in(board, PORT_DISK_STATUS), 1);
	run_for(board, 999);
	cr_expect_eq(in(board, PORT_DISK_STATUS), 1);
	cr_expect_eq(get(board, 0x3000), 0);
	cr_expect_eq(requesting(board), 0);
	run_for(board, 1);
	cr_expect_eq(requesting(board), DEVICE_DISK);
	cr_expect_eq(get(board, 0x3000), 0x12121212);
	cr_expect_eq(get(board, 0x31FC), 0x12121212);
	cr_expect_eq(get(board, 0x2FFC), 0);
	cr_expect_eq(get(board, 0x3200), 0);
	board_destroy(board);
}

Test(disk, reading_the_status_ends_the_request)
{
	struct board *board = board_with_disk();
	command(board, 0, 0x3000, 1);
	run_for(board, 1000);
	cr_expect_eq(in(board, PORT_DISK_STATUS), 2);
	cr_expect_eq(requesting(board), 0);
	cr_expect_eq(in(board, PORT_DISK_STATUS), 0);
	board_destroy(board);
}

Test(disk, a_write_takes_memory_as_it_is_when_it_finishes)
{
	struct board *board = board_with_disk();
	put(board, 0x3000, 0xAAAAAAAA);
	command(board, 3, 0x3000, 2);
	run_for(board, 999);
	cr_expect_eq(board->sectors[3][0], 0x13);
	put(board, 0x3000, 0xBBBBBBBB);
	run_for(board, 1);
	cr_expect_eq(board->sectors[3][0], 0xBB);
	cr_expect_eq(board->sectors[3][4], 0);
	cr_expect_eq(board->sectors[2][0], 0x12);
	cr_expect_eq(in(board, PORT_DISK_STATUS), 2);
	board_destroy(board);
}

Test(disk, the_address_is_physical_and_any_byte)
{
	struct board *board = board_with_disk();
	psw_of(board)->base = 0x1000;
	psw_of(board)->bound = 0x1000;
	psw_of(board)->pc = 0;
	command(board, 1, BOARD_MEMORY - 512, 1);
	run_for(board, 1000);
	cr_expect_eq(get(board, BOARD_MEMORY - 4), 0x11111111);
	command(board, 1, 0x3001, 1);
	run_for(board, 1000);
	cr_expect_eq(get(board, 0x3000), 0x11111100);
	board_destroy(board);
}

/* All of these fail after the latency, and move nothing. */
static void expect_failure(uint32_t sector, uint32_t address, uint32_t what)
{
	static uint8_t before[BOARD_MEMORY];
	struct board *board = board_with_disk();
	memcpy(before, board->bytes, BOARD_MEMORY);
	command(board, sector, address, what);
	run_for(board, 999);
	cr_expect_eq(in(board, PORT_DISK_STATUS), 1);
	run_for(board, 1);
	cr_expect_eq(requesting(board), DEVICE_DISK);
	cr_expect_eq(in(board, PORT_DISK_STATUS), 3);
	cr_expect_eq(in(board, PORT_DISK_STATUS), 0);
	cr_expect_eq(memcmp(before, board->bytes, BOARD_MEMORY), 0);
	cr_expect_eq(board->sectors[BOARD_SECTORS - 1][0], 0x13);
	board_destroy(board);
}

Test(disk, there_is_no_such_sector)
{
	expect_failure(BOARD_SECTORS, 0x3000, 1);
	expect_failure(0xFFFFFFFF, 0x3000, 2);
}

Test(disk, there_is_no_such_command)
{
	expect_failure(0, 0x3000, 0);
	expect_failure(0, 0x3000, 3);
	expect_failure(0, 0x3000, 0x101);
}

Test(disk, the_address_is_outside_memory)
{
	expect_failure(0, BOARD_MEMORY - 511, 1);
	expect_failure(3, BOARD_MEMORY, 2);
	expect_failure(0, 0xFFFFFE00, 1);
	expect_failure(0, 0xFFFFFFFF, 1);
}

Test(disk, the_hosts_failure_is_a_failure)
{
	struct board *board = board_with_disk();
	board->disk_fails = true;
	command(board, 0, 0x3000, 1);
	run_for(board, 1000);
	cr_expect_eq(in(board, PORT_DISK_STATUS), 3);
	cr_expect_eq(get(board, 0x3000), 0);
	board_destroy(board);
}

Test(disk, writes_to_its_ports_are_ignored_while_it_is_busy)
{
	struct board *board = board_with_disk();
	command(board, 1, 0x3000, 1);
	run_for(board, 400);
	command(board, 2, 0x4000, 1);
	cr_expect_eq(in(board, PORT_DISK_SECTOR), 1);
	cr_expect_eq(in(board, PORT_DISK_ADDRESS), 0x3000);
	run_for(board, 600);
	cr_expect_eq(in(board, PORT_DISK_STATUS), 2);
	cr_expect_eq(get(board, 0x3000), 0x11111111);
	cr_expect_eq(get(board, 0x4000), 0);
	run_for(board, 2000);
	cr_expect_eq(get(board, 0x4000), 0);
	board_destroy(board);
}

Test(disk, another_command_ends_the_request)
{
	struct board *board = board_with_disk();
	command(board, 1, 0x3000, 1);
	run_for(board, 1000);
	cr_expect_eq(requesting(board), DEVICE_DISK);
	command(board, 2, 0x3000, 1);
	cr_expect_eq(requesting(board), 0);
	cr_expect_eq(in(board, PORT_DISK_STATUS), 1);
	run_for(board, 1000);
	cr_expect_eq(get(board, 0x3000), 0x12121212);
	board_destroy(board);
}

Test(disk, it_can_overwrite_code_that_runs)
{
	struct board *board = board_with_disk();
	struct instruction seven = { OPERATION_addi, .d = 7, .immediate = 7 };
	uint32_t word = encode(&seven);
	for (unsigned i = 0; i < SECTOR_SIZE; i += 4)
		memcpy(board->sectors[0] + i, &word, sizeof word);
	command(board, 0, BOARD_CODE, 1);
	run_for(board, 1000);
	cr_expect_eq(registers_of(board)[7], 0);
	run_for(board, 1);
	cr_expect_eq(registers_of(board)[7], 7);
	board_destroy(board);
}

Test(disk, no_disk_has_no_sectors_and_fails)
{
	struct board *board = board_with_disk();
	board->machine.devices.disk.sectors = 0;
	cr_expect_eq(in(board, PORT_DISK_SECTORS), 0);
	command(board, 0, 0x3000, 1);
	run_for(board, 1000);
	cr_expect_eq(in(board, PORT_DISK_STATUS), 3);
	board_destroy(board);
}

/* Both come at clock 1000: the console, device 1, goes first; the disk after it was served. */
Test(disk, console_and_disk_at_the_same_instant)
{
	struct board *board = board_with_disk();
	board->input = "x";
	command(board, 0, 0x3000, 1);
	run_for(board, 500);
	out(board, PORT_CONSOLE_CONTROL, 1);
	run_for(board, 500);
	cr_expect_eq(requesting(board), DEVICE_CONSOLE);
	cr_expect_eq(in(board, PORT_CONSOLE_INPUT), 'x');
	cr_expect_eq(requesting(board), DEVICE_DISK);
	board_destroy(board);
}
