/* Answers what gdb asks. */
#include "machine/debug/gdb.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { SIGNAL_INTERRUPT = 2, SIGNAL_TRAP = 5 };

static bool starts(const char *text, const char *with, const char **rest)
{
	size_t length = strlen(with);
	if (strncmp(text, with, length) != 0)
		return false;
	*rest = text + length;
	return true;
}

void debug_select_thread(struct debugger *debugger, uint64_t thread)
{
	debugger->is_user = thread == THREAD_USER;
	debugger->thread = thread == 0 || thread >= THREAD_USER ? debugger->search.level
	                                                        : (unsigned)thread - 1;
}

static void reply_stop(struct debugger *debugger, enum ending ending)
{
	struct packets *packets = &debugger->packets;
	const struct point *hit = debugger->search.hit;
	debug_select_thread(debugger, 0);
	reply_text(packets, "T%02x", ending == SEARCH_CALLED ? SIGNAL_INTERRUPT : SIGNAL_TRAP);
	if (ending == SEARCH_END)
		reply_text(packets, "replaylog:end;");
	else if (ending == SEARCH_BEGIN)
		reply_text(packets, "replaylog:begin;");
	else if (ending == SEARCH_HIT && hit != NULL && !hit->is_hidden)
		switch (hit->kind) {
		case POINT_CODE:
			reply_text(packets, "hwbreak:;");
			break;
		case POINT_STORE:
			reply_text(packets, "watch:%x;", hit->address);
			break;
		case POINT_LOAD:
			reply_text(packets, "rwatch:%x;", hit->address);
			break;
		case POINT_ACCESS:
			reply_text(packets, "awatch:%x;", hit->address);
			break;
		case POINT_EVENT:
			break;
		}
	reply_text(packets, "thread:%x;", debugger->search.level + 1);
}

/* Says how the run ended, where it did. */
static void say_end(struct debugger *debugger)
{
	char text[128];
	const struct session *session = debugger->session;
	int size;
	if (session->outcome == OUTCOME_HALTED)
		size = snprintf(text, sizeof text,
		                "[the machine halts here, with status %" PRIu32 "]\n",
		                session->last.value);
	else
		size = snprintf(text, sizeof text, "[the machine stops here: %s]\n",
		                session_stop(session));
	packets_say(&debugger->packets, text, (size_t)size);
}

static void reply_moved(struct debugger *debugger, enum ending ending)
{
	debugger->packets.is_called = false;
	if (ending == SEARCH_END)
		say_end(debugger);
	reply_stop(debugger, ending);
}

static void send_registers(struct debugger *debugger)
{
	struct view view;
	uint32_t value;
	if (!debug_view(debugger, &view)) {
		reply_text(&debugger->packets, "E01");
		return;
	}
	for (unsigned number = 0; number <= NUMBER_TIMER; number++)
		if (level_get(&view, number, &value))
			reply_word(&debugger->packets, value);
}

static void send_register(struct debugger *debugger, const char *text)
{
	struct view view;
	uint64_t number;
	uint32_t value;
	if (take_hex(&text, &number) && debug_view(debugger, &view) &&
	    level_get(&view, (unsigned)number, &value))
		reply_word(&debugger->packets, value);
	else
		reply_text(&debugger->packets, "E01");
}

static void reply_problem(struct packets *packets, const char *problem)
{
	if (problem == NULL)
		reply_text(packets, "OK");
	else
		reply_text(packets, "E.%s", problem);
}

static void set_register(struct debugger *debugger, const char *text)
{
	uint64_t number;
	uint32_t value;
	const char *problem = "no such register";
	if (take_hex(&text, &number) && *text == '=' &&
	    take_bytes(text + 1, (uint8_t *)&value, sizeof value) == sizeof value)
		problem = debugger->is_user ? "the past of the user program is not written"
		                            : level_set(&debugger->search.timeline,
		                                        debugger->thread, (unsigned)number, value);
	reply_problem(&debugger->packets, problem);
}

static void set_registers(struct debugger *debugger, const char *text)
{
	struct view view;
	uint32_t old, new;
	const char *problem = debug_view(debugger, &view) ? NULL : "no such level here";
	for (unsigned number = 0; number <= NUMBER_TIMER && problem == NULL; number++) {
		if (!level_get(&view, number, &old))
			continue;
		if (take_bytes(text, (uint8_t *)&new, sizeof new) < sizeof new)
			break;
		text += 2 * sizeof new;
		if (old != new && debugger->is_user)
			problem = "the past of the user program is not written";
		else if (old != new)
			problem = level_set(&debugger->search.timeline, debugger->thread, number,
			                    new);
	}
	reply_problem(&debugger->packets, problem);
}

