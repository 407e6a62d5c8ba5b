/* The state of a machine that runs the VMM's code over terms.
 *
 * The pc is a number, and so is the code. The registers, the VMM's own page and its guest's memory
 * are terms. Physical memory is
 *
 *   0                 the VMM's own page: trap area, the vm, the stack
 *   one page up       the VMM's image, which nothing may change
 *   origin            its guest's memory, size bytes
 *
 * and an access that cannot be proved to be in one of them is a stray: so is anything else that a
 * VMM has no business with. The real devices are in it as far as the VMM may use them. */
#ifndef PG32_SPEC_THEOREMS_SYMBOLIC_MACHINE_H
#define PG32_SPEC_THEOREMS_SYMBOLIC_MACHINE_H

#include "spec/theorems/emulation/guest_memory.h"
#include "spec/theorems/emulation/host_terms.h"
#include "spec/theorems/emulation/prover.h"

enum { OWN_WORDS = 1 << (PAGE_BITS - 2), CALL_DEPTH = 4 };

struct vmm_image;

struct symbolic_cpu {
	uint32_t pc;
	uint32_t callers[CALL_DEPTH]; /* where the calls under way return to */
	unsigned calls;
	Z3_ast registers[REGISTERS];
	Z3_ast own[OWN_WORDS];
	const struct guest_write *written;
	struct host_terms host;
	Z3_ast is_transferring; /* the real disk is busy, or done and not asked yet */
	struct path path;
};

/* What all paths of a run share. */
struct surroundings {
	struct prover *prover;
	const struct vmm_image *image;
	Z3_ast origin, size; /* of the guest's memory */
	struct guest_memory guest;
	struct guest_writes *writes;
};

/* A word of the own page. */
static inline Z3_ast own_word(const struct symbolic_cpu *cpu, uint32_t address)
{
	return cpu->own[address / 4];
}

#endif
