/* Looks, as a session runs along its timeline, for what the points of a search say. */
#include <stddef.h>
#include <string.h>

#include "isa/instruction.h"
#include "machine/debug/events.h"
#include "machine/debug/search.h"
#include "machine/run/site.h"

_Static_assert((int)MOST_POINTS <= (int)MOST_CODE_STOPS, "each point may be one of code");

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

/* What a word is once the instruction has stored to a part of it. */
static uint32_t word_behind(const struct machine *machine, uint32_t physical, uint32_t word)
{
	uint8_t bytes[sizeof(uint32_t)];
	struct instruction instruction;
	uint32_t address, count = bytes_accessed(machine, word, true, &address);
	memcpy(bytes, machine->memory.bytes + physical, sizeof bytes);
	if (!decode(machine->devices.system.profile, word, &instruction) || count > sizeof bytes)
		return read_word(bytes);
	for (uint32_t i = 0; i < count; i++) {
		const struct window window = peek(&machine->cpu.psw, &machine->memory,
		                                  &machine->buffer, address + i, ACCESS_STORE);
		if (window.size != 0 && window.physical - physical < sizeof bytes)
			bytes[window.physical - physical] =
			        (uint8_t)(machine->cpu.registers[instruction.b] >> (8 * i));
	}
	return read_word(bytes);
}

/* Whether a VMM notes by the store that the event has happened: not each is of one. */
static bool is_noted(struct search *search, const struct point *point,
                     const struct machine *machine, uint32_t word)
{
	const struct session *session = search->timeline.session;
	const uint8_t *memory = session->computer.memory.bytes;
	uint32_t *noted = &search->noted[point - search->points], before = *noted;
	if (point->event == EVENT_REQUEST) {
		*noted = event_state(session, point->level, point->event);
		return event_has_happened(point->event, before, *noted);
	}
	uint32_t changed =
	        read_word(memory + point->physical) ^ word_behind(machine, point->physical, word);
	return (point->event == EVENT_MODE ? changed & STATUS_USER : changed) != 0;
}

bool search_comes_to(struct search *search, const struct point *point,
                     const struct machine *machine, uint32_t pc, uint32_t physical, uint32_t word)
{
	switch (point->kind) {
	case POINT_CODE:
		return pc == point->address && is_code_here(search, point, physical);
	case POINT_LOAD:
		return is_access(machine, point, word, false);
	case POINT_STORE:
		return is_access(machine, point, word, true) &&
		       (point->event == 0 || is_noted(search, point, machine, word));
	case POINT_ACCESS:
		return is_access(machine, point, word, false) ||
		       is_access(machine, point, word, true);
	case POINT_EVENT:
		return false;
	}
	return false;
}

static bool ask(void *context, const struct machine *machine, uint32_t pc, uint32_t physical,
                uint32_t word)
{
	struct search *search = context;
	for (unsigned i = 0; i < search->point_count; i++)
		if (search_comes_to(search, &search->points[i], machine, pc, physical, word)) {
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
		if (point->kind == POINT_CODE || point->kind >= POINT_EVENT)
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

bool search_is_watch(const struct point *point)
{
	return point->kind != POINT_CODE && point->kind != POINT_EVENT;
}

/* Whether a trap stores to what is watched: the old PSW, and what the trap is. */
static bool is_in_trap_area(const struct point *point)
{
	return search_is_watch(point) && point->kind != POINT_LOAD &&
	       point->physical < TRAP_NEW_PSW;
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

/* Counts a PSW that a guest has loaded by an instruction that was interpreted. */
static void count_load(struct search *search)
{
	const struct session *session = search->timeline.session;
	struct guest guest;
	if (!session->monitor->look(session, &guest))
		return;
	search->loads += guest.interpreted != search->interpreted &&
	                 word_has(session->last.word, TRAIT_SETS_PSW);
	search->interpreted = guest.interpreted;
}

/* How things stand for an event that no VMM in the machine's memory notes. */
static uint32_t state_of(const struct search *search, const struct point *point)
{
	const struct session *session = search->timeline.session;
	uint32_t state = event_state(session, point->level, point->event);
	return point->event == EVENT_PSW && point->level != 0 ? state + search->loads : state;
}

/* Whether the trap that was delivered came in another mode: a VMM in this process may load a PSW
 * and deliver an interrupt at once. */
static bool trapped_in_other_mode(const struct search *search, const struct point *point,
                                  uint32_t before)
{
	const struct session *session = search->timeline.session;
	struct guest guest = { .machine = &session->computer.machine };
	bool is_guest = session->monitor->look(session, &guest);
	uint32_t old = read_word(guest.machine->memory.bytes + TRAP_OLD_PSW +
	                         offsetof(struct psw, status));
	return point->event == EVENT_MODE && point->level == (unsigned)is_guest &&
	       (old & STATUS_USER) != before;
}

static bool passed(void *context)
{
	struct search *search = context;
	uint32_t exchanges = count_exchanges(search);
	bool is_exchange = exchanges != search->exchanges;
	search->exchanges = exchanges;
	count_load(search);
	for (unsigned i = 0; i < search->point_count; i++) {
		const struct point *point = &search->points[i];
		if (is_exchange && is_in_trap_area(point)) {
			search->hit = point;
			search->hit_is_trap = true;
		}
		if (point->kind != POINT_EVENT)
			continue;
		uint32_t before = search->noted[i];
		search->noted[i] = state_of(search, point);
		if (event_has_happened(point->event, before, search->noted[i]) ||
		    (is_exchange && trapped_in_other_mode(search, point, before)))
			search->hit = point;
	}
	return search->hit != NULL;
}

static bool called(void *context)
{
	const struct search *search = context;
	return search->is_called != NULL && search->is_called(search->context);
}

enum arrival search_look(struct search *search, uint64_t to)
{
	prepare(search);
	struct watcher watcher = { .is_called = called, .context = search };
	search->exchanges = count_exchanges(search);
	count_load(search);
	for (unsigned i = 0; i < search->point_count; i++) {
		const struct point *point = &search->points[i];
		if (is_in_trap_area(point) || point->kind == POINT_EVENT)
			watcher.passed = passed;
		if (point->kind != POINT_EVENT)
			watcher.careful = &search->careful;
		if (point->event != 0)
			search->noted[i] = state_of(search, point);
	}
	return timeline_forward(&search->timeline, to, &watcher);
}
