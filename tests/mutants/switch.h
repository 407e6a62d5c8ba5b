/* The switch of the faults in a VMM for PG32: the judge writes the last word into the image, which
 * it finds behind the others. */
#ifndef PG32_TESTS_MUTANTS_SWITCH_H
#define PG32_TESTS_MUTANTS_SWITCH_H

#include <stdint.h>

__attribute__((externally_visible)) volatile uint32_t fault_switch[] = { 0x544C5546, 0x21544C46,
	                                                                 0 };

#define FAULT(n) (fault_switch[2] == (n))

#endif
