/* Console bytes to and from the host. A file or a pipe answers always, a terminal when typed at. */
#include "machine/host/console.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "isa/architecture.h"

enum { CONTROL_A = 1, IDLE_MILLISECONDS = 10 };

/* The terminal as it was, for the exit handler, which has no parameter to take it from. */
static struct termios terminal_before;
static bool terminal_changed;

static void restore_terminal(void)
{
	if (terminal_changed)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &terminal_before);
	terminal_changed = false;
}

/* Bytes as typed, signals included; the terminal still echoes and ends lines. */
static void take_terminal(void)
{
	if (tcgetattr(STDIN_FILENO, &terminal_before) != 0)
		return;
	struct termios now = terminal_before;
	now.c_lflag &= ~(tcflag_t)(ICANON | ISIG | IEXTEN | ECHOCTL);
	now.c_cc[VMIN] = 1;
	now.c_cc[VTIME] = 0;
	if (tcsetattr(STDIN_FILENO, TCSADRAIN, &now) == 0) {
		terminal_changed = true;
		atexit(restore_terminal);
	}
}

/* A directory can be opened but not read. */
static bool is_readable(int file)
{
	struct stat status;
	if (fstat(file, &status) != 0 || !S_ISDIR(status.st_mode))
		return true;
	close(file);
	errno = EISDIR;
	return false;
}

bool host_console_open(struct host_console *console, const char *path)
{
	*console = (struct host_console){ .output = stdout, .input = STDIN_FILENO };
	if (path != NULL) {
		console->input = open(path, O_RDONLY | O_CLOEXEC);
		return console->input >= 0 && is_readable(console->input);
	}
	console->terminal = isatty(STDIN_FILENO) != 0;
	if (console->terminal)
		take_terminal();
	return true;
}

bool host_console_close(struct host_console *console)
{
	restore_terminal();
	if (console->input != STDIN_FILENO)
		close(console->input);
	return fflush(console->output) == 0 && !ferror(console->output);
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
	console->escaped = false;
	console->typed[console->last++] = byte;
}

/* Reads what there is, at most what fits; waits so long for it on a terminal. */
static void read_input(struct host_console *console, int milliseconds)
{
	if (console->ended || console->first != console->last)
		return;
	console->first = console->last = 0;
	if (console->terminal) {
		struct pollfd typed = { .fd = console->input, .events = POLLIN };
		if (poll(&typed, 1, milliseconds) <= 0)
			return;
	}
	uint8_t bytes[TYPED_SIZE];
	ssize_t count;
	do
		count = read(console->input, bytes, sizeof bytes);
	while (count < 0 && errno == EINTR);
	console->ended = count <= 0;
	for (ssize_t i = 0; i < count; i++) {
		if (console->terminal)
			filter(console, bytes[i]);
		else
			console->typed[console->last++] = bytes[i];
	}
}

uint32_t host_console_poll(struct host_console *console, bool idle)
{
	if (console->first == console->last) {
		fflush(console->output);
		read_input(console, idle ? IDLE_MILLISECONDS : 0);
	}
	if (console->first != console->last)
		return console->typed[console->first++];
	return console->ended ? CONSOLE_END : CONSOLE_NONE;
}

void host_console_put(struct host_console *console, uint8_t byte)
{
	putc(byte, console->output);
}

bool host_console_leaves(struct host_console *console)
{
	if (console->terminal) {
		fflush(console->output);
		read_input(console, 0);
	}
	return console->leave;
}
