/* Moves a session along its run: forward by running it, backward from a snapshot. */
#include "machine/run/timeline.h"

#include <stdlib.h>
#include <string.h>

/* So many steps are replayed in a few milliseconds, and a snapshot looks at all pages that were
 * ever used, in less than a tenth of the time. */
enum { SPACING = 4 << 20, SPACING_OF_PAGE = 8192 };

/* So far until what looks on is asked, and so many turns. */
enum { CHUNK = 1 << 20, TURNS = 1024 };

static uint64_t executed(const struct session *session)
{
	const struct devices *devices = &session->computer.machine.devices;
	struct guest guest = { .interpreted = 0 };
	session->monitor->look(session, &guest);
	return devices->clock - devices->waited + guest.interpreted;
}

static void see_position(struct timeline *timeline)
{
	timeline->position = executed(timeline->session) - timeline->origin + timeline->taken;
	if (timeline->position > timeline->newest)
		timeline->newest = timeline->position;
}

bool timeline_begin(struct timeline *timeline, struct session *session)
{
	*timeline = (struct timeline){ .session = session, .is_exact = true };
	if (!record_begin(&timeline->record, &session->computer))
		return false;
	snapshots_begin(&timeline->snapshots, session, TIMELINE_BUDGET);
	timeline->origin = executed(session);
	return snapshots_take(&timeline->snapshots, 0, 0, &timeline->record.now);
}

void timeline_end(struct timeline *timeline)
{
	free(timeline->edits);
	snapshots_end(&timeline->snapshots);
	record_end(&timeline->record);
}

/* Whether the next snapshot is due. */
static bool is_due(const struct timeline *timeline)
{
	const struct snapshots *snapshots = &timeline->snapshots;
	unsigned last = snapshots_before(snapshots, timeline->position);
	uint64_t spacing = timeline->spacing;
	if (spacing == 0) {
		spacing = (uint64_t)snapshot_pages(snapshots, last) * SPACING_OF_PAGE;
		if (spacing < SPACING)
			spacing = SPACING;
	}
	return timeline->position - snapshot_position(snapshots, last) >= spacing;
}

bool timeline_is_over(const struct timeline *timeline)
{
	return timeline->session->outcome != OUTCOME_COMPLETED;
}

/* Makes the edits of this position. */
static void edit(struct timeline *timeline)
{
	struct session *session = timeline->session;
	struct engine *engine = session->computer.engine;
	size_t size;
	for (unsigned i = 0; i < timeline->edit_count; i++) {
		const struct edit *edit = &timeline->edits[i];
		if (edit->position != timeline->position)
			continue;
		uint8_t *at = (uint8_t *)&session->computer.machine.cpu;
		if (edit->place == EDIT_MONITOR)
			at = session->monitor->state(session, &size);
		if (edit->place == EDIT_MEMORY) {
			at = session->computer.memory.bytes;
			engine->stored(engine, (uint32_t)edit->offset, edit->size);
		}
		memcpy(at + edit->offset, edit->bytes, edit->size);
	}
}

/* The next position at which the state is edited, or this one. */
static uint64_t next_stop(const struct timeline *timeline, uint64_t to)
{
	for (unsigned i = 0; i < timeline->edit_count; i++)
		if (timeline->edits[i].position > timeline->position &&
		    timeline->edits[i].position < to)
			to = timeline->edits[i].position;
	return to;
}

/* How far to run at once; 0: the run is at a limit, or was left. */
static uint64_t next_stretch(struct timeline *timeline, uint64_t to, bool snapshot_is_due)
{
	struct session *session = timeline->session;
	struct host_console *console = &session->computer.console;
	uint64_t clock = session_clock(session);
	uint64_t most = host_console_stretch(console, session_left(session, clock));
	bool is_new = timeline->position == timeline->newest;
	if (!host_console_attend(console, clock) && is_new)
		return 0;
	struct next next;
	if (most > CHUNK)
		most = CHUNK;
	uint64_t left = next_stop(timeline, to) - timeline->position;
	if (snapshot_is_due && !timeline->is_exact)
		left = 1;
	if (left < most && !(session_next(session, &next) && next.is_wait))
		most = left;
	return most;
}

/* Runs what is interpreted, as the careful engine would. */
static bool interprets_on(struct timeline *timeline, uint64_t *most, struct careful *careful)
{
	struct session *session = timeline->session;
	const struct machine *machine = session_running(session);
	struct next next;
	careful->has_left = false;
	if (!session_next(session, &next))
		return true;
	careful->has_left =
	        careful_asks(careful, machine, machine->cpu.psw.pc, next.physical, next.word);
	if (!next.is_wait)
		*most = 1;
	return !careful->has_left;
}

