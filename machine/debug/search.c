/* Searches along a timeline. */
#include "machine/debug/search.h"

#include <string.h>

#include "machine/run/site.h"

/* So far back at first, and so much further each time. */
enum { NEAR = 64, FURTHER = 32 };

_Static_assert((int)MOST_POINTS <= (int)MOST_CODE_STOPS, "each point may be one of code");

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
		    other->address != point->address || other->size != point->size)
			search->points[kept++] = *other;
	}
	search->point_count = kept;
	search->hit = NULL;
}

/* Where the level's VMM is one of the machine's programs, the count that the VMM keeps is stored to
 * at the trap. */
bool search_trap_point(const struct search *search, unsigned level, enum cause cause,
                       struct point *point)
{
	const struct session *session = search->timeline.session;
	struct view view;
	*point = (struct point){ .kind = POINT_TRAP, .level = level, .address = cause, .size = 4 };
	if (!level_look(session, level, &view))
		return false;
	const uint8_t *counts = (const uint8_t *)(view.counts == NULL ? NULL : view.counts + cause);
	const struct host_memory *memory = &session->computer.memory;
	if (counts >= memory->bytes && counts < memory->bytes + memory->size) {
		point->kind = POINT_STORE;
		point->counts_traps = true;
		point->physical = (uint32_t)(counts - memory->bytes);
	}
	return true;
}

/* An address of the level's own image is where it says; elsewhere programs come and go. */
static bool is_code_here(const struct search *search, const struct point *point, uint32_t physical)
{
	const struct session *session = search->timeline.session;
	uint32_t address, offset;
	if (session_level(session, physical, &address) != point->level)
		return false;
	if (point->image != NULL) {
		const struct site site = session_site(session, physical, point->address);
		return site.image == point->image;
	}
	struct image *image = session_image(session, point->level);
	return address == point->address || image == NULL ||
	       image_symbol_at(image, point->address, &offset) == NULL;
}

static bool is_access(const struct machine *machine, const struct point *point, uint32_t word,
                      bool stores)
{
	uint32_t address, bytes = bytes_accessed(machine, word, stores, &address);
	for (uint32_t i = 0; i < bytes; i++) {
		const struct window window =
		        peek(&machine->cpu.psw, &machine->memory, &machine->buffer, address + i,
		             stores ? ACCESS_STORE : ACCESS_LOAD);
		if (window.size != 0 && window.physical - point->physical < point->size)
			return true;
	}
	return false;
}

static bool is_point(const struct search *search, const struct point *point,
                     const struct machine *machine, uint32_t pc, uint32_t physical, uint32_t word)
{
	switch (point->kind) {
	case POINT_CODE:
		return pc == point->address && is_code_here(search, point, physical);
	case POINT_LOAD:
		return is_access(machine, point, word, false);
	case POINT_STORE:
		return is_access(machine, point, word, true);
	case POINT_ACCESS:
		return is_access(machine, point, word, false) ||
		       is_access(machine, point, word, true);
	case POINT_TRAP:
		return false;
	}
	return false;
}

static bool ask(void *context, const struct machine *machine, uint32_t pc, uint32_t physical,
                uint32_t word)
{
	struct search *search = context;
	for (unsigned i = 0; i < search->point_count; i++)
		if (is_point(search, &search->points[i], machine, pc, physical, word)) {
			search->hit = &search->points[i];
			return true;
		}
	return false;
}

/* Whether the instruction may be that of a point: of its level, or as place says of the image. */
static bool is_there(void *context, uint32_t place, uint32_t pc, uint32_t physical)
{
	const struct search *search = context;
	uint32_t address;
	(void)pc;
	return session_level(search->timeline.session, physical, &address) == place;
}

/* Has the bytes be watched by an engine that can, together with those that are beside them. */
static void add_range(struct stops *stops, const struct point *point)
{
	struct range new = { point->physical, point->size, point->kind != POINT_STORE,
		             point->kind != POINT_LOAD };
	for (uint32_t i = 0; i < stops->range_count; i++) {
		struct range *range = &stops->ranges[i];
		if (range->loads == new.loads && range->stores == new.stores &&
		    range->from + range->size == new.from) {
			range->size += new.size;
			return;
		}
	}
	if (stops->range_count < MOST_RANGES)
		stops->ranges[stops->range_count++] = new;
	else
		stops->are_too_many = true;
}

