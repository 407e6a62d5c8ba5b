/* Moves a session along its run: forward by running it, backward from a snapshot. */
#include "machine/run/timeline.h"

#include <stdlib.h>
#include <string.h>

#include "isa/causes.h"
#include "machine/run/trace.h"

/* So many steps are replayed in about a millisecond: so far before where one goes back to there is
 * a snapshot, so that what is near it is come to soon. */
enum { NEAR = 1 << 16 };

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

bool edit_is_sound(const struct cpu *old, const struct cpu *new, bool whole)
{
	struct psw psw = old->psw;
	psw.pc = new->psw.pc;
	bool is_same = memcmp(&psw, &new->psw, sizeof psw) == 0;
	return new->registers[0] == 0 && psw_is_well_formed(&new->psw) &&
	       new->delivering == old->delivering &&
	       (is_same ||
	        (whole && !is_paged(&old->psw) && !is_paged(&new->psw) && !old->delivering));
}

/* Whether the processor there may become that of an edit: one that was saved may be anything. */
static bool may_write(const uint8_t *at, const struct edit *edit)
{
	struct cpu old, new;
	memcpy(&old, at, sizeof old);
	memcpy(&new, edit->bytes, sizeof new);
	return edit_is_sound(&old, &new, edit->place == EDIT_PROCESSOR);
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
		if (edit->place == EDIT_MEMORY || may_write(at + edit->offset, edit))
			memcpy(at + edit->offset, edit->bytes, edit->size);
	}
}

/* Takes the edits that were saved; false where one has no place. */
static bool take_edits(struct timeline *timeline, const struct saved *saved)
{
	const struct session *session = timeline->session;
	struct guest guest;
	size_t size;
	timeline->edits = calloc((size_t)saved->edit_count + 1, sizeof *timeline->edits);
	if (timeline->edits == NULL)
		return false;
	for (unsigned i = 0; i < saved->edit_count; i++) {
		const struct saved_edit *from = &saved->edits[i];
		struct edit *to = &timeline->edits[timeline->edit_count];
		*to = (struct edit){ from->position, from->place, 0, sizeof from->cpu, { 0 } };
		if (from->place == EDIT_MEMORY) {
			to->offset = from->address;
			to->size = from->size;
			if (to->offset > session->computer.memory.size ||
			    to->size > session->computer.memory.size - to->offset)
				return false;
			memcpy(to->bytes, from->bytes, from->size);
		} else {
			memcpy(to->bytes, &from->cpu, sizeof from->cpu);
		}
		if (from->place == EDIT_MONITOR) {
			if (!session->monitor->look(session, &guest))
				return false;
			to->offset =
			        (size_t)((const uint8_t *)&guest.machine->cpu -
			                 (const uint8_t *)session->monitor->state(session, &size));
		}
		timeline->edit_count++;
	}
	return true;
}

/* Has the run be what was recorded. */
static bool take_saved(struct timeline *timeline)
{
	const struct saved *saved = timeline->session->saved;
	if (saved == NULL)
		return true;
	timeline->newest = saved->newest;
	timeline->was_over = saved->is_over;
	return record_take(&timeline->record, saved->answers, saved->answer_count) &&
	       take_edits(timeline, saved);
}

/* What was recorded, and may become, is kept: snapshots have the rest. */
static bool take_snapshot(struct timeline *timeline)
{
	struct record *record = &timeline->record;
	uint64_t size = record_size(record);
	record->budget = (size_t)(timeline->budget / 4 * 3);
	timeline->snapshots.budget = size < timeline->budget ? timeline->budget - size : 0;
	pace_before(&timeline->pace);
	bool is_taken = snapshots_take(&timeline->snapshots, timeline->position, timeline->taken,
	                               &record->now);
	pace_after(&timeline->pace, timeline->position, &timeline->session->computer.memory);
	return is_taken;
}

bool timeline_begin(struct timeline *timeline, struct session *session)
{
	*timeline = (struct timeline){ .session = session, .is_exact = true };
	if (!record_begin(&timeline->record, &session->computer))
		return false;
	timeline->budget = TIMELINE_BUDGET;
	pace_begin(&timeline->pace);
	snapshots_begin(&timeline->snapshots, session, timeline->budget);
	timeline->origin = executed(session);
	if (take_saved(timeline)) {
		edit(timeline);
		if (take_snapshot(timeline))
			return true;
	}
	timeline_end(timeline);
	return false;
}

void timeline_end(struct timeline *timeline)
{
	struct session *session = timeline->session;
	if (session->options.dump != NULL) {
		session->has_disk_digest = true;
		record_digest_disk(&timeline->record, session->disk_digest);
	}
	free(timeline->edits);
	snapshots_end(&timeline->snapshots);
	record_end(&timeline->record);
}

