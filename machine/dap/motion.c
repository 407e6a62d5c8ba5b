/* Runs and steps, forward and backward, and tells where that has ended. */
#include <string.h>

#include "isa/psw.h"
#include "machine/dap/dap.h"
#include "machine/run/site.h"

/* Where a level stands, as far as steps look at it. */
struct footing {
	uint32_t pc, sp, return_address, status;
	uint64_t clock;
	uint32_t function; /* its address */
	const struct image *image;
	const char *file; /* NULL: not known */
	unsigned line;
	bool is_statement; /* one begins here */
};

/* How a part of a motion has ended. */
enum moved {
	MOVED,
	MOVED_TO_POINT, /* and search->hit is it */
	MOVED_TO_END,
	MOVED_TO_BEGIN,
	MOVED_AWAY /* the client wants otherwise */
};

static bool stand(const struct dap *dap, struct footing *footing)
{
	const struct session *session = &dap->session;
	struct view view;
	uint32_t physical;
	*footing = (struct footing){ .line = 0 };
	if (!level_look(session, dap->debugger.search.level, &view))
		return false;
	footing->pc = view.psw.pc;
	footing->sp = view.registers[REGISTER_SP];
	footing->return_address = view.registers[REGISTER_RA];
	footing->status = view.psw.status;
	footing->clock = view.devices.clock;
	if (level_translate(session, &view, view.psw.pc, 4, &physical) < 4)
		return false;
	const struct site site = session_site(session, physical, view.psw.pc);
	uint32_t offset;
	footing->image = site.image;
	if (site.image == NULL)
		return true;
	if (image_symbol_at(site.image, site.symbol, &offset) != NULL)
		footing->function = site.symbol - offset;
	if (!image_line_at(site.image, site.symbol, &footing->file, &footing->line))
		footing->line = 0;
	footing->is_statement = image_begins_statement(site.image, site.symbol);
	return true;
}

static bool is_same_line(const struct footing *a, const struct footing *b)
{
	return a->line == b->line && a->image == b->image && a->function == b->function &&
	       (a->line == 0 || strcmp(a->file, b->file) == 0);
}

static enum moved moved_by(struct dap *dap, enum ending ending)
{
	switch (ending) {
	case SEARCH_STEPPED:
		return MOVED;
	case SEARCH_HIT:
		return MOVED_TO_POINT;
	case SEARCH_END:
		return MOVED_TO_END;
	case SEARCH_BEGIN:
		return MOVED_TO_BEGIN;
	case SEARCH_CALLED:
		break;
	}
	return dap_attend(dap) ? MOVED_AWAY : MOVED;
}

/* What becomes of a motion that has come to a point: it goes on where that is not to stop. */
static enum moved stop_or_go_on(struct dap *dap, enum moved moved)
{
	const struct search *search = &dap->debugger.search;
	if (moved != MOVED_TO_POINT || dap_stops_at(dap, search->hit))
		return moved;
	return search->is_called(search->context) && dap_attend(dap) ? MOVED_AWAY : MOVED;
}

/* Runs to one of two addresses of the level with the stack at least so high, or to where a point of
 * the client's is. */
static enum moved run_to(struct dap *dap, const struct footing *to, uint32_t other, bool back)
{
	struct search *search = &dap->debugger.search;
	const unsigned level = search->level;
	for (;;) {
		dap_place_points(dap);
		unsigned own = search->point_count;
		if (own + 2 > MOST_POINTS)
			own = MOST_POINTS - 2;
		search->points[own] = (struct point){ .kind = POINT_CODE,
			                              .level = level,
			                              .address = to->pc,
			                              .size = 4,
			                              .is_hidden = true };
		search->points[own + 1] = (struct point){ .kind = POINT_CODE,
			                                  .level = level,
			                                  .address = other,
			                                  .size = 4,
			                                  .is_hidden = true };
		search->point_count = own + 2;
		enum ending ending = back ? search_run_back(search) : search_run(search);
		bool is_there = ending == SEARCH_HIT && search->hit >= &search->points[own];
		struct footing here;
		if (is_there)
			search->point_count = own;
		if (is_there && stand(dap, &here) && here.sp >= to->sp &&
		    (here.status & STATUS_USER) == (to->status & STATUS_USER))
			return MOVED;
		enum moved moved = is_there ? MOVED : stop_or_go_on(dap, moved_by(dap, ending));
		search->point_count = own;
		if (!is_there && moved != MOVED)
			return moved;
	}
}

