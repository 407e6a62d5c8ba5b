/* What gdb's monitor is told, and answers. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "isa/disassemble.h"
#include "isa/names.h"
#include "machine/core/layout.h"
#include "machine/debug/events.h"
#include "machine/debug/gdb.h"
#include "machine/run/print_walk.h"
#include "machine/run/save.h"
#include "machine/run/site.h"
#include "machine/run/names.h"

enum { MOST_LINES = 100 };

/* Says " <symbol+0x8> file:line" of what runs next. */
static void say_site(struct debugger *debugger)
{
	struct next next;
	const struct session *session = debugger->session;
	char *text = NULL;
	size_t size;
	FILE *file = open_memstream(&text, &size);
	if (file == NULL)
		return;
	if (session_next(session, &next)) {
		struct site site =
		        session_site(session, next.physical, session_running(session)->cpu.psw.pc);
		print_site(file, &site);
	}
	if (fclose(file) == 0)
		reply_text(&debugger->packets, "%s", text);
	free(text);
}

/* Says where the level is. */
static void say_here(struct debugger *debugger)
{
	struct view view;
	struct packets *packets = &debugger->packets;
	const struct search *search = &debugger->search;
	reply_text(packets, "%" PRIu64, search->timeline.position);
	if (level_look(debugger->session, search->level, &view)) {
		reply_text(packets, ": level %u, %s mode, pc %08" PRIx32, search->level,
		           (view.psw.status & STATUS_USER) != 0 ? "user" : "supervisor",
		           view.psw.pc);
		if (level_is_at_instruction(debugger->session, search->level))
			say_site(debugger);
	}
	reply_text(packets, "\n");
}

static void help(struct debugger *debugger, const char *text)
{
	(void)text;
#define COMMAND(function, name, arguments, text) \
	reply_text(&debugger->packets, "monitor %-11s %-17s %s\n", name, arguments, text);
#include "machine/debug/commands.def"
}

static void when(struct debugger *debugger, const char *text)
{
	(void)text;
	say_here(debugger);
	reply_text(&debugger->packets, "the furthest: %" PRIu64 "\n",
	           debugger->search.timeline.newest);
}

static bool take_number(struct debugger *debugger, const char *text, uint64_t most,
                        uint64_t *number)
{
	struct failure failure;
	if (read_number("the number", text, 0, most, number, &failure))
		return true;
	reply_text(&debugger->packets, "%s\n", failure.message);
	return false;
}

/* The points that were set, while others are looked for. */
struct points {
	struct point *list;
	unsigned count;
};

static bool set_points_aside(struct search *search, struct points *points)
{
	*points = (struct points){ malloc(sizeof search->points), search->point_count };
	if (points->list == NULL)
		return false;
	memcpy(points->list, search->points, sizeof search->points);
	search->point_count = 0;
	return true;
}

static void put_points_back(struct search *search, struct points *points)
{
	memcpy(search->points, points->list, sizeof search->points);
	search->point_count = points->count;
	search->hit = NULL;
	free(points->list);
}

void debug_restart(struct debugger *debugger)
{
	struct search *search = &debugger->search;
	struct points others;
	if (!set_points_aside(search, &others))
		return;
	timeline_go(&search->timeline, 0, NULL);
	debug_stand_at_kernel(debugger);
	put_points_back(search, &others);
	debugger->is_user = false;
	debugger->user_of = NEVER;
	debugger->packets.is_called = false;
}

static void restart(struct debugger *debugger, const char *text)
{
	(void)text;
	debug_restart(debugger);
	say_here(debugger);
}

static void go_to(struct debugger *debugger, const char *text)
{
	uint64_t number;
	struct search *search = &debugger->search;
	const struct watcher watcher = { .is_called = search->is_called,
		                         .context = search->context };
	if (!take_number(debugger, text, UINT64_MAX - 1, &number))
		return;
	if (timeline_go(&search->timeline, number, &watcher) == ARRIVAL_END)
		reply_text(&debugger->packets, "the run ends before: at ");
	debugger->packets.is_called = false;
	say_here(debugger);
}

