/* The map f: from a state of the bare machine to the VMM's memory, registers and real PSW.
 *
 *   bare                                   f
 *   registers, pc                          the real ones, while the guest runs; else in the shadow
 *   mode, interrupts, base, bound, timer   in the shadow's PSW, as of the last resumption
 *   memory at a                            real memory at origin + a
 *   clock, devices, double-trap bit        in the shadow, as of the last resumption
 *   instructions since then                how much of the real timer is gone
 *
 * The real PSW is the allocator's: user mode, interrupts enabled, the window composed with the
 * guest's memory, and a timer that ends with the next event of the guest. */
#ifndef PG32_SPEC_THEOREMS_SHADOW_H
#define PG32_SPEC_THEOREMS_SHADOW_H

#include "spec/theorems/emulation/bare.h"
#include "spec/theorems/emulation/symbolic_run.h"

/* Where the guest's memory is; how many instructions the guest has completed since it was resumed,
 * and how many it was given. */
struct allotment {
	Z3_ast origin;
	Z3_ast completed;
	Z3_ast given;
};

/* The real PSW for the bare machine's: what it is resumed under. */
struct symbolic_psw real_psw(Z3_context z, const struct bare *bare, Z3_ast origin);

/* What the VMM's processor and memory are at an exit: the bare state as it was resumed, the
 * instructions completed since then, and the trap. */
struct symbolic_cpu cpu_at_exit(Z3_context z, const struct vmm_image *image,
                                const struct bare *resumed, const struct allotment *allotment,
                                const struct symbolic_trap *trap);

/* One thing that is to be the same on both sides; these are told with more than numbers. */
#define MEMORY "memory"
#define OUTCOME "outcome"
enum { NAME_SIZE = 32, AGREEMENTS = 96 };
struct agreement {
	char name[NAME_SIZE];
	Z3_ast virtual, bare;
	bool is_register; /* the registers are asked for all together */
};

struct agreements {
	struct agreement list[AGREEMENTS];
	unsigned count;
};

/* What an ending and f of a bare state must agree on; at is any address in the guest's memory. */
struct agreements agreements_of(const struct surroundings *surroundings,
                                const struct ending *ending, const struct bare *bare, Z3_ast at);

/* Adds one. */
void agree(struct agreements *agreements, const char *name, Z3_ast virtual, Z3_ast bare);

#endif
