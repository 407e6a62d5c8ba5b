/* How far snapshots are apart: by the time in which the host runs from one to the next, so that
 * taking them costs a small part of it. Only how long going back takes depends on that. */
#ifndef PG32_MACHINE_RUN_PACE_H
#define PG32_MACHINE_RUN_PACE_H

#include <stdbool.h>
#include <stdint.h>

#include "machine/engines/memory.h"

struct pace {
	uint64_t (*now)(void); /* this thread's time, in nanoseconds */
	uint64_t (*all)(void); /* that of all threads of the process */
	uint64_t cost;         /* of the last snapshot, in such time */
	uint32_t pages;        /* of memory that the host had then */
	uint32_t new;          /* that have come since, as far as it was looked at */
	uint64_t last;         /* the position of the snapshot before here */
	uint64_t since;        /* when it was there */
	uint64_t all_since;
	uint64_t looked;    /* the position at which the time was looked at last */
	uint64_t looked_at; /* that time */
	uint64_t stretch;   /* how many steps to make before the next look, at most */
};

void pace_begin(struct pace *pace);

/* Before and after a snapshot is taken at a position. */
void pace_before(struct pace *pace);
void pace_after(struct pace *pace, uint64_t position, const struct host_memory *memory);

/* Whether the next one is due at a position, where last is that of the one before. */
bool pace_is_due(struct pace *pace, uint64_t position, uint64_t last,
                 const struct host_memory *memory);

#endif