static void level(struct debugger *debugger, const char *text)
{
	uint64_t number;
	struct view view;
	const struct session *session = debugger->session;
	if (*text != 0 && take_number(debugger, text, VIEWS - 1, &number)) {
		if (!level_look(session, (unsigned)number, &view)) {
			reply_text(&debugger->packets, "there is no level %u here\n",
			           (unsigned)number);
			return;
		}
		debugger->search.level = debugger->thread = (unsigned)number;
		debugger->is_user = false;
		debugger->user_of = NEVER;
	}
	for (unsigned i = 0; i < VIEWS && level_look(session, i, &view); i++) {
		reply_text(&debugger->packets, "%c level %u  pc %08" PRIx32 "  %-10s  %s%s\n",
		           i == debugger->search.level ? '*' : ' ', i, view.psw.pc,
		           (view.psw.status & STATUS_USER) != 0 ? "user" : "supervisor",
		           session_file(session, i) == NULL ? "the hosted VMM"
		                                            : session_file(session, i),
		           i == running_level(session) ? "  (runs)" : "");
	}
}

/* A file as gdb opens it: of a saved timeline, through its connection. */
static void say_file(struct debugger *debugger, const char *file)
{
	bool is_saved = debugger->session->saved != NULL;
	reply_text(&debugger->packets, "%s%s\n", is_saved ? "target:/" : "",
	           file + (is_saved && *file == '/'));
}

static void image(struct debugger *debugger, const char *text)
{
	const char *file = session_file(debugger->session, debugger->search.level);
	(void)text;
	if (file != NULL)
		say_file(debugger, file);
}

static void program(struct debugger *debugger, const char *text)
{
	struct view view;
	uint32_t physical;
	const struct session *session = debugger->session;
	(void)text;
	if (!level_look(session, debugger->search.level, &view) ||
	    ((view.psw.status & STATUS_USER) == 0 && !debug_user(debugger, &view)) ||
	    level_translate(session, &view, view.psw.pc, 4, &physical) < 4)
		return;
	const struct site site = session_site(session, physical, view.psw.pc);
	if (site.module != NULL)
		say_file(debugger, site.module);
}

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
	say_site(debugger);
	reply_text(&debugger->packets, "\n");
}

static void journey(struct debugger *debugger, const char *text)
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
			say_site(debugger);
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
			say_here(debugger);
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
	if (!set_points_aside(search, &others))
		return;
	search_add(search, &point);
	enum ending ending = search_run_back(search);
	put_points_back(search, &others);
	if (ending == SEARCH_HIT) {
		reply_text(&debugger->packets, "written at ");
		say_here(debugger);
		return;
	}
	timeline_go(&search->timeline, start, NULL);
	reply_text(&debugger->packets, "no instruction has written it\n");
}

static void last_write(struct debugger *debugger, const char *text)
{
	uint64_t address;
	int number = register_of(text);
	if (number > 0)
		last_write_of_register(debugger, (unsigned)number);
	else if (take_number(debugger, text, UINT32_MAX, &address))
		last_write_of_memory(debugger, (uint32_t)address);
}

static void mark(struct debugger *debugger, const char *text)
{
	(void)text;
	debugger->mark = debugger->search.timeline.position;
	say_here(debugger);
}

static void say_differences(struct debugger *debugger, const struct view *old,
                            const uint8_t *memory, const struct view *new)
{
	struct packets *packets = &debugger->packets;
	unsigned lines = 0;
	for (unsigned i = 0; i < REGISTERS; i++)
		if (old->registers[i] != new->registers[i])
			reply_text(packets, "%-8s  %08" PRIx32 "  %08" PRIx32 "\n",
			           register_name(i), old->registers[i], new->registers[i]);
	for (uint32_t at = 0; at < new->memory_size &&lines < MOST_LINES; at += 4) {
		uint32_t was = read_word(memory + at), is = read_word(new->memory + at);
		if (was != is) {
			reply_text(packets, "%08" PRIx32 "  %08" PRIx32 "  %08" PRIx32 "\n", at,
			           was, is);
			lines++;
		}
	}
	if (lines == MOST_LINES)
		reply_text(packets, "and so on\n");
}

static void diff(struct debugger *debugger, const char *text)
{
	struct search *search = &debugger->search;
	struct view old, new;
	uint64_t here = search->timeline.position;
	(void)text;
	timeline_go(&search->timeline, debugger->mark, NULL);
	bool is_there = level_look(debugger->session, search->level, &old);
	uint8_t *memory = is_there ? malloc(old.memory_size) : NULL;
	if (memory != NULL)
		memcpy(memory, old.memory, old.memory_size);
	timeline_go(&search->timeline, here, NULL);
	if (memory == NULL)
		reply_text(&debugger->packets, "the level was not there at the mark\n");
	else if (level_look(debugger->session, search->level, &new))
		say_differences(debugger, &old, memory, &new);
	free(memory);
}

