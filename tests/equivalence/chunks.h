/* The seeds of a campaign in chunks: what the processes share, and what state files keep. */
#ifndef PG32_TESTS_EQUIVALENCE_CHUNKS_H
#define PG32_TESTS_EQUIVALENCE_CHUNKS_H

#include <stdatomic.h>

#include "machine/host/computer.h"
#include "tests/equivalence/results.h"

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

/* Marks what the state file has as done. A file that is not there yet has nothing. Lines of other
 * campaigns and ranges are left alone. */
bool chunks_read(struct chunks *chunks, const char *campaign, const char *path,
                 struct failure *failure);

/* Adds up the state files, each range once; all must be of one campaign. */
bool chunks_merge(struct results *sum, char **paths, struct failure *failure);

#endif
