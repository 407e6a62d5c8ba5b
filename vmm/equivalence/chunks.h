/* The seeds of a campaign in chunks: what the processes share, and what state files keep. */
#ifndef PG32_VMM_EQUIVALENCE_CHUNKS_H
#define PG32_VMM_EQUIVALENCE_CHUNKS_H

#include <stdatomic.h>

#include "vmm/equivalence/state.h"

struct chunk {
	atomic_bool done;
	uint64_t next;          /* the seed that is run, or is to be */
	struct results results; /* from and to are always right */
};

struct chunks {
	atomic_uint next;       /* the chunk that nobody has taken yet */
	atomic_uint saved;      /* failures written to files */
	atomic_ullong programs; /* run since the start */
	unsigned count;
	struct chunk list[];
};

/* Divides a range of seeds; shared by the processes that are forked afterwards. */
struct chunks *chunks_create(uint64_t from, uint64_t to);

/* Marks what the state file has as done; lines of other campaigns and ranges are left alone. A last
 * line that was cut off is taken off the file, once all others are found to be good. */
bool chunks_read(struct chunks *chunks, const char *campaign, struct state *state,
                 struct failure *failure);

#endif
