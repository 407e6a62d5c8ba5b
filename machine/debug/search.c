/* Searches along a timeline. */
#include "machine/debug/search.h"
#include "machine/debug/events.h"

#include <stdlib.h>
#include <string.h>

/* So far back at first, and so much further each time. */
enum { NEAR = 64, FURTHER = 32 };

struct spot search_spot(const struct search *search)
{
	struct view view;
	if (!level_look(search->timeline.session, search->level, &view))
		return (struct spot){ 0, 0 };
	return (struct spot){ view.devices.clock, view.psw.pc };
}

static bool is_same_spot(struct spot a, struct spot b)
{
	return a.clock == b.clock && a.pc == b.pc;
}

static bool is_called(const struct search *search)
{
	return search->is_called != NULL && search->is_called(search->context);
}

bool search_add(struct search *search, const struct point *point)
{
	search_remove(search, point);
	if (search->point_count == MOST_POINTS)
		return false;
	search->points[search->point_count++] = *point;
	return true;
}

void search_remove(struct search *search, const struct point *point)
{
	unsigned kept = 0;
	for (unsigned i = 0; i < search->point_count; i++) {
		const struct point *other = &search->points[i];
		if (other->kind != point->kind || other->level != point->level ||
		    other->address != point->address || other->size != point->size ||
		    other->event != point->event)
			search->points[kept++] = *other;
	}
	search->point_count = kept;
	search->hit = NULL;
}

bool search_set_aside(struct search *search, struct points *points)
{
	*points = (struct points){ malloc(sizeof search->points), search->point_count };
	if (points->list == NULL)
		return false;
	memcpy(points->list, search->points, sizeof search->points);
	search->point_count = 0;
	return true;
}

void search_put_back(struct search *search, struct points *points)
{
	memcpy(search->points, points->list, sizeof search->points);
	search->point_count = points->count;
	search->hit = NULL;
	free(points->list);
}

/* Where the level's VMM is one of the machine's programs, what it notes is stored to. */
bool search_event_point(const struct search *search, unsigned level, unsigned event,
                        struct point *point)
{
	const struct session *session = search->timeline.session;
	struct view view;
	*point = (struct point){ .kind = POINT_EVENT, .level = level, .size = 4, .event = event };
	if (!level_look(session, level, &view))
		return false;
	if (event_word(session, level, event, &point->physical))
		point->kind = POINT_STORE;
	return true;
}

/* The position of what was hit: as of a store, before it is done. */
static uint64_t position_of_hit(const struct search *search)
{
	return search->timeline.position - search->hit_is_trap;
}

static enum arrival forward_one(struct search *search)
{
	return timeline_forward(&search->timeline, search->timeline.position + 1, NULL);
}

static bool is_here(const struct search *search)
{
	return level_is_at_instruction(search->timeline.session, search->level);
}

void search_settle(struct search *search)
{
	enum { MOST = 1 << 20 };
	uint64_t from = search->timeline.position;
	for (unsigned i = 0; i < MOST && !is_here(search); i++)
		if (forward_one(search) == ARRIVAL_END)
			return;
	if (!is_here(search))
		timeline_go(&search->timeline, from, NULL);
}

enum ending search_step(struct search *search)
{
	struct spot spot = search_spot(search);
	unsigned steps = 0;
	do {
		if (forward_one(search) == ARRIVAL_END)
			return SEARCH_END;
		if (++steps % 1024 == 0 && is_called(search))
			return SEARCH_CALLED;
	} while (!is_here(search) || is_same_spot(search_spot(search), spot));
	return SEARCH_STEPPED;
}

/* The last position before one, and not before another, at which the level is at an instruction,
 * and not at the spot; false: there is none. */
static bool find_last(struct search *search, uint64_t from, uint64_t before, struct spot spot,
                      uint64_t *found)
{
	bool is_found = false;
	struct spot last = spot;
	timeline_go(&search->timeline, from, NULL);
	for (; search->timeline.position < before; forward_one(search)) {
		struct spot here;
		if (!is_here(search))
			continue;
		here = search_spot(search);
		if (!is_same_spot(here, spot) && !(is_found && is_same_spot(here, last))) {
			is_found = true;
			last = here;
			*found = search->timeline.position;
		}
	}
	return is_found;
}

static enum ending go_before(struct search *search, uint64_t before, struct spot spot)
{
	uint64_t found = 0, distance = NEAR, upto = before;
	for (;;) {
		uint64_t from = before > distance ? before - distance : 0;
		if (find_last(search, from, upto, spot, &found)) {
			timeline_go(&search->timeline, found, NULL);
			return SEARCH_STEPPED;
		}
		if (from == 0) {
			timeline_go(&search->timeline, 0, NULL);
			return SEARCH_BEGIN;
		}
		if (is_called(search))
			return SEARCH_CALLED;
		upto = from;
		distance *= FURTHER;
	}
}

