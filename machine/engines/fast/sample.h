/* The translator for those who judge it: the code of given instructions, which no guest runs. */
#ifndef PG32_MACHINE_ENGINES_FAST_SAMPLE_H
#define PG32_MACHINE_ENGINES_FAST_SAMPLE_H

#include "machine/engines/fast/fast.h"

/* The window of a sample is all of its memory, at 0. */
enum { SAMPLE_MEMORY = 0x10000 };

/* What the translator goes by beside the words. */
enum circumstance {
	ORDINARY,
	MIXED,   /* the page is code and data */
	CAREFUL, /* accesses are outside the window too often */
	OLD,     /* the host has no BMI2 */
	WATCHED, /* accesses to some bytes are looked for */
	CIRCUMSTANCES
};

/* Those bytes. */
enum { WATCHED_FROM = 0x3FFE, WATCHED_SIZE = 4 };

struct sample {
	struct host_memory memory;
	struct fast *fast;
};

/* False where the host does not give what the engine needs: *problem is one line that says why. */
bool sample_open(struct sample *sample, const char **problem);
void sample_close(struct sample *sample);

/* The block that begins with these words at pc, which is in memory with all of them. All else is
 * forgotten, the block before this one, too; what is behind the words stays in memory. */
const struct block *sample_translate(struct sample *sample, uint32_t profile, uint32_t pc,
                                     const uint32_t *words, unsigned count,
                                     enum circumstance circumstance);

#endif
