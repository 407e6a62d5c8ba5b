/* What the parts of the kernel offer each other, and what the grader looks at. */
#ifndef KERNEL_H
#define KERNEL_H

#include "isa/architecture.h"
#include "pg32.h"

#include "load.h"

/* The system calls, as calls.inc has them. */
enum call { CALL_EXIT, CALL_PUT, CALL_GROW, CALL_FORK, CALL_YIELD, CALL_FRAMES };

/* Low memory, as in assignments 2 and 3; entry.s places it at address 0. */
struct low_memory {
	struct psw old;
	uint32_t cause, value, word;
	struct psw new;
	uint32_t unused[3];
	uint32_t registers[16];
};

extern struct low_memory low_memory;

/* Physical memory: a program is loaded to STAGING first; FRAMES frames of 4096 bytes for pages and
 * tables begin at FIRST_FRAME. The boot modules lie behind them, at the end of memory. */
enum { STAGING = 0x100000, FIRST_FRAME = 0x200000, FRAMES = 512 };

/* A space: 64 KiB for the program, the heap, the stack. Of these only the program is there from the
 * beginning; a page of the heap below the break, or one of the STACK_PAGES below STACK, is made
 * when it is first touched, and is zero then. */
enum {
	PROGRAM_SIZE = 0x10000,
	HEAP = 0x400000,
	STACK = 0x800000,
	STACK_PAGES = 16,
	SPACE = 0x800000
};

enum { PROGRAMS = 32, LOG = 256 };

/* For the grader: what the programs put, how many ended by themselves and how many the kernel
 * ended, and how many frames are in use. */
extern uint32_t logged, log[LOG], exits, kills, frames_used;

/* memory.c: frames, which are shared by so many, and spaces. Addresses are virtual, and of the
 * space whose root this is. */
void frames_start(void);
uint32_t space_make(void);                    /* an empty one: its root, or 0 */
int space_load(uint32_t root, uint32_t from); /* the program at the physical address; 0, or -1 */
uint32_t space_fork(uint32_t root); /* one that has the same, copied on a write; its root, or 0 */
void space_free(uint32_t root);

/* The page of the address was refused: a heap or stack page that is to be made, or one that is to
 * be copied for a write. 0 where the program can go on, -1 where it is to be ended. */
int space_fault(uint32_t root, uint32_t address, int is_write, uint32_t heap_end);

/* tlbi.s: empties the buffer (section 4 of the manual). */
void empty_buffer(void);

/* kernel.c, called by entry.s. */
void start(const struct boot_table *table);
void trap(void);

#endif
