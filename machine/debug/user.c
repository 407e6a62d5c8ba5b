/* What the client looks at: a level, or the user program as it trapped. */
#include "machine/debug/gdb.h"

/* The last place from here on, and before a position, at which the level is in user mode. */
static bool find_user(struct debugger *debugger, uint64_t before)
{
	struct search *search = &debugger->search;
	struct timeline *timeline = &search->timeline;
	struct view view;
	bool is_found = false;
	while (timeline->position < before) {
		if (level_is_at_instruction(debugger->session, search->level) &&
		    level_look(debugger->session, search->level, &view) &&
		    (view.psw.status & STATUS_USER) != 0) {
			debugger->user = view;
			is_found = true;
		}
		if (timeline_forward(timeline, timeline->position + 1, NULL) == ARRIVAL_END)
			break;
	}
	return is_found;
}

bool debug_user(struct debugger *debugger, struct view *view)
{
	enum { NEAR = 1 << 10, FURTHER = 16, MOST = 1 << 22 };
	struct timeline *timeline = &debugger->search.timeline;
	uint64_t here = timeline->position, before = here;
	if (debugger->user_of != here) {
		debugger->user_is_there = false;
		for (uint64_t distance = NEAR;
		     !debugger->user_is_there && before > 0 && distance <= MOST;
		     distance *= FURTHER) {
			uint64_t from = here > distance ? here - distance : 0;
			timeline_go(timeline, from, NULL);
			debugger->user_is_there = find_user(debugger, before);
			before = from;
		}
		debugger->user_of = here;
		timeline_go(timeline, here, NULL);
	}
	*view = debugger->user;
	return debugger->user_is_there;
}

bool debug_view(struct debugger *debugger, struct view *view)
{
	if (debugger->is_user)
		return debug_user(debugger, view);
	/* Where it has not been started, the one that is to start it. */
	for (unsigned level = debugger->thread; level > 0; level--)
		if (level_look(debugger->session, level, view))
			return true;
	return level_look(debugger->session, 0, view);
}

bool debug_has_user(const struct debugger *debugger)
{
	return debugger->user_is_there && debugger->user_of == debugger->search.timeline.position;
}