/* Whether the next snapshot is due. */
static bool is_due(struct timeline *timeline)
{
	struct snapshots *snapshots = &timeline->snapshots;
	struct pace *pace = &timeline->pace;
	uint64_t position = timeline->position;
	uint64_t last = snapshot_position(snapshots, snapshots_before(snapshots, position));
	if (timeline->near > last && position >= timeline->near)
		return true;
	if (timeline->spacing != 0)
		return position - last >= timeline->spacing;
	uint32_t new = pace->new;
	bool due = pace_is_due(pace, position, last, &timeline->session->computer.memory);
	if (pace->new > new)
		snapshots_expect(snapshots, snapshots->changed + pace->new);
	return due;
}

bool timeline_is_over(const struct timeline *timeline)
{
	return timeline->session->outcome != OUTCOME_COMPLETED;
}

/* The next position at which the state is edited or kept, or this one. */
static uint64_t next_stop(const struct timeline *timeline, uint64_t to)
{
	if (timeline->near > timeline->position && timeline->near < to)
		to = timeline->near;
	for (unsigned i = 0; i < timeline->edit_count; i++)
		if (timeline->edits[i].position > timeline->position &&
		    timeline->edits[i].position < to)
			to = timeline->edits[i].position;
	return to;
}

/* How far to run until the time is looked at, or what looks on is asked. */
static uint64_t longest_stretch(const struct timeline *timeline, const struct watcher *watcher)
{
	bool is_paced = timeline->spacing == 0 && (watcher == NULL || watcher->careful == NULL);
	return is_paced ? timeline->pace.stretch : CHUNK;
}

/* How far to run at once; 0: the run is at a limit, or was left. */
static uint64_t next_stretch(struct timeline *timeline, uint64_t to, bool snapshot_is_due,
                             uint64_t at_once)
{
	struct session *session = timeline->session;
	struct host_console *console = &session->computer.console;
	uint64_t clock = session_clock(session);
	uint64_t most = host_console_stretch(console, session_left(session, clock));
	bool is_new = timeline->position == timeline->newest;
	if (!host_console_attend(console, clock) && is_new)
		return 0;
	struct next next;
	if (most > at_once)
		most = at_once;
	uint64_t left = next_stop(timeline, to) - timeline->position;
	if (snapshot_is_due && !timeline->is_exact)
		left = 1;
	if (left < most && !(session_next(session, &next) && next.is_wait))
		most = left;
	return most;
}

/* Whether to run on by what does not ask by itself: what is interpreted, step by step, or an engine
 * that stops before what is to be asked about. */
static bool runs_on(struct timeline *timeline, uint64_t *most, struct careful *careful)
{
	struct session *session = timeline->session;
	const struct machine *machine = session_running(session);
	struct next next;
	careful->has_left = false;
	if (!session_next(session, &next))
		return true;
	careful->has_left =
	        careful_asks(careful, machine, machine->cpu.psw.pc, next.physical, next.word);
	if (session_interprets(session) && !next.is_wait)
		*most = 1;
	return !careful->has_left;
}

static enum outcome run_stretch(struct timeline *timeline, uint64_t most, struct careful *careful)
{
	struct session *session = timeline->session;
	struct engine *own = session->computer.engine;
	bool stops = own->heed(own, &session->computer.machine, careful);
	if (careful == NULL)
		return session_stretch(session, most);
	if (stops || session_interprets(session))
		return runs_on(timeline, &most, careful) ? session_stretch(session, most)
		                                         : OUTCOME_COMPLETED;
	for (unsigned user = 0; user < 2; user++)
		own->recall(own, &session->histories[user]);
	session->computer.engine = &careful->engine;
	enum outcome outcome = session_stretch(session, most);
	session->computer.engine = own;
	return outcome;
}

/* Has the trap taken that ended a stretch; false where that ends the run. */
static bool take_trap(struct timeline *timeline)
{
	struct session *session = timeline->session;
	session->outcome = session->monitor->take(session);
	if (session->outcome != OUTCOME_COMPLETED)
		return false;
	timeline->taken++;
	see_position(timeline);
	timeline->is_exact = true;
	edit(timeline);
	return true;
}

/* How many instructions the machine may go on for, through its traps, within so many steps: each
 * has a trap before it at most, and one more may end the run. 0: something looks at the traps, or
 * it is not worth it. */
static uint64_t alone_for(const struct session *session, const struct watcher *watcher,
                          uint64_t steps)
{
	enum { WORTH_IT = 4096 };
	bool is_alone = !session->monitor->is_hosted && session->onlooker == NULL &&
	                session->options.trace == TRACE_NONE &&
	                (watcher == NULL || (watcher->careful == NULL && watcher->passed == NULL));
	return is_alone && steps >= WORTH_IT ? steps / 2 - 1 : 0;
}

static uint64_t traps_counted(const struct statistics *statistics)
{
	uint64_t count = 0;
	for (unsigned i = 0; i < sizeof statistics->traps / sizeof statistics->traps[0]; i++)
		count += statistics->traps[i];
	return count;
}