static void send_memory(struct debugger *debugger, const char *text)
{
	struct view view;
	uint64_t address, size;
	const uint8_t *memory = debugger->session->computer.memory.bytes;
	if (!take_range(&text, &address, &size) || !debug_view(debugger, &view)) {
		reply_text(&debugger->packets, "E01");
		return;
	}
	size = size < PACKET_SIZE / 2 ? size : PACKET_SIZE / 2;
	while (size > 0) {
		uint32_t physical,
		        count = level_translate(debugger->session, &view, (uint32_t)address,
		                                (uint32_t)size, &physical);
		if (count == 0)
			break;
		reply_hex(&debugger->packets, memory + physical, count);
		address += count;
		size -= count;
	}
	if (debugger->packets.reply_size == 0)
		reply_text(&debugger->packets, "E01");
}

static void set_memory(struct debugger *debugger, const char *text)
{
	struct view view;
	uint64_t address, size;
	static uint8_t bytes[PACKET_SIZE / 2];
	if (!take_range(&text, &address, &size) || *text != ':' || size > sizeof bytes ||
	    take_bytes(text + 1, bytes, size) != size || !debug_view(debugger, &view)) {
		reply_text(&debugger->packets, "E01");
		return;
	}
	for (uint32_t done = 0; done < size;) {
		uint32_t physical,
		        count = level_translate(debugger->session, &view, (uint32_t)address + done,
		                                (uint32_t)size - done, &physical);
		if (count == 0 || !timeline_edit(&debugger->search.timeline, EDIT_MEMORY, physical,
		                                 bytes + done, count)) {
			reply_text(&debugger->packets, "E01");
			return;
		}
		done += count;
	}
	reply_text(&debugger->packets, "OK");
}

/* Z or z: KIND,ADDRESS,SIZE */
static void set_point(struct debugger *debugger, const char *text, bool adds)
{
	static const enum point_kind kinds[] = { POINT_CODE, POINT_CODE, POINT_STORE, POINT_LOAD,
		                                 POINT_ACCESS };
	struct search *search = &debugger->search;
	struct point point = { .level = search->level };
	struct view view;
	uint64_t address, size;
	unsigned kind = (unsigned)(*text - '0');
	if (kind >= sizeof kinds / sizeof kinds[0] || text[1] != ',')
		return;
	text += 2;
	if (!take_range(&text, &address, &size)) {
		reply_text(&debugger->packets, "E01");
		return;
	}
	point.kind = kinds[kind];
	point.address = (uint32_t)address;
	point.size = point.kind == POINT_CODE ? 4 : (uint32_t)size;
	if (!adds) {
		search_remove(search, &point);
	} else if (point.kind != POINT_CODE &&
	           (!debug_view(debugger, &view) || point.size == 0 || point.size > PAGE_SIZE ||
	            level_translate(debugger->session, &view, point.address, point.size,
	                            &point.physical) < point.size)) {
		reply_text(&debugger->packets, "E.no memory there that can be watched");
		return;
	} else if (!search_add(search, &point)) {
		reply_text(&debugger->packets, "E.too many breakpoints");
		return;
	}
	reply_text(&debugger->packets, "OK");
}

/* qRcmd: the command in hex, the answer in hex. */
static void run_command(struct debugger *debugger, const char *text)
{
	struct packets *packets = &debugger->packets;
	char command[1024], answer[PACKET_SIZE / 2];
	size_t size = take_bytes(text, (uint8_t *)command, sizeof command - 1);
	command[size] = 0;
	debug_command(debugger, command);
	size = packets->reply_size < sizeof answer ? packets->reply_size : sizeof answer;
	memcpy(answer, packets->reply, size);
	reply_clear(packets);
	if (size == 0)
		reply_text(packets, "OK");
	reply_hex(packets, answer, size);
}

static void answer_query(struct debugger *debugger, const char *text)
{
	struct packets *packets = &debugger->packets;
	const char *rest;
	if (starts(text, "qSupported", &rest))
		reply_text(packets,
		           "PacketSize=%x;qXfer:features:read+;qXfer:threads:read+;"
		           "qXfer:exec-file:read+;ReverseStep+;ReverseContinue+;hwbreak+;"
		           "QStartNoAckMode+;vContSupported+",
		           PACKET_SIZE - 16);
	else if (starts(text, "qXfer:", &rest))
		debug_send_document(debugger, rest);
	else if (starts(text, "qRcmd,", &rest))
		run_command(debugger, rest);
	else if (strcmp(text, "qC") == 0)
		reply_text(packets, "QC%x", debugger->search.level + 1);
	else if (starts(text, "qAttached", &rest))
		reply_text(packets, "1");
}

static enum ending move(struct debugger *debugger, char how)
{
	struct search *search = &debugger->search;
	switch (how) {
	case 's':
	case 'S':
		return search_step(search);
	case 'b':
		return search_step_back(search);
	case 'B':
		return search_run_back(search);
	default:
		return search_run(search);
	}
}

/* FILE[;ARGUMENT]...: the machine from its beginning. It has its kernel and arguments already. */
static void run_again(struct debugger *debugger, const char *text)
{
	if (strchr(text, ';') != NULL) {
		reply_text(&debugger->packets, "E.the machine has its arguments already");
		return;
	}
	debug_restart(debugger);
	reply_stop(debugger, SEARCH_STEPPED);
}