/* One instruction of the level; over is whether a call or a trap is one with all that it does. */
static enum moved step_one(struct dap *dap, bool over)
{
	struct search *search = &dap->debugger.search;
	struct footing before, here;
	const struct point *access = search_next_access(search);
	stand(dap, &before);
	enum moved moved = moved_by(dap, search_step(search));
	if (access != NULL && moved == MOVED && dap_stops_at(dap, access)) {
		search->hit = access;
		return MOVED_TO_POINT;
	}
	if (moved != MOVED || !over || !stand(dap, &here))
		return moved;
	bool is_trap = here.clock == before.clock;
	bool is_call = here.return_address == before.pc + 4 && here.pc != before.pc + 4 &&
	               before.return_address != before.pc + 4;
	if (!is_trap && !is_call)
		return moved;
	uint32_t again = before.pc;
	before.pc += 4;
	return run_to(dap, &before, is_trap ? again : before.pc, false);
}

static enum moved step_line(struct dap *dap, bool over)
{
	struct footing start, here;
	enum moved moved;
	stand(dap, &start);
	do {
		moved = step_one(dap, over || start.line == 0);
		if (moved != MOVED)
			return moved;
		if (!stand(dap, &here))
			return MOVED;
		/* Code that has no lines was called. */
		if (here.line == 0 && start.line != 0 && here.sp <= start.sp &&
		    here.function != start.function && here.return_address - 4 != here.pc) {
			struct footing caller = start;
			caller.pc = here.return_address;
			moved = run_to(dap, &caller, caller.pc, false);
			if (moved != MOVED || !stand(dap, &here))
				return moved;
		}
	} while (start.line != 0 && (!here.is_statement || is_same_line(&here, &start)));
	return MOVED;
}

/* One instruction back; what a function that has returned did, and what a trap did, is one with the
 * call. */
static enum moved step_one_back(struct dap *dap)
{
	struct search *search = &dap->debugger.search;
	struct footing after, here;
	stand(dap, &after);
	enum moved moved = moved_by(dap, search_step_back(search));
	if (moved != MOVED || !stand(dap, &here))
		return moved;
	bool is_return = here.return_address == after.pc && here.pc + 4 != after.pc;
	bool is_from_trap = (here.status & STATUS_USER) == 0 && (after.status & STATUS_USER) != 0;
	if (!is_return && !is_from_trap)
		return moved;
	struct footing call = after;
	call.pc -= 4;
	return run_to(dap, &call, is_from_trap ? after.pc : call.pc, true);
}

/* To the beginning of the line before, or of this one. */
static enum moved step_line_back(struct dap *dap)
{
	struct footing line, here;
	enum moved moved = step_one_back(dap);
	if (moved != MOVED || !stand(dap, &line) || line.line == 0)
		return moved;
	do {
		moved = step_one_back(dap);
		if (moved != MOVED)
			return moved;
	} while (stand(dap, &here) && is_same_line(&here, &line));
	return step_one(dap, false);
}

/* To the caller of the function, or what trapped. */
static enum moved step_out(struct dap *dap)
{
	const struct stack *stack = dap_stack(dap, dap->debugger.search.level);
	const struct activation *caller = &stack->activations[1];
	struct footing to = { .pc = caller->frame.pc,
		              .sp = caller->frame.registers[REGISTER_SP],
		              .status = caller->psw.status };
	return run_to(dap, &to, caller->is_past ? to.pc + 4 : to.pc, false);
}

static enum moved run_on(struct dap *dap, bool back)
{
	struct search *search = &dap->debugger.search;
	enum moved moved;
	do {
		dap_place_points(dap);
		moved = stop_or_go_on(
		        dap, moved_by(dap, back ? search_run_back(search) : search_run(search)));
	} while (moved == MOVED);
	return moved;
}

static enum moved move(struct dap *dap)
{
	bool by_line = dap->granularity == BY_LINE;
	switch (dap->motion) {
	case RUN:
	case RUN_BACK:
		return run_on(dap, dap->motion == RUN_BACK);
	case NEXT:
	case STEP_IN:
		return by_line ? step_line(dap, dap->motion == NEXT)
		               : step_one(dap, dap->motion == NEXT);
	case STEP_OUT:
		return step_out(dap);
	case STEP_BACK:
		return by_line ? step_line_back(dap)
		               : moved_by(dap, search_step_back(&dap->debugger.search));
	case STILL:
		break;
	}
	return MOVED_AWAY;
}

/* Without a debugger the end of the run is the end of all. */
static void tell_exit(struct dap *dap)
{
	dap_flush_output(dap);
	dap_event(dap, "exited",
	          json_pack("{s:i}", "exitCode", session_exit_status(&dap->session)));
	dap_event(dap, "terminated", NULL);
}

static void tell_end(struct dap *dap)
{
	const struct session *session = &dap->session;
	dap_flush_output(dap);
	if (session->outcome == OUTCOME_HALTED)
		dap_say(dap, "console", "[the machine halts here, with status %u]\n",
		        session->last.value);
	else
		dap_say(dap, "console", "[the machine stops here: %s]\n", session_stop(session));
}