/* Has the machine go on through its traps. Where taking one ends the run it is no step. */
static enum outcome run_alone(struct timeline *timeline, uint64_t most)
{
	struct session *session = timeline->session;
	struct engine *engine = session->computer.engine;
	uint64_t before = traps_counted(&session->statistics);
	engine->heed(engine, &session->computer.machine, NULL);
	enum outcome outcome = session_run_on(session, most);
	timeline->taken += traps_counted(&session->statistics) - before;
	if ((outcome == OUTCOME_MALFORMED || outcome == OUTCOME_DOUBLE_TRAP) &&
	    session->last.cause != CAUSE_NONE)
		timeline->taken--;
	return outcome;
}

/* Whether the state, after so many instructions of a stretch, is that in which the last one has
 * left it: a halt changes nothing, unless a translation had to be read for it. */
static bool has_left_exact(const struct session *session, uint64_t instructions, uint64_t most,
                           uint32_t fills)
{
	return instructions == most ||
	       (session->outcome == OUTCOME_HALTED && !session->monitor->is_hosted &&
	        session->computer.machine.buffer.fills == fills);
}

/* A stretch, of so many steps where they are not a wait's, and the trap that ends it; whether what
 * looks on stops there. */
static bool advance(struct timeline *timeline, uint64_t most, uint64_t steps,
                    const struct watcher *watcher)
{
	struct session *session = timeline->session;
	struct careful *careful = watcher == NULL ? NULL : watcher->careful;
	struct onlooker *onlooker = session->onlooker;
	uint64_t before = timeline->position, begun = executed(session);
	uint32_t fills = session->computer.machine.buffer.fills;
	uint64_t alone = alone_for(session, watcher, most < steps ? most : steps);
	if (alone != 0)
		most = alone;
	/* Those that print go with a replay alone, which never goes back. */
	if (session->options.trace == TRACE_ALL)
		most = trace_instruction(session, most);
	if (onlooker != NULL)
		most = onlooker->before(onlooker, most);
	session->outcome =
	        alone != 0 ? run_alone(timeline, most) : run_stretch(timeline, most, careful);
	if (session->options.trace != TRACE_NONE)
		trace_outcome(session);
	see_position(timeline);
	if (timeline->position != before)
		timeline->is_exact =
		        has_left_exact(session, executed(session) - begun, most, fills);
	else if (session->outcome == OUTCOME_COMPLETED)
		timeline->is_exact = false;
	if (timeline->position != before)
		edit(timeline);
	if (careful != NULL && careful->has_left)
		return true;
	bool goes_on = session->outcome != OUTCOME_TRAPPED || take_trap(timeline);
	if (onlooker != NULL)
		onlooker->after(onlooker);
	return goes_on && session->outcome == OUTCOME_COMPLETED && watcher != NULL &&
	       watcher->passed != NULL && watcher->passed(watcher->context);
}

/* Another run would end here, too, unless it was the user or the host that has ended it. */
static enum arrival arrive_at_end(struct timeline *timeline)
{
	const struct host_console *console = &timeline->session->computer.console;
	timeline->was_over = timeline_is_over(timeline) ||
	                     !(console->leave || console->error != 0 || console->is_silent);
	return ARRIVAL_END;
}

enum arrival timeline_forward(struct timeline *timeline, uint64_t to, const struct watcher *watcher)
{
	unsigned turns = 0;
	uint64_t called_at = timeline->position;
	while (timeline->position < to) {
		if (timeline_is_over(timeline))
			return arrive_at_end(timeline);
		bool due = is_due(timeline);
		if (due && timeline->is_exact) {
			if (!take_snapshot(timeline))
				timeline->record.is_full = true;
			due = false;
		}
		if (timeline->record.is_full) {
			timeline->session->has_no_room = true;
			return ARRIVAL_END;
		}
		uint64_t most = next_stretch(timeline, to, due, longest_stretch(timeline, watcher));
		if (most == 0)
			return arrive_at_end(timeline);
		if (advance(timeline, most, next_stop(timeline, to) - timeline->position, watcher))
			return ARRIVAL_STOPPED;
		if (watcher != NULL && watcher->is_called != NULL &&
		    (++turns % TURNS == 0 || timeline->position - called_at >= CHUNK)) {
			called_at = timeline->position;
			if (watcher->is_called(watcher->context))
				return ARRIVAL_CALLED;
		}
	}
	return timeline_is_over(timeline) ? arrive_at_end(timeline) : ARRIVAL_THERE;
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
	if (to - timeline->position > 2 * NEAR)
		timeline->near = to - NEAR;
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
	enum arrival arrival = timeline_forward(timeline, to, watcher);
	timeline->near = 0;
	return arrival;
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
	timeline->was_over = false;
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
	return take_snapshot(timeline);
}
