/* The processor's state: registers, the PSW, its kinds of R, the trap area. */
#ifndef PG32_ISA_PSW_H
#define PG32_ISA_PSW_H

#include <stdint.h>

enum { REGISTERS = 16 };
enum { REGISTER_RA = 1, REGISTER_SP = 2, REGISTER_A0 = 10 };

/* Base and bound are multiples of the page. */
enum { PAGE_BITS = 12 };
#define PAGE_SIZE (UINT32_C(1) << PAGE_BITS)

/* The program status word: all the privileged state of the processor.
 *
 *   word 0  status   31                 4   3      2       1        0
 *                   [ zero               | paged | timer | inter- | mode  ]
 *                                                 pending  rupts   1 user
 *   word 1  pc       virtual address of the next instruction; a multiple of 4
 *   word 2  base     physical address of the window, or if paged of the root table; a multiple
 *                    of the page
 *   word 3  bound    size of the window, or of the space; a multiple of the page
 *   word 4  timer    instructions to complete until timer-pending is set; 0: off
 */
struct psw {
	uint32_t status;
	uint32_t pc;
	uint32_t base;
	uint32_t bound;
	uint32_t timer;
};

enum status_bit {
	STATUS_USER = 1u << 0,
	STATUS_INTERRUPTS = 1u << 1,
	STATUS_TIMER_PENDING = 1u << 2,
	STATUS_PAGED = 1u << 3,
	STATUS_ALL = STATUS_USER | STATUS_INTERRUPTS | STATUS_TIMER_PENDING | STATUS_PAGED
};

/* An entry of a table of paging. Tables are pages of words, of two levels: bits 31 to 22 of an
 * address choose the entry of the root table, bits 21 to 12 that of the table which it leads to.
 *
 *   31               12 11          4   3         2       1      0
 *   [ frame            | the kernel's | execute | write | read | valid ]
 *
 * Of the root's entries bits 3 to 1 are the kernel's as well. */
enum entry_bit {
	ENTRY_VALID = 1u << 0,
	ENTRY_READ = 1u << 1,
	ENTRY_WRITE = 1u << 2,
	ENTRY_EXECUTE = 1u << 3,
	ENTRY_BITS = ENTRY_VALID | ENTRY_READ | ENTRY_WRITE | ENTRY_EXECUTE
};
enum { ENTRY_INDEX_BITS = 10, TABLE_ENTRIES = 1 << ENTRY_INDEX_BITS };

/* What one table of the second level describes, in bytes. */
#define TABLE_SPACE (TABLE_ENTRIES * PAGE_SIZE)

/* How many entries of one root table the buffer holds translations through. */
enum { BUFFER_TABLES = 16 };

/* The trap area at physical 0. A trap stores the old PSW and what happened,
 * then loads the new PSW.
 *
 *   0x00  old PSW   0x14  cause   0x18  value   0x1C  word of the instruction
 *   0x20  new PSW   0x34  free for the kernel
 */
enum trap_area {
	TRAP_OLD_PSW = 0x00,
	TRAP_CAUSE = 0x14,
	TRAP_VALUE = 0x18,
	TRAP_WORD = 0x1C,
	TRAP_NEW_PSW = 0x20,
	TRAP_AREA_END = 0x34
};

_Static_assert(sizeof(struct psw) == TRAP_CAUSE - TRAP_OLD_PSW, "the old PSW fills its place");
_Static_assert(sizeof(struct psw) == TRAP_AREA_END - TRAP_NEW_PSW, "the new PSW fills its place");

#endif
