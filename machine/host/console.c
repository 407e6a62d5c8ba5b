/* Console bytes to and from the host. A file or a pipe answers always, a terminal when typed at. */
#include "machine/host/console.h"

#include <errno.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "isa/ports.h"
#include "machine/front/file.h"

enum { CONTROL_A = 1, IDLE_MILLISECONDS = 10 };

/* A few milliseconds of the machine. */
enum { INTERVAL = 1 << 20 };

static bool say_last_words(void *context, int number)
{
	return output_flush_last(context, number);
}

bool host_console_open(struct host_console *console, const char *path, enum terminal_mode mode)
{
	*console = (struct host_console){
		.output = { .file = STDOUT_FILENO },
		.input = path == NULL ? STDIN_FILENO : open_to_read(path),
		.is_terminal = path == NULL && isatty(STDIN_FILENO) != 0,
		.patience = -1,
		.room = UINT64_MAX,
	};
	if (console->input < 0)
		return false;
	console->has_keys = console->is_terminal && mode != TERMINAL_LINE;
	terminal_take(console->is_terminal, mode, say_last_words, &console->output);
	return true;
}

bool host_console_close(struct host_console *console)
{
	output_flush(&console->output);
	terminal_release();
	if (console->input != STDIN_FILENO)
		close(console->input);
	errno = console->output.error;
	return console->output.error == 0;
}

static unsigned held(const struct host_console *console)
{
	return console->last - console->first;
}

/* What has no room is lost, as in any terminal: it is not to hide the keys behind it. */
static void hold(struct host_console *console, uint8_t byte)
{
	if (held(console) < TYPED_SIZE)
		console->typed[console->last++ % TYPED_SIZE] = byte;
}

/* Takes Ctrl-a and what follows out of what was typed. */
static void filter(struct host_console *console, uint8_t byte)
{
	if (!console->escaped && byte == CONTROL_A) {
		console->escaped = true;
		return;
	}
	if (console->escaped && byte == 'x')
		console->leave = true;
	else if (console->escaped && byte == 'd')
		console->ended = true;
	else if (!console->ended)
		hold(console, byte);
	console->escaped = false;
}

/* Whether there is something to read, or its end, in so many milliseconds. */
static bool can_read(const struct host_console *console, int milliseconds)
{
	struct pollfd input = { .fd = console->input, .events = POLLIN };
	errno = 0;
	return poll(&input, 1, milliseconds) > 0;
}

static bool is_regular(const struct host_console *console)
{
	struct stat status;
	return fstat(console->input, &status) == 0 && S_ISREG(status.st_mode);
}

/* Reads what there is, at most what fits. */
static void read_input(struct host_console *console)
{
	uint8_t bytes[4096];
	ssize_t count = read(console->input, bytes, sizeof bytes);
	if (count == 0)
		console->ended = true;
	if (count < 0 && errno != EINTR && errno != EAGAIN)
		console->error = errno;
	for (ssize_t i = 0; i < count; i++) {
		if (console->has_keys)
			filter(console, bytes[i]);
		else
			hold(console, bytes[i]);
	}
}

/* What was typed by now, or in so many milliseconds: keys for others are not looked at. */
static void see_keys(struct host_console *console, int milliseconds)
{
	bool is_over = console->ended && !console->has_keys;
	if (is_over || console->error != 0)
		return;
	if (terminal_is_for_others())
		poll(NULL, 0, milliseconds);
	else if (can_read(console, milliseconds))
		read_input(console);
}

/* Until there is a byte, or the end. Time stands still for the guest, so that its input comes at
 * the same instruction however slow the writer is. */
static void await_input(struct host_console *console)
{
	while (held(console) == 0 && !console->ended && console->error == 0 &&
	       !console->is_silent && !console->leave) {
		if (is_regular(console) || can_read(console, console->patience))
			read_input(console);
		else if (errno != EINTR)
			console->is_silent = true;
		else if (terminal_asks_to_leave())
			console->leave = true;
	}
}

uint32_t host_console_poll(struct host_console *console, bool idle)
{
	if (held(console) == 0) {
		output_flush(&console->output);
		if (console->is_terminal)
			see_keys(console, idle ? IDLE_MILLISECONDS : 0);
		else
			await_input(console);
	}
	if (held(console) != 0)
		return console->typed[console->first++ % TYPED_SIZE];
	return console->ended ? CONSOLE_END : CONSOLE_NONE;
}

void host_console_put(struct host_console *console, uint8_t byte)
{
	if (console->room == 0) {
		console->is_full = true;
		return;
	}
	console->room--;
	output_put(&console->output, byte);
}

uint64_t host_console_stretch(const struct host_console *console, uint64_t most)
{
	bool is_attended = console->is_terminal || console->output.size != 0;
	return is_attended && most > INTERVAL ? INTERVAL : most;
}

bool host_console_attend(struct host_console *console, uint64_t clock)
{
	if (clock - console->attended >= INTERVAL) {
		console->attended = clock;
		output_flush(&console->output);
		if (console->is_terminal)
			see_keys(console, 0);
	}
	console->leave = console->leave || terminal_asks_to_leave();
	return !console->leave && !console->is_silent && !console->is_full && console->error == 0;
}

bool host_console_await(struct host_console *console, int descriptor)
{
	struct pollfd waited[] = {
		{ .fd = descriptor, .events = POLLIN },
		{ .fd = console->has_keys ? console->input : -1, .events = POLLIN },
	};
	output_flush(&console->output);
	while (!console->leave && console->error == 0) {
		int count = poll(waited, 2, -1);
		if (count > 0 && waited[0].revents != 0)
			return true;
		if (count > 0)
			read_input(console);
		if (count > 0 && (waited[1].revents & (POLLHUP | POLLERR)) != 0)
			waited[1].fd = -1; /* the terminal is gone */
		console->leave = console->leave || terminal_asks_to_leave();
	}
	return false;
}
