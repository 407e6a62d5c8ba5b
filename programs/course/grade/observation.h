/* What was seen of a run. */
#ifndef PG32_COURSE_GRADE_OBSERVATION_H
#define PG32_COURSE_GRADE_OBSERVATION_H

#include "isa/causes.h"
#include "machine/core/machine.h"
#include "programs/course/grade/grade.h"
#include "vmm/equivalence/host.h"

/* What was executed in user mode, in whatever order: how many instructions, and the sum of a hash
 * of each one's address and word. A kernel that does not run a program comes to another. */
struct trail {
	uint64_t count, sum;
};

/* The end of a run. */
struct observation {
	struct machine machine; /* memory is owned */
	void *buffer;           /* what its buffer is kept in; owned */
	struct host host;
	struct history history;
	enum outcome outcome; /* COMPLETED: at the limit, or too much output */
	bool too_much_output;
	uint32_t status;       /* of a halt */
	enum boot_error error; /* BOOT_OK, or it never ran */
	struct trap trap;      /* the last one */
	uint64_t traps[CAUSES];
	struct trail trail; /* where the material follows it */
};

void observe(struct observation *observation, const struct material *material);
void observation_free(struct observation *observation);

#endif
