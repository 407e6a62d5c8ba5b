/* What entry.s and kernel.c share, and what the grader looks at. */
#ifndef KERNEL_H
#define KERNEL_H

#include "isa/architecture.h"
#include "pg32.h"

#include "load.h"

/* The system calls, as calls.inc has them. */
enum call { CALL_EXIT, CALL_PUT, CALL_YIELD, CALL_SELF };

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

/* Program n, 1 to PROGRAMS - 1, is the one in boot module n - 1, and has a window of its own: from
 * n * WINDOW on. */
enum { PROGRAMS = 8, WINDOW = 0x80000, WINDOW_SIZE = 0x10000 };

/* How many instructions of its own a program runs in a turn: exactly so many, unless it gives up
 * the rest or ends. */
enum { QUANTUM = 500 };

/* For the grader: what the programs put, and which programs had the turns, in order. */
enum { LOG = 512, TURNS = 512 };
extern uint32_t logged, log[LOG];
extern uint32_t turned, turns[TURNS];

/* Called by entry.s: at the start, and at each trap with the registers saved. When they return, the
 * program goes on whose PSW is low_memory.old and whose registers are in low_memory.registers. */
void start(const struct boot_table *table);
void trap(void);

#endif
