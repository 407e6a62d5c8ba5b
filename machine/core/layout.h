/* The table that a VMM carries under the symbol vmm_layout: the address of each part of the
 * shadow in the VMM's memory, so that the host can look through every level of virtual machines,
 * and a proof about vmm.elf knows where its state is. Words, where nothing else is said. */
#ifndef PG32_MACHINE_CORE_LAYOUT_H
#define PG32_MACHINE_CORE_LAYOUT_H

#include <stdint.h>

#include "machine/core/counts.h"

#define VMM_LAYOUT_MAGIC UINT32_C(0x4D4D5650)

enum layout {
	LAYOUT_MAGIC,
	LAYOUT_ORIGIN,      /* a word: where the guest's memory begins in the VMM's */
	LAYOUT_REGISTERS,   /* sixteen words */
	LAYOUT_PSW,         /* five words */
	LAYOUT_MEMORY_SIZE, /* a word */
	LAYOUT_CLOCK,       /* two words, low first */
	LAYOUT_WAITED,      /* two words, low first */
	LAYOUT_COUNTS,      /* COUNTS words, see counts.h */
	LAYOUT_LAST,        /* cause, value and word of the trap that ended the guest */
	LAYOUT_INTERPRETED, /* two words, low first */
	LAYOUT_DELIVERING,  /* a byte */
	LAYOUT_MEMORY,      /* where the VMM itself reaches the guest's memory */
	LAYOUT_EVENT_IN,
	LAYOUT_LONGEST_WAIT,
	LAYOUT_IDLE, /* a byte */
	LAYOUT_BACKEND,
	LAYOUT_CONTEXT,
	LAYOUT_REAL,   /* the PSW that the guest is resumed under: five words */
	LAYOUT_BUFFER, /* as struct buffer has it, from its first word on */
/* The devices: a TRUTH is a byte, an INSTANT two words, low first. */
#define FIELD(device, name, TYPE, reset) LAYOUT_##device##_##name,
#include "machine/devices/devices.def"
	LAYOUT_WORDS
};

#endif
