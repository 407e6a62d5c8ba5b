/* Programs that last: a generated program is run bare first, and where it ends early, changed where
 * it ended. */
#ifndef PG32_VMM_EQUIVALENCE_REHEARSAL_H
#define PG32_VMM_EQUIVALENCE_REHEARSAL_H

#include "vmm/equivalence/program.h"

/* So many instructions a program is to last. */
enum { LASTING = 300 };

/* A machine to try programs on, and the profile that they are for. */
struct rehearsal {
	struct machine machine;
	struct host host;
	struct supply supply;
};

void rehearsal_create(struct rehearsal *rehearsal, uint32_t profile);
void rehearsal_release(struct rehearsal *rehearsal);

/* The program of a seed: the same on every host. One in 32 is left as it was generated. */
void make_program(struct rehearsal *rehearsal, struct program *program, uint64_t seed);

#endif