/* vCont;ACTION[:THREAD]...: the first, for there is one processor. */
static void answer_v(struct debugger *debugger, const char *text)
{
	const char *rest;
	if (debug_answer_file(debugger, text))
		return;
	if (strcmp(text, "vCont?") == 0)
		reply_text(&debugger->packets, "vCont;c;C;s;S");
	else if (starts(text, "vCont;", &rest))
		reply_moved(debugger, move(debugger, *rest));
	else if (starts(text, "vRun;", &rest))
		run_again(debugger, rest);
	else if (starts(text, "vKill", &rest)) {
		debugger->is_done = !debugger->is_extended;
		reply_text(&debugger->packets, "OK");
	}
}

static void set_thread(struct debugger *debugger, const char *text)
{
	uint64_t thread = 0;
	struct view view;
	if (*text == '-')
		text = "0";
	take_hex(&text, &thread);
	if (thread != 0 && thread != THREAD_USER &&
	    (thread > VIEWS || !level_look(debugger->session, (unsigned)thread - 1, &view))) {
		reply_text(&debugger->packets, "E01");
		return;
	}
	debug_select_thread(debugger, thread);
	reply_text(&debugger->packets, "OK");
}

static void answer_thread_alive(struct debugger *debugger, const char *text)
{
	uint64_t thread = 0;
	struct view view;
	bool is_alive = take_hex(&text, &thread) && thread != 0;
	if (is_alive && thread == THREAD_USER)
		is_alive = debug_has_user(debugger);
	else if (is_alive)
		is_alive = thread <= VIEWS &&
		           level_look(debugger->session, (unsigned)thread - 1, &view);
	reply_text(&debugger->packets, is_alive ? "OK" : "E01");
}

static void answer_why(struct debugger *debugger, const char *text)
{
	(void)text;
	reply_stop(debugger, SEARCH_STEPPED);
}

static void answer_registers(struct debugger *debugger, const char *text)
{
	(void)text;
	send_registers(debugger);
}

static void add_point(struct debugger *debugger, const char *text)
{
	set_point(debugger, text, true);
}

static void remove_point(struct debugger *debugger, const char *text)
{
	set_point(debugger, text, false);
}

static void go(struct debugger *debugger, const char *text)
{
	(void)text;
	reply_moved(debugger, move(debugger, 'c'));
}

static void step(struct debugger *debugger, const char *text)
{
	(void)text;
	reply_moved(debugger, move(debugger, 's'));
}

/* bs, bc */
static void go_back(struct debugger *debugger, const char *text)
{
	if (*text == 's' || *text == 'c')
		reply_moved(debugger, move(debugger, *text == 's' ? 'b' : 'B'));
}

/* H, an operation, a thread. */
static void answer_thread(struct debugger *debugger, const char *text)
{
	set_thread(debugger, *text == 0 ? "" : text + 1);
}

static void set_mode(struct debugger *debugger, const char *text)
{
	if (strcmp(text, "QStartNoAckMode") != 0)
		return;
	debugger->packets.needs_acks = false;
	reply_text(&debugger->packets, "OK");
}

/* One who kills the machine may then run it again. */
static void extend(struct debugger *debugger, const char *text)
{
	(void)text;
	debugger->is_extended = true;
	reply_text(&debugger->packets, "OK");
}

static void stop_serving(struct debugger *debugger, const char *text)
{
	(void)text;
	debugger->is_done = true;
}

static void detach(struct debugger *debugger, const char *text)
{
	stop_serving(debugger, text);
	debugger->is_detached = !debugger->is_stdio; /* there is no one to run on for */
	reply_text(&debugger->packets, "OK");
}

/* A packet by its first letter. Letters that have many packets are part of their names. */
static const struct answer {
	char letter;
	bool is_in_name;
	void (*give)(struct debugger *debugger, const char *text);
} answers[] = {
	{ '?', false, answer_why },    { 'g', false, answer_registers },
	{ 'G', false, set_registers }, { 'p', false, send_register },
	{ 'P', false, set_register },  { 'm', false, send_memory },
	{ 'M', false, set_memory },    { 'Z', false, add_point },
	{ 'z', false, remove_point },  { 'c', false, go },
	{ 's', false, step },          { 'b', false, go_back },
	{ 'H', false, answer_thread }, { 'T', false, answer_thread_alive },
	{ 'q', true, answer_query },   { 'v', true, answer_v },
	{ 'Q', true, set_mode },       { 'k', false, stop_serving },
	{ 'D', false, detach },        { '!', false, extend },
};

void debug_answer(struct debugger *debugger)
{
	const char *text = debugger->packets.packet;
	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
		if (answers[i].letter == *text)
			answers[i].give(debugger, answers[i].is_in_name ? text : text + 1);
}
