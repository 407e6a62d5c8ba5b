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
#include "machine/run/save.h"
#include "machine/run/site.h"

enum { MOST_LINES = 100 };

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
	debug_say_here(debugger);
	reply_text(&debugger->packets, "the furthest: %" PRIu64 "\n",
	           debugger->search.timeline.newest);
}

void debug_restart(struct debugger *debugger)
{
	struct search *search = &debugger->search;
	struct points others;
	if (!search_set_aside(search, &others))
		return;
	timeline_go(&search->timeline, 0, NULL);
	debug_stand_at_kernel(debugger);
	search_put_back(search, &others);
	debugger->is_user = false;
	debugger->user_of = NEVER;
	debugger->packets.is_called = false;
}

static void restart(struct debugger *debugger, const char *text)
{
	(void)text;
	debug_restart(debugger);
	debug_say_here(debugger);
}

static void go_to(struct debugger *debugger, const char *text)
{
	uint64_t number;
	struct search *search = &debugger->search;
	const struct watcher watcher = { .is_called = search->is_called,
		                         .context = search->context };
	if (!debug_take_number(debugger, "goto", text, UINT64_MAX - 1, &number))
		return;
	if (timeline_go(&search->timeline, number, &watcher) == ARRIVAL_END)
		reply_text(&debugger->packets, "the run ends before: at ");
	debugger->packets.is_called = false;
	debug_say_here(debugger);
}

static void level(struct debugger *debugger, const char *text)
{
	uint64_t number;
	struct view view;
	const struct session *session = debugger->session;
	if (*text != 0) {
		if (!debug_take_number(debugger, "level", text, VIEWS - 1, &number))
			return;
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

static void mark(struct debugger *debugger, const char *text)
{
	(void)text;
	debugger->mark = debugger->search.timeline.position;
	debug_say_here(debugger);
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
	if (debugger->packets.reply_size == 0)
		reply_text(&debugger->packets, "nothing has changed since %" PRIu64 "\n",
		           debugger->mark);
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
	if (!debug_take_number(debugger, "disassemble", text, UINT32_MAX, &address) ||
	    !debug_view(debugger, &view))
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
#define COMMAND(function, name, words, text)                                     \
	if (strcmp(command, name) == 0) {                                        \
		if (*words == 0 && *arguments != 0)                              \
			reply_text(&debugger->packets, name " takes nothing\n"); \
		else                                                             \
			function(debugger, arguments);                           \
		return;                                                          \
	}
#include "machine/debug/commands.def"
	reply_text(&debugger->packets, "no such command: monitor help\n");
}