static const char *reason_of(const struct breakpoint *breakpoint)
{
	static const char *const reasons[] = {
		[OWNER_SOURCE] = "breakpoint",
		[OWNER_FUNCTION] = "function breakpoint",
		[OWNER_INSTRUCTION] = "instruction breakpoint",
		[OWNER_DATA] = "data breakpoint",
		[OWNER_EXCEPTION] = "exception",
	};
	return breakpoint == NULL ? "exception" : reasons[breakpoint->owner];
}

/* The level that is looked at, or where that has not been started the one that is to start it. */
static unsigned level_here(const struct dap *dap)
{
	unsigned level = dap->debugger.search.level;
	struct view view;
	while (level > 0 && !level_look(&dap->session, level, &view))
		level--;
	return level;
}

void dap_tell_stop(struct dap *dap, const char *reason, const struct breakpoint *breakpoint)
{
	dap_flush_output(dap);
	dap_forget_place(dap);
	json_t *body = json_pack("{s:s, s:I, s:b}", "reason", reason, "threadId",
	                         (json_int_t)level_here(dap) + 1, "allThreadsStopped", 1);
	if (breakpoint != NULL)
		json_object_set_new(body, "hitBreakpointIds", json_pack("[I]", breakpoint->id));
	dap_event(dap, "stopped", body);
}

void dap_move(struct dap *dap)
{
	struct debugger *debugger = &dap->debugger;
	dap_place_points(dap);
	bool is_step = dap->motion != RUN && dap->motion != RUN_BACK;
	enum moved moved = move(dap);
	const struct point *hit = debugger->search.hit;
	const struct breakpoint *breakpoint =
	        moved == MOVED_TO_POINT ? dap_breakpoint_of(dap, hit) : NULL;
	dap->motion = STILL;
	debug_select_thread(debugger, 0);
	if (moved == MOVED_TO_END && dap->is_without_debugger) {
		tell_exit(dap);
		return;
	}
	if (moved == MOVED_TO_END)
		tell_end(dap);
	if (!dap->is_done)
		dap_tell_stop(dap,
		              moved == MOVED_TO_END     ? "end"
		              : moved == MOVED_TO_BEGIN ? "beginning"
		              : moved == MOVED_AWAY     ? "pause"
		              : moved == MOVED_TO_POINT ? reason_of(breakpoint)
		              : is_step                 ? "step"
		                                        : "goto",
		              breakpoint);
}

/* Looks at the level of the thread that the client names; false where there is none. */
static bool take_thread(struct dap *dap, const json_t *arguments)
{
	int64_t thread;
	struct view view;
	if (!dap_number(arguments, "threadId", 1, VIEWS, &thread) ||
	    !level_look(&dap->session, (unsigned)thread - 1, &view)) {
		dap_refuse(dap, "no such thread");
		return false;
	}
	if (dap->debugger.search.level != (unsigned)thread - 1)
		dap->debugger.user_of = NEVER;
	dap->debugger.search.level = (unsigned)thread - 1;
	return true;
}

static json_t *set_out(struct dap *dap, const json_t *arguments, enum motion motion)
{
	const char *granularity = dap_string(arguments, "granularity");
	if (!take_thread(dap, arguments))
		return NULL;
	dap->granularity = granularity != NULL && strcmp(granularity, "instruction") == 0
	                           ? BY_INSTRUCTION
	                           : BY_LINE;
	dap->motion = motion;
	return motion == RUN || motion == RUN_BACK ? json_pack("{s:b}", "allThreadsContinued", 1)
	                                           : dap_nothing();
}

json_t *dap_continue(struct dap *dap, const json_t *arguments)
{
	return set_out(dap, arguments, RUN);
}

json_t *dap_reverse_continue(struct dap *dap, const json_t *arguments)
{
	return set_out(dap, arguments, RUN_BACK);
}

json_t *dap_next(struct dap *dap, const json_t *arguments)
{
	return set_out(dap, arguments, NEXT);
}

json_t *dap_step_in(struct dap *dap, const json_t *arguments)
{
	return set_out(dap, arguments, STEP_IN);
}

json_t *dap_step_back(struct dap *dap, const json_t *arguments)
{
	return set_out(dap, arguments, STEP_BACK);
}

json_t *dap_step_out(struct dap *dap, const json_t *arguments)
{
	if (!take_thread(dap, arguments))
		return NULL;
	if (dap_stack(dap, dap->debugger.search.level)->count < 2)
		return dap_refuse(dap, "no caller is known here");
	return set_out(dap, arguments, STEP_OUT);
}

json_t *dap_pause(struct dap *dap, const json_t *arguments)
{
	(void)arguments;
	if (dap->motion == STILL)
		return dap_refuse(dap, "the machine stands already");
	dap->motion = STILL;
	return dap_nothing();
}
