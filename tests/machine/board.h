/* A board to test on: a machine of 16 pages with a fake console and a fake disk. */
#ifndef PG32_TESTS_MACHINE_BOARD_H
#define PG32_TESTS_MACHINE_BOARD_H

#include "isa/instruction.h"
#include "isa/disk.h"
#include "machine/core/machine.h"

enum {
	BOARD_MEMORY = 0x10000,
	BOARD_SECTORS = 4,
	BOARD_CODE = 0x1000,    /* where the processor starts */
	BOARD_HANDLER = 0x2000, /* where a trap's new PSW goes, unless a test says otherwise */
	BOARD_OUTPUT_SIZE = 64
};

struct board {
	struct machine machine;
	uint32_t buffer[BUFFER_PAGES * TABLE_ENTRIES];
	struct history history;
	struct trap trap; /* the last one raised */
	uint8_t bytes[BOARD_MEMORY];

	/* The console: the input's bytes, then its end; a terminal has nothing typed instead. */
	const char *input;
	bool is_terminal;
	unsigned polls;     /* how often the host was asked */
	uint64_t last_poll; /* the clock at the last time */
	bool last_poll_was_idle;
	char output[BOARD_OUTPUT_SIZE];
	unsigned output_length;

	uint8_t sectors[BOARD_SECTORS][SECTOR_SIZE];
	bool disk_fails;
};

/* A board at reset: supervisor mode, interrupts and timer off, window all of memory, pc at
 * BOARD_CODE; the new PSW is the same at BOARD_HANDLER. Free it with board_destroy. */
struct board *board_create(void);
void board_destroy(struct board *board);

/* Physical memory, a word at a time. */
void put(struct board *board, uint32_t address, uint32_t word);
uint32_t get(const struct board *board, uint32_t address);

/* Puts an instruction at the address. d, a, b and immediate are the fields that it has. */
void place(struct board *board, uint32_t address, struct instruction instruction);
#define PLACE(board, address, mnemonic, ...) \
	place(board, address, (struct instruction){ OPERATION_##mnemonic, __VA_ARGS__ })

/* Puts a PSW at a physical address. */
void put_psw(struct board *board, uint32_t address, struct psw psw);

/* Raises or executes one instruction or interrupt; a trap is left in board->trap. */
enum outcome step(struct board *board);

/* As step, and delivers the trap. */
enum outcome step_through(struct board *board);

/* Runs until so many more instructions have completed, delivering traps; any other outcome ends
 * it at once. */
enum outcome run_for(struct board *board, uint64_t count);

/* The devices' ports, as the in and out instructions reach them. */
uint32_t in(struct board *board, uint32_t port);
void out(struct board *board, uint32_t port, uint32_t value);

/* The registers and the clock. */
uint32_t *registers_of(struct board *board);
struct psw *psw_of(struct board *board);
uint64_t clock_of(const struct board *board);

#endif
