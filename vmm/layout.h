/* The table that vmm.elf carries under the symbol vmm_layout: the address of each part of the
 * shadow in the VMM's memory, so that the host can look through every level of virtual machines. */
#ifndef PG32_VMM_LAYOUT_H
#define PG32_VMM_LAYOUT_H

#include <stdint.h>

#define VMM_LAYOUT_MAGIC UINT32_C(0x4D4D5650)

enum layout {
	LAYOUT_MAGIC,
	LAYOUT_ORIGIN,      /* a word: where the guest's memory begins in the VMM's */
	LAYOUT_REGISTERS,   /* sixteen words */
	LAYOUT_PSW,         /* five words */
	LAYOUT_MEMORY_SIZE, /* a word */
	LAYOUT_CLOCK,       /* two words, low first */
	LAYOUT_WAITED,      /* two words, low first */
	LAYOUT_COUNTS,      /* COUNTS words, see vmm.h */
	LAYOUT_LAST,        /* cause, value and word of the trap that ended the guest */
	LAYOUT_INTERPRETED, /* two words, low first */
	LAYOUT_WORDS
};

#endif