static void add_catch(struct debugger *debugger, unsigned event)
{
	struct search *search = &debugger->search;
	struct point point;
	if (!search_event_point(search, search->level, event, &point))
		return;
	point.is_hidden = true;
	if (!search_add(search, &point))
		reply_text(&debugger->packets, "too many stops\n");
}

/* Whether the words of the user name an event. */
static bool is_named(const char *text, unsigned event)
{
	bool is_interrupt = event == CAUSE_TIMER || event == CAUSE_DEVICE;
	if (strcmp(text, "any") == 0)
		return event < CAUSES;
	return (is_interrupt && strcmp(text, "interrupt") == 0) ||
	       (*text != 0 && strncmp(event_text(event), text, strlen(text)) == 0);
}

static void say_events(struct debugger *debugger)
{
	reply_text(&debugger->packets, "catch any, interrupt, or the beginning of:");
	for (unsigned event = CAUSE_NONE + 1; event < EVENTS; event++)
		reply_text(&debugger->packets, "%s %s", event == CAUSE_NONE + 1 ? "" : ",",
		           event_text(event));
	reply_text(&debugger->packets, "\n");
}

static void catch_events(struct debugger *debugger, const char *text)
{
	static const char *const whats[EVENTS - CAUSES] = {
		[EVENT_FILL - CAUSES] = "has a translation read",
		[EVENT_PSW - CAUSES] = "loads a PSW",
		[EVENT_MODE - CAUSES] = "goes into the other mode",
		[EVENT_REQUEST - CAUSES] = "has a device that asks for attention",
	};
	unsigned caught = 0;
	for (unsigned event = CAUSE_NONE + 1; event < EVENTS; event++) {
		if (!is_named(text, event))
			continue;
		add_catch(debugger, event);
		reply_text(&debugger->packets, "stops where level %u %s%s\n",
		           debugger->search.level, event < CAUSES ? "takes: " : "",
		           event < CAUSES ? event_text(event) : whats[event - CAUSES]);
		caught++;
	}
	if (caught == 0)
		say_events(debugger);
}

static void uncatch(struct debugger *debugger, const char *text)
{
	struct search *search = &debugger->search;
	unsigned kept = 0;
	(void)text;
	for (unsigned i = 0; i < search->point_count; i++)
		if (!search->points[i].is_hidden)
			search->points[kept++] = search->points[i];
	search->point_count = kept;
	search->hit = NULL;
}

static void type(struct debugger *debugger, const char *text)
{
	if (debugger->search.timeline.record.poll == NULL) {
		reply_text(&debugger->packets, "the guest's console has its input elsewhere\n");
		return;
	}
	for (;; text++) {
		if (debugger->typed_last - debugger->typed_first < TYPED)
			debugger->typed[debugger->typed_last++ % TYPED] =
			        (uint8_t)(*text == 0 ? '\n' : *text);
		if (*text == 0)
			break;
	}
}

static void save(struct debugger *debugger, const char *text)
{
	struct failure failure;
	if (*text == 0)
		reply_text(&debugger->packets, "to which file?\n");
	else if (!timeline_save(&debugger->search.timeline, text, &failure))
		reply_text(&debugger->packets, "%s\n", failure.message);
	else
		reply_text(&debugger->packets, "saved, at %" PRIu64 "\n",
		           debugger->search.timeline.position);
}

static void disassemble_at(struct debugger *debugger, const char *text)
{
	uint64_t address;
	uint32_t physical;
	struct view view;
	char line[DISASSEMBLY_SIZE];
	const struct session *session = debugger->session;
	uint32_t profile = options_profile_shown(&session->options);
	if (!take_number(debugger, text, UINT32_MAX, &address) || !debug_view(debugger, &view))
		return;
	if (level_translate(session, &view, (uint32_t)address, 4, &physical) < 4)
		reply_text(&debugger->packets, "no memory there\n");
	else
		reply_text(&debugger->packets, "%s\n",
		           disassemble(profile,
		                       read_word(session->computer.memory.bytes + physical),
		                       (uint32_t)address, line));
}

void debug_command(struct debugger *debugger, char *command)
{
	size_t length = strcspn(command, " ");
	char *arguments = command + length + strspn(command + length, " ");
	command[length] = 0;
#define COMMAND(function, name, words, text)   \
	if (strcmp(command, name) == 0) {      \
		function(debugger, arguments); \
		return;                        \
	}
#include "machine/debug/commands.def"
	reply_text(&debugger->packets, "no such command: monitor help\n");
}
