/* Where the guest's registers are while translated code runs.
 *
 * gcc never allocates gp and tp, and ra last of those that it may use at once. The registers that
 * it takes first are the host's whose instructions are shortest. */
#ifndef PG32_MACHINE_ENGINES_FAST_REGISTERS_H
#define PG32_MACHINE_ENGINES_FAST_REGISTERS_H

#include "machine/engines/fast/emit.h"

/* No register of the host: near the code. */
#define NOWHERE HOST_REGISTERS

/* By number: zero ra sp gp tp t0 t1 t2 s0 s1 a0 to a5. */
static const enum host_register host_registers[] = {
	NOWHERE, NOWHERE, R14, NOWHERE, NOWHERE, R10, R9,  R11,
	R12,     R13,     R8,  RBP,     RDI,     RSI, RCX, RDX,
};

#endif