enum ending search_step_back(struct search *search)
{
	return go_before(search, search->timeline.position, search_spot(search));
}

const struct point *search_next_access(struct search *search)
{
	const struct session *session = search->timeline.session;
	const struct machine *machine = session_running(session);
	struct next next;
	if (!session_next(session, &next))
		return NULL;
	for (unsigned i = 0; i < search->point_count; i++) {
		const struct point *point = &search->points[i];
		if (search_is_watch(point) && point->event == 0 &&
		    search_comes_to(search, point, machine, machine->cpu.psw.pc, next.physical,
		                    next.word))
			return point;
	}
	return NULL;
}

/* The last place, at or before here, at which the level is at an instruction. */
static void go_to_instruction(struct search *search)
{
	const struct spot none = { NEVER, 1 };
	if (!is_here(search))
		go_before(search, search->timeline.position, none);
}

static void look_at_hit(struct search *search)
{
	if (search->stops_after)
		search->level = search->hit->level;
}

/* From a point that was come to, to where it is shown: gdb's RISC-V expects to be before an access
 * that it watches, and steps over it itself. */
static void show_hit(struct search *search)
{
	const struct point *hit = search->hit;
	if (search_is_watch(hit) && !hit->is_hidden && !search->stops_after) {
		go_to_instruction(search);
		return;
	}
	if (search_is_watch(hit))
		forward_one(search);
	search_settle(search);
}

/* The same where it was come to backward. */
static void show_hit_back(struct search *search, struct spot spot)
{
	const struct point *hit = search->hit;
	if (hit->event != 0 || (search_is_watch(hit) && !hit->is_hidden && !search->stops_after)) {
		if (search_is_watch(hit))
			forward_one(search);
		search_settle(search);
		return;
	}
	if (!is_here(search) || is_same_spot(search_spot(search), spot))
		go_before(search, search->timeline.position, spot);
}

enum ending search_run(struct search *search)
{
	struct spot spot = search_spot(search);
	uint64_t start = search->timeline.position;
	for (;;) {
		switch (search_look(search, UINT64_MAX)) {
		case ARRIVAL_THERE:
		case ARRIVAL_END:
			return SEARCH_END;
		case ARRIVAL_CALLED:
			search_settle(search);
			return SEARCH_CALLED;
		case ARRIVAL_STOPPED:
			break;
		}
		const struct point *hit = search->hit;
		bool is_start =
		        hit->kind == POINT_CODE && (search->timeline.position == start ||
		                                    is_same_spot(search_spot(search), spot));
		if (!is_start) {
			look_at_hit(search);
			if (search->hit_is_trap)
				timeline_go(&search->timeline, position_of_hit(search), NULL);
			show_hit(search);
			search->hit = hit;
			return SEARCH_HIT;
		}
		if (forward_one(search) == ARRIVAL_END)
			return SEARCH_END;
	}
}

/* The last hit from here on and before a position. */
static const struct point *last_hit(struct search *search, uint64_t before, struct spot spot,
                                    uint64_t *found)
{
	const struct point *last = NULL;
	while (search->timeline.position < before &&
	       search_look(search, before) == ARRIVAL_STOPPED) {
		const struct point *hit = search->hit;
		uint64_t at = position_of_hit(search);
		if (at >= before)
			break;
		if (hit->kind != POINT_CODE || !is_same_spot(search_spot(search), spot)) {
			last = hit;
			*found = at;
		}
		if (hit->kind != POINT_EVENT && !search->hit_is_trap)
			forward_one(search);
	}
	return last;
}

enum ending search_run_back(struct search *search)
{
	struct timeline *timeline = &search->timeline;
	struct spot spot = search_spot(search);
	uint64_t before = timeline->position, found = 0;
	while (before > 0) {
		unsigned index = snapshots_before(&timeline->snapshots, before - 1);
		uint64_t from = snapshot_position(&timeline->snapshots, index);
		timeline_go(timeline, from, NULL);
		const struct point *hit = last_hit(search, before, spot, &found);
		if (hit != NULL) {
			timeline_go(timeline, found, NULL);
			search->hit = hit;
			look_at_hit(search);
			show_hit_back(search, spot);
			search->hit = hit;
			if (hit->event == 0 || !is_same_spot(search_spot(search), spot))
				return SEARCH_HIT;
			before = found; /* it is what has led to where one was */
			continue;
		}
		if (is_called(search)) {
			timeline_go(timeline, before, NULL);
			return SEARCH_CALLED;
		}
		before = from;
	}
	timeline_go(timeline, 0, NULL);
	search->hit = NULL;
	return SEARCH_BEGIN;
}
