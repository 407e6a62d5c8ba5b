/* Random programs of unprivileged instructions that RISC-V and PG32 both have, with the same
 * addresses and the same layout on both. */
#ifndef PG32_TESTS_DIFFERENTIAL_PROGRAM_H
#define PG32_TESTS_DIFFERENTIAL_PROGRAM_H

#include "isa/instruction.h"

/* The memory map of a program:
 *
 *   CODE       its instructions, one word each
 *   SCRATCH    what its loads and stores reach, around tp
 *   RESULTS    where each block stores all registers, at gp
 */
#define PROGRAM_CODE UINT32_C(0x00010000)
#define PROGRAM_SCRATCH UINT32_C(0x00800000)
#define PROGRAM_RESULTS UINT32_C(0x00900000)
#define PROGRAM_END UINT32_C(0x00C00000)

enum {
	SCRATCH_SIZE = 4096,
	RESULT_SIZE = 64, /* a block's registers: word n is register n */
	BLOCK_UNITS = 32  /* random steps a block */
};

struct program {
	struct instruction *instructions;
	uint32_t count;
	uint32_t capacity;
	uint32_t *blocks; /* where each block begins */
	uint32_t block_count;
};

/* Makes the program of this seed. Free it with program_free. */
struct program program_make(uint64_t seed, uint32_t blocks);
void program_free(struct program *program);

#endif
