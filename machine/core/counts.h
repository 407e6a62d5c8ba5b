/* What a VMM counts. */
#ifndef PG32_MACHINE_CORE_COUNTS_H
#define PG32_MACHINE_CORE_COUNTS_H

#include "isa/word.h"

/* How often the VMM did what: the index is a cause for traps reflected and interrupts delivered
 * into the guest, COUNT_EMULATED + privileged_number(word) for privileged instructions,
 * COUNT_TIMER for exits because the allocated time was over, COUNT_INTERPRETED for those of the
 * reflected traps that interpreted code raised, which are no exits, COUNT_FILLED for translations
 * that an exit was for. Modulo 2^32. */
enum {
	COUNT_EMULATED = 16,
	COUNT_TIMER = COUNT_EMULATED + PRIVILEGED_NUMBERS,
	COUNT_INTERPRETED,
	COUNT_FILLED,
	COUNTS
};

#endif