static void prepare(struct search *search)
{
	careful_reset(&search->careful, ask, search);
	search->careful.stops.is_there = is_there;
	search->careful.stops.context = search;
	search->hit = NULL;
	search->hit_is_trap = false;
	for (unsigned i = 0; i < search->point_count; i++) {
		const struct point *point = &search->points[i];
		struct careful *careful = &search->careful;
		if (point->kind == POINT_CODE) {
			careful->is_code[point->address / 4 % PLACES] = true;
			careful->stops.codes[careful->stops.code_count++] =
			        (struct code_stop){ point->address, point->level };
		}
		if (point->kind == POINT_CODE || point->kind >= POINT_TRAP)
			continue;
		add_range(&careful->stops, point);
		careful->watches_stores |= point->kind != POINT_LOAD;
		careful->watches_loads |= point->kind != POINT_STORE;
		for (uint32_t byte = 0; byte < point->size; byte++) {
			uint32_t place = (point->physical + byte) / 4 % PLACES;
			careful->is_stored[place] |= point->kind != POINT_LOAD;
			careful->is_loaded[place] |= point->kind != POINT_STORE;
		}
	}
}

/* What the VMM of a level has counted; NULL: it is the machine's own. */
static uint32_t count_of(const struct search *search, const struct point *point)
{
	const struct session *session = search->timeline.session;
	struct view views[VIEWS];
	if (point->level == 0)
		return (uint32_t)session->statistics.traps[point->address];
	return session_views(session, views) > point->level && views[point->level].counts != NULL
	               ? views[point->level].counts[point->address]
	               : 0;
}

static bool is_watch(const struct point *point)
{
	return point->kind != POINT_CODE && point->kind != POINT_TRAP;
}

/* Whether a trap stores to what is watched: the old PSW, and what the trap is. */
static bool is_in_trap_area(const struct point *point)
{
	return is_watch(point) && point->kind != POINT_LOAD && point->physical < TRAP_NEW_PSW;
}

/* How many traps the machine has delivered, or a VMM in this process to its guest. */
static uint32_t count_exchanges(const struct search *search)
{
	const struct session *session = search->timeline.session;
	struct guest guest;
	bool is_guest = session->monitor->look(session, &guest);
	uint32_t count = 0;
	for (unsigned cause = 1; cause < CAUSES; cause++)
		count +=
		        is_guest ? guest.counts[cause] : (uint32_t)session->statistics.traps[cause];
	return count;
}

static bool trapped(void *context)
{
	struct search *search = context;
	uint32_t exchanges = count_exchanges(search);
	bool is_exchange = exchanges != search->exchanges;
	search->exchanges = exchanges;
	for (unsigned i = 0; i < search->point_count; i++) {
		const struct point *point = &search->points[i];
		if (is_exchange && is_in_trap_area(point)) {
			search->hit = point;
			search->hit_is_trap = true;
		}
		if (point->kind != POINT_TRAP)
			continue;
		uint32_t count = count_of(search, point);
		bool has_changed = count != search->counts[i];
		search->counts[i] = count;
		if (has_changed)
			search->hit = point;
	}
	return search->hit != NULL;
}

static bool called(void *context)
{
	return is_called(context);
}

/* Forward, at most to a position, until a point is come to. */
static enum arrival forward(struct search *search, uint64_t to)
{
	prepare(search);
	struct watcher watcher = { .is_called = called, .context = search };
	search->exchanges = count_exchanges(search);
	for (unsigned i = 0; i < search->point_count; i++) {
		if (is_in_trap_area(&search->points[i]))
			watcher.trapped = trapped;
		if (search->points[i].kind == POINT_TRAP) {
			watcher.trapped = trapped;
			search->counts[i] = count_of(search, &search->points[i]);
		} else {
			watcher.careful = &search->careful;
		}
	}
	return timeline_forward(&search->timeline, to, &watcher);
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

const struct point *search_next_access(const struct search *search)
{
	const struct session *session = search->timeline.session;
	const struct machine *machine = session_running(session);
	struct next next;
	if (!session_next(session, &next))
		return NULL;
	for (unsigned i = 0; i < search->point_count; i++) {
		const struct point *point = &search->points[i];
		if (is_watch(point) &&
		    is_point(search, point, machine, machine->cpu.psw.pc, next.physical, next.word))
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
	if (is_watch(hit) && !hit->is_hidden && !search->stops_after) {
		go_to_instruction(search);
		return;
	}
	if (is_watch(hit))
		forward_one(search);
	search_settle(search);
}

/* The same where it was come to backward. */
static void show_hit_back(struct search *search, struct spot spot)
{
	const struct point *hit = search->hit;
	if (is_watch(hit) && ((!hit->is_hidden && !search->stops_after) || hit->counts_traps)) {
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
		switch (forward(search, UINT64_MAX)) {
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
	while (search->timeline.position < before && forward(search, before) == ARRIVAL_STOPPED) {
		const struct point *hit = search->hit;
		uint64_t at = position_of_hit(search);
		if (at >= before)
			break;
		if (hit->kind != POINT_CODE || !is_same_spot(search_spot(search), spot)) {
			last = hit;
			*found = at;
		}
		if (hit->kind != POINT_TRAP && !search->hit_is_trap)
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
			return SEARCH_HIT;
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