static enum outcome run_stretch(struct timeline *timeline, uint64_t most, struct careful *careful)
{
	struct session *session = timeline->session;
	struct engine *own = session->computer.engine;
	if (careful == NULL)
		return session_stretch(session, most);
	if (session_interprets(session))
		return interprets_on(timeline, &most, careful) ? session_stretch(session, most)
		                                               : OUTCOME_COMPLETED;
	for (unsigned user = 0; user < 2; user++)
		own->recall(own, &session->histories[user]);
	session->computer.engine = &careful->engine;
	enum outcome outcome = session_stretch(session, most);
	session->computer.engine = own;
	return outcome;
}

/* A stretch, and the trap that ends it; whether what looks on stops there. */
static bool advance(struct timeline *timeline, uint64_t most, const struct watcher *watcher)
{
	struct session *session = timeline->session;
	struct careful *careful = watcher == NULL ? NULL : watcher->careful;
	uint64_t before = timeline->position;
	session->outcome = run_stretch(timeline, most, careful);
	see_position(timeline);
	if (timeline->position != before)
		timeline->is_exact = timeline->position - before == most;
	else if (session->outcome == OUTCOME_COMPLETED)
		timeline->is_exact = false;
	if (timeline->position != before)
		edit(timeline);
	if (careful != NULL && careful->has_left)
		return true;
	if (session->outcome != OUTCOME_TRAPPED)
		return false;
	session->outcome = session->monitor->take(session);
	if (session->outcome != OUTCOME_COMPLETED)
		return false;
	timeline->taken++;
	see_position(timeline);
	timeline->is_exact = true;
	edit(timeline);
	return watcher != NULL && watcher->trapped != NULL && watcher->trapped(watcher->context);
}

enum arrival timeline_forward(struct timeline *timeline, uint64_t to, const struct watcher *watcher)
{
	unsigned turns = 0;
	uint64_t called_at = timeline->position;
	while (timeline->position < to) {
		if (timeline_is_over(timeline))
			return ARRIVAL_END;
		bool due = is_due(timeline);
		if (due && timeline->is_exact) {
			if (!snapshots_take(&timeline->snapshots, timeline->position,
			                    timeline->taken, &timeline->record.now))
				timeline->record.is_full = true;
			due = false;
		}
		if (timeline->record.is_full)
			return ARRIVAL_END;
		uint64_t most = next_stretch(timeline, to, due);
		if (most == 0)
			return ARRIVAL_END;
		if (advance(timeline, most, watcher))
			return ARRIVAL_STOPPED;
		if (watcher != NULL && watcher->is_called != NULL &&
		    (++turns % TURNS == 0 || timeline->position - called_at >= CHUNK)) {
			called_at = timeline->position;
			if (watcher->is_called(watcher->context))
				return ARRIVAL_CALLED;
		}
	}
	return timeline_is_over(timeline) ? ARRIVAL_END : ARRIVAL_THERE;
}

/* Goes back to a snapshot at or before a position. */
static void go_back(struct timeline *timeline, uint64_t to)
{
	struct mark mark;
	unsigned index = snapshots_before(&timeline->snapshots, to);
	snapshots_restore(&timeline->snapshots, index, &timeline->taken, &mark);
	record_go(&timeline->record, &mark);
	see_position(timeline);
	timeline->is_exact = true;
}

enum arrival timeline_go(struct timeline *timeline, uint64_t to, const struct watcher *watcher)
{
	if (to < timeline->position || (to == timeline->position && !timeline->is_exact)) {
		go_back(timeline, to);
	} else {
		unsigned index = snapshots_before(&timeline->snapshots, to);
		if (snapshot_position(&timeline->snapshots, index) > timeline->position)
			go_back(timeline, to);
	}
	return timeline_forward(timeline, to, watcher);
}

/* Forgets what was run after here, and what was done to it. */
static void cut(struct timeline *timeline)
{
	unsigned kept = 0;
	for (unsigned i = 0; i < timeline->edit_count; i++)
		if (timeline->edits[i].position <= timeline->position)
			timeline->edits[kept++] = timeline->edits[i];
	timeline->edit_count = kept;
	timeline->newest = timeline->position;
	timeline->session->outcome = OUTCOME_COMPLETED;
	snapshots_cut(&timeline->snapshots, timeline->position);
	record_cut(&timeline->record);
}

bool timeline_edit(struct timeline *timeline, enum edit_place place, size_t offset,
                   const uint8_t *bytes, uint32_t size)
{
	if (!timeline->is_exact)
		timeline_go(timeline, timeline->position, NULL);
	cut(timeline);
	for (uint32_t done = 0; done < size; done += EDIT_SIZE) {
		uint32_t part = size - done < EDIT_SIZE ? size - done : EDIT_SIZE;
		struct edit *edits =
		        realloc(timeline->edits, (timeline->edit_count + 1) * sizeof *edits);
		if (edits == NULL)
			return false;
		timeline->edits = edits;
		struct edit *new = &edits[timeline->edit_count++];
		*new = (struct edit){ timeline->position, place, offset + done, part, { 0 } };
		memcpy(new->bytes, bytes + done, part);
	}
	edit(timeline);
	return snapshots_take(&timeline->snapshots, timeline->position, timeline->taken,
	                      &timeline->record.now);
}
