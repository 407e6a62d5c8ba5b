/* What entry.s and kernel.c share, and what the grader looks at. */
#ifndef KERNEL_H
#define KERNEL_H

#include "isa/architecture.h"
#include "pg32.h"

#include "load.h"

/* The system calls, as calls.inc has them. */
enum call { CALL_EXIT, CALL_PUT, CALL_GET, CALL_COUNT };

/* Low memory: the trap area (section 5 of the manual), and behind it where entry.s saves the
 * registers, register n at 0x40 + 4n. entry.s places it at address 0. */
struct low_memory {
	struct psw old;
	uint32_t cause, value, word;
	struct psw new;
	uint32_t unused[3];
	uint32_t registers[16];
};

extern struct low_memory low_memory;

/* Every program runs here, one after the other. */
enum { WINDOW = 0x100000, WINDOW_SIZE = 0x10000 };

enum { LOG = 256, PROGRAMS = 16 };

/* For the grader: what the programs put, and how each program ended: its status, or where the
 * kernel had to end it 0x100 + the trap's cause. */
extern uint32_t logged, log[LOG];
extern uint32_t ended, endings[PROGRAMS];

/* Called by entry.s: at the start, and at each trap with the registers saved. When they return, the
 * program goes on whose PSW is low_memory.old and whose registers are in low_memory.registers. */
void start(const struct boot_table *table);
void trap(void);

#endif
