/* The connection to gdb, and the session that is served over it. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "isa/ports.h"
#include "machine/debug/gdb.h"
#include "machine/front/exit_status.h"
#include "machine/run/save.h"

enum { DEFAULT_PORT = 1234 };

static bool is_called(void *context)
{
	struct debugger *debugger = context;
	return packets_is_called(&debugger->packets);
}

/* The guest's console, where the client has the terminal. */
uint32_t debug_poll_typed(void *context, bool idle)
{
	struct debugger *debugger = context;
	(void)idle;
	if (debugger->typed_first != debugger->typed_last)
		return debugger->typed[debugger->typed_first++ % TYPED];
	return CONSOLE_NONE;
}

static void put_to_client(void *context, uint8_t byte)
{
	struct debugger *debugger = context;
	char text = (char)byte;
	packets_say(&debugger->packets, &text, 1);
}

/* Keys are seen while no one runs the machine, too. */
static bool await(void *context, int descriptor)
{
	struct debugger *debugger = context;
	return host_console_await(&debugger->session->computer.console, descriptor);
}

static bool take_client(struct packets *packets, int listener, struct failure *failure)
{
	int one = 1;
	int client;
	if (!packets->await(packets->context, listener))
		return false;
	do
		client = accept(listener, NULL, NULL);
	while (client < 0 && (errno == EINTR || errno == ECONNABORTED));
	if (client < 0)
		return fail(failure, EXIT_NO_INPUT, "--gdb: %s", strerror(errno));
	setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	packets->in = packets->out = client;
	return true;
}

/* Waits for a client at a port of the loopback address; false also where the user leaves. */
static bool listen_at(struct packets *packets, const char *text, struct failure *failure)
{
	uint64_t port = DEFAULT_PORT;
	int one = 1;
	struct sockaddr_in address = { .sin_family = AF_INET,
		                       .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof address;
	if (*text != 0 && !read_number("--gdb", text, 0, UINT16_MAX, &port, failure))
		return false;
	address.sin_port = htons((uint16_t)port);
	int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (listener < 0 || setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) != 0 ||
	    bind(listener, (struct sockaddr *)&address, sizeof address) != 0 ||
	    listen(listener, 1) != 0 ||
	    getsockname(listener, (struct sockaddr *)&address, &size) != 0) {
		fail(failure, EXIT_NO_INPUT, "--gdb=%u: %s", (unsigned)port, strerror(errno));
		if (listener >= 0)
			close(listener);
		return false;
	}
	fprintf(stderr, "waiting for gdb: target remote localhost:%u\n", ntohs(address.sin_port));
	bool is_there = take_client(packets, listener, failure);
	close(listener);
	return is_there;
}

static void serve(struct debugger *debugger)
{
	struct packets *packets = &debugger->packets;
	while (!debugger->is_done && packets_receive(packets)) {
		reply_clear(packets);
		debug_answer(debugger);
		output_flush(&debugger->session->computer.console.output);
		if (packets->packet[0] != 'k')
			packets_send(packets);
	}
}

/* The kernel at the top of the tower, or of a VMM that has none the level where it would be. */
static unsigned level_of_kernel(const struct session *session)
{
	return session->monitor->is_hosted ? session->vmms + 1 : session->vmms;
}

static void run_to_entry(struct search *search)
{
	const struct image *image = session_image(search->timeline.session, search->level);
	if (search->level == 0 || image == NULL)
		return;
	const struct point entry = { .kind = POINT_CODE,
		                     .level = search->level,
		                     .address = image_entry(image),
		                     .size = 4,
		                     .is_hidden = true };
	search_add(search, &entry);
	if (!level_is_at_instruction(search->timeline.session, search->level))
		search_run(search);
	search_remove(search, &entry);
}

void debug_stand_at_kernel(struct debugger *debugger)
{
	struct search *search = &debugger->search;
	search->level = debugger->thread = level_of_kernel(search->timeline.session);
	run_to_entry(search);
	/* Where no kernel begins, the level below that there is. */
	struct view view;
	while (search->level > 0 && !level_look(debugger->session, search->level, &view))
		debugger->thread = --search->level;
}

static void begin_console(struct debugger *debugger)
{
	struct record *record = &debugger->search.timeline.record;
	if (!debugger->is_stdio)
		return;
	signal(SIGINT, SIG_IGN); /* of the terminal that we share with gdb, which is to have it */
	record->context = debugger;
	record->put = put_to_client;
	if (debugger->session->options.input == NULL)
		record->poll = debug_poll_typed;
}

/* To where it was saved, if it was. */
static void go_to_saved(struct debugger *debugger)
{
	struct search *search = &debugger->search;
	struct failure other;
	if (debugger->session->saved == NULL)
		return;
	if (!timeline_go_to_saved(&search->timeline, &other))
		fprintf(stderr, "%s\n", other.message);
	search_settle(search);
}

bool debug_serve(struct session *session, const char *where, bool *is_detached,
                 struct failure *failure)
{
	static struct debugger debugger; /* a process has one */
	struct packets *packets = &debugger.packets;
	debugger = (struct debugger){ .session = session, .user_of = NEVER };
	debugger.is_stdio = strcmp(where, "-") == 0;
	if (debugger.is_stdio && isatty(STDIN_FILENO))
		return fail(failure, EXIT_USAGE,
		            "--gdb=- is for a gdb that starts this, not for a terminal");
	signal(SIGPIPE, SIG_IGN); /* the client may go away at any time */
	packets->in = STDIN_FILENO;
	packets->out = STDOUT_FILENO;
	packets->needs_acks = true;
	packets->await = await;
	packets->context = &debugger;
	debugger.search.is_called = is_called;
	debugger.search.context = &debugger;
	if (!timeline_begin(&debugger.search.timeline, session))
		return fail(failure, EXIT_FAULT, "out of memory for the timeline");
	begin_console(&debugger);
	bool is_served = debugger.is_stdio || listen_at(packets, where, failure);
	if (is_served) {
		debug_stand_at_kernel(&debugger);
		go_to_saved(&debugger);
		debug_select_thread(&debugger, 0);
		serve(&debugger);
		if (!debugger.is_done && !session->computer.console.leave)
			fputs("gdb went away\n", stderr);
	}
	*is_detached = debugger.is_detached;
	if (debugger.is_detached)
		while (timeline_forward(&debugger.search.timeline, UINT64_MAX, NULL) != ARRIVAL_END)
			;
	timeline_end(&debugger.search.timeline);
	return is_served;
}
