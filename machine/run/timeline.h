/* The timeline: a session's run as something to move in.
 *
 * A position counts steps: instructions completed, by the machine or by a hosted VMM's interpreter,
 * and traps taken. (The clock would be none: a trap takes no time, and a wait jumps.) Where the run
 * has been it is replayed exactly: input is as it was, output is not put again, and what the disk
 * was told is beside its file, which is never written. */
#ifndef PG32_MACHINE_RUN_TIMELINE_H
#define PG32_MACHINE_RUN_TIMELINE_H

#include "machine/engines/careful.h"
#include "machine/run/pace.h"
#include "machine/run/record.h"
#include "machine/run/saved.h"
#include "machine/run/session.h"
#include "machine/run/snapshot.h"

/* The memory that snapshots and the record may take: these give way to that, which keeps all, down
 * to a quarter. */
#define TIMELINE_BUDGET (UINT64_C(512) << 20)

/* What looks on while a timeline moves. */
struct watcher {
	struct careful *careful; /* asks before instructions; NULL: nothing does */
	/* After a stretch, which each trap ends, each privileged instruction and each fill: whether
	 * to stop; or NULL. */
	bool (*passed)(void *context);
	bool (*is_called)(void *context); /* now and then: whether to stop; or NULL */
	void *context;
};

/* The most bytes of an edit; a processor is one. */
enum { EDIT_SIZE = SAVED_EDIT_SIZE };
_Static_assert(sizeof(struct cpu) <= EDIT_SIZE, "a processor is one edit");

struct edit {
	uint64_t position;
	enum edit_place place;
	size_t offset;
	uint32_t size;
	uint8_t bytes[EDIT_SIZE];
};

struct timeline {
	struct session *session;
	struct record record;
	struct snapshots snapshots;
	uint64_t position;
	uint64_t newest;    /* the furthest that the run has been */
	uint64_t taken;     /* traps */
	uint64_t origin;    /* instructions before position 0 */
	uint64_t budget;    /* bytes of both */
	struct edit *edits; /* in the order in which they were made */
	unsigned edit_count;
	struct pace pace; /* of snapshots */
	uint64_t spacing; /* of snapshots, in steps; 0: by the pace */
	uint64_t near;    /* a position to keep on the way to where one goes back to; 0: none */
	bool is_exact;    /* the state is as when the position was come to */
	bool was_over;    /* at the newest, by what the machine itself did or by a limit */
};

/* Why it does not move on. */
enum arrival {
	ARRIVAL_THERE,
	ARRIVAL_STOPPED, /* by what looks on */
	ARRIVAL_CALLED,  /* it was called */
	ARRIVAL_END      /* of the run: as session->outcome says, COMPLETED at a limit */
};

/* The timeline of a session that is ready to run: position 0. Of one that was saved what was
 * recorded is to be replayed. False where there is no memory. */
bool timeline_begin(struct timeline *timeline, struct session *session);

/* Frees it. What a dump is to say of the disk is left in the session. */
void timeline_end(struct timeline *timeline);

/* Moves forward, to a position at most. The watcher may be NULL. */
enum arrival timeline_forward(struct timeline *timeline, uint64_t to,
                              const struct watcher *watcher);

/* Goes to a position, backward or forward. */
enum arrival timeline_go(struct timeline *timeline, uint64_t to, const struct watcher *watcher);

/* Writes bytes of the state here; it must be so large. What was run after it is forgotten, and who
 * comes here again finds them. False where there is no memory. */
bool timeline_edit(struct timeline *timeline, enum edit_place place, size_t offset,
                   const uint8_t *bytes, uint32_t size);

/* Whether a processor may become another by an edit; its PSW, but for the pc, only where whole is.
 */
bool edit_is_sound(const struct cpu *old, const struct cpu *new, bool whole);

/* Whether the run, here, is at its end. */
bool timeline_is_over(const struct timeline *timeline);

#endif
