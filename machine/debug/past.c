/* Commands that look into the past: the way of the last trap, and what wrote something last. */
#include <inttypes.h>
#include <string.h>

#include "isa/names.h"
#include "machine/debug/gdb.h"
#include "machine/run/print_walk.h"

enum { MOST_LINES = 100 };

/* A step; whether a trap was taken by it, of code at this level or above. */
static bool step_and_see(struct timeline *timeline, unsigned level)
{
	uint64_t taken = timeline->taken;
	unsigned running = running_level(timeline->session);
	timeline_forward(timeline, timeline->position + 1, NULL);
	return timeline->taken != taken && running >= level;
}

/* The position of the last trap before here that the level, or a guest of it, raised. */
static bool find_trap(struct search *search, uint64_t *found)
{
	struct timeline *timeline = &search->timeline;
	uint64_t here = timeline->position, before = here;
	bool is_found = false;
	for (uint64_t distance = 1 << 10; !is_found && before > 0; distance <<= 4) {
		uint64_t from = here > distance ? here - distance : 0;
		timeline_go(timeline, from, NULL);
		while (timeline->position < before && !timeline_is_over(timeline)) {
			uint64_t at = timeline->position;
			if (step_and_see(timeline, search->level)) {
				is_found = true;
				*found = at;
			}
		}
		before = from;
		if (search->is_called != NULL && search->is_called(search->context))
			break;
	}
	return is_found;
}

static void say_trap(struct debugger *debugger, uint64_t position, unsigned from,
                     const struct trap *trap, const struct psw *psw)
{
	reply_text(&debugger->packets,
	           "%12" PRIu64 "  level %u traps: %s, value %" PRIx32 ", to level %u", position,
	           from, trap_text(trap, psw), trap->value, running_level(debugger->session));
	debug_say_site(debugger);
	reply_text(&debugger->packets, "\n");
}

void debug_journey(struct debugger *debugger, const char *text)
{
	struct search *search = &debugger->search;
	struct timeline *timeline = &search->timeline;
	struct session *session = debugger->session;
	uint64_t here = timeline->position, at;
	unsigned lines = 0;
	(void)text;
	bool is_found = find_trap(search, &at);
	timeline_go(timeline, is_found ? at : here, NULL);
	if (!is_found)
		reply_text(&debugger->packets, "no trap came before\n");
	while (timeline->position < here && lines < MOST_LINES) {
		unsigned from = running_level(session);
		uint64_t taken = timeline->taken, position = timeline->position;
		const struct psw psw = session_running(session)->cpu.psw;
		timeline_forward(timeline, position + 1, NULL);
		unsigned to = running_level(session);
		if (timeline->taken != taken) {
			say_trap(debugger, position, from, &session->last, &psw);
			lines++;
		} else if (from != to) {
			reply_text(&debugger->packets, "%12" PRIu64 "  level %u goes on",
			           timeline->position, to);
			debug_say_site(debugger);
			reply_text(&debugger->packets, "\n");
			lines++;
		}
	}
	timeline_go(timeline, here, NULL);
	reply_text(&debugger->packets, "%12" PRIu64 "  here\n", here);
}

static int register_of(const char *text)
{
	return register_number(*text == '$' ? text + 1 : text,
	                       strlen(*text == '$' ? text + 1 : text));
}

/* Back to where a register was changed last. */
static void last_write_of_register(struct debugger *debugger, unsigned number)
{
	struct search *search = &debugger->search;
	uint64_t start = search->timeline.position;
	struct view view;
	uint32_t value;
	level_look(debugger->session, search->level, &view);
	value = view.registers[number];
	while (search_step_back(search) == SEARCH_STEPPED) {
		level_look(debugger->session, search->level, &view);
		if (view.registers[number] != value) {
			reply_text(&debugger->packets,
			           "it was %" PRIx32 " before, and is written at ",
			           view.registers[number]);
			debug_say_here(debugger);
			return;
		}
		if (search->is_called != NULL && search->is_called(search->context))
			break;
	}
	reply_text(&debugger->packets, "it was not written before\n");
	timeline_go(&search->timeline, start, NULL);
}

static void last_write_of_memory(struct debugger *debugger, uint32_t address)
{
	struct search *search = &debugger->search;
	struct view view;
	struct point point = {
		.kind = POINT_STORE, .level = search->level, .address = address, .is_hidden = true
	};
	uint64_t start = search->timeline.position;
	struct points others;
	if (!debug_view(debugger, &view) ||
	    (point.size = level_translate(debugger->session, &view, address, 4, &point.physical)) ==
	            0) {
		reply_text(&debugger->packets, "no memory there\n");
		return;
	}
	if (!search_set_aside(search, &others))
		return;
	search_add(search, &point);
	enum ending ending = search_run_back(search);
	search_put_back(search, &others);
	if (ending == SEARCH_HIT) {
		reply_text(&debugger->packets, "written at ");
		debug_say_here(debugger);
		return;
	}
	timeline_go(&search->timeline, start, NULL);
	reply_text(&debugger->packets, "no instruction has written it\n");
}

void debug_last_write(struct debugger *debugger, const char *text)
{
	uint64_t address;
	int number = register_of(text);
	if (number > 0)
		last_write_of_register(debugger, (unsigned)number);
	else if (debug_take_number(debugger, "last-write, but for ra to a5,", text, UINT32_MAX,
	                           &address))
		last_write_of_memory(debugger, (uint32_t)address);
}
