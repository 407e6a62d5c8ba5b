/* Snapshots of a session: its whole state at some positions of a run, pages that did not change
 * kept once. */
#ifndef PG32_MACHINE_RUN_SNAPSHOT_H
#define PG32_MACHINE_RUN_SNAPSHOT_H

#include "machine/run/copies.h"
#include "machine/run/record.h"
#include "machine/run/session.h"

enum { MOST_SNAPSHOTS = 4096 };

struct snapshots {
	struct session *session;
	uint64_t budget;  /* bytes that they may take; the first is kept whatever it takes */
	uint64_t lists;   /* bytes of lists of pages */
	unsigned changed; /* pages that the last one had to copy */
	unsigned count;
	struct snapshot *list[MOST_SNAPSHOTS]; /* in order of position */
	struct copies copies;                  /* of pages */
};

void snapshots_begin(struct snapshots *snapshots, struct session *session, uint64_t budget);
void snapshots_end(struct snapshots *snapshots);

/* The bytes that they take. */
uint64_t snapshots_size(const struct snapshots *snapshots);

/* Takes one, where there is none, at this position; taken is how many traps were. Where the budget
 * is exceeded others go: they get the sparser the further they are from here. False where there is
 * no memory even so. */
bool snapshots_take(struct snapshots *snapshots, uint64_t position, uint64_t taken,
                    const struct mark *mark);

/* The next will have to copy so many pages. */
void snapshots_expect(struct snapshots *snapshots, unsigned pages);

/* The last at or before a position. */
unsigned snapshots_before(const struct snapshots *snapshots, uint64_t position);

/* Its position. */
uint64_t snapshot_position(const struct snapshots *snapshots, unsigned index);

/* Puts the session back to it. */
void snapshots_restore(struct snapshots *snapshots, unsigned index, uint64_t *taken,
                       struct mark *mark);

/* Forgets those at a position and after it. */
void snapshots_cut(struct snapshots *snapshots, uint64_t position);

#endif
