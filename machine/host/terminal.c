/* The terminal in the mode that a machine wants, and given back however the run ends. */
#include "machine/host/terminal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int ends[] = { SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGALRM };
static const int crashes[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGPIPE };

/* One process has one terminal, and signal handlers have no parameter to take it from. */
static struct {
	struct termios before, during;
	volatile sig_atomic_t is_taken;
	volatile sig_atomic_t asks_to_leave;
	volatile sig_atomic_t is_late; /* a second after that, and it has not left */
	bool (*last_words)(void *context, int number);
	void *context;
} terminal;

bool terminal_is_for_others(void)
{
	pid_t group = tcgetpgrp(STDIN_FILENO);
	return group >= 0 && group != getpgrp();
}

static void set_terminal(const struct termios *mode)
{
	if (!terminal_is_for_others())
		tcsetattr(STDIN_FILENO, TCSANOW, mode);
}

static void give_back(void)
{
	if (terminal.is_taken)
		set_terminal(&terminal.before);
	terminal.is_taken = false;
}

void terminal_end_by(int number)
{
	sigset_t only;
	give_back();
	signal(number, SIG_DFL);
	sigemptyset(&only);
	sigaddset(&only, number);
	sigprocmask(SIG_UNBLOCK, &only, NULL);
	raise(number);
}

static void end(int number)
{
	if (terminal.last_words(terminal.context, number))
		terminal_end_by(number);
	else
		alarm(1); /* a write may have begun to wait just now */
}

/* One wish may come as two signals: timeout(1) sends them to the process and to its group. */
static void ask_to_leave(int number)
{
	if (terminal.is_late && number != SIGALRM)
		terminal_end_by(number);
	terminal.is_late = terminal.asks_to_leave && number == SIGALRM;
	terminal.asks_to_leave = true;
	alarm(1); /* what waits for input may have begun to just now */
}

static void crash(int number)
{
	terminal_end_by(number);
}

/* What was stopped goes on in the mode that it had. */
static void stop(int number)
{
	bool was_taken = terminal.is_taken;
	terminal_end_by(number);
	if (was_taken)
		set_terminal(&terminal.during);
	terminal.is_taken = was_taken;
	signal(number, stop);
}

static void go_on(int number)
{
	(void)number;
	if (terminal.is_taken)
		set_terminal(&terminal.during);
}

/* A signal that is ignored, as by nohup, stays so. */
static void handle(int number, void (*handler)(int number), int flags)
{
	struct sigaction action = { .sa_handler = handler, .sa_flags = flags }, before;
	sigemptyset(&action.sa_mask);
	if (sigaction(number, NULL, &before) == 0 && before.sa_handler == SIG_DFL)
		sigaction(number, &action, NULL);
}

static void set_mode(enum terminal_mode mode)
{
	if (tcgetattr(STDIN_FILENO, &terminal.before) != 0)
		return;
	struct termios *during = &terminal.during;
	*during = terminal.before;
	/* The key for the end of a line still gives a newline. */
	during->c_lflag &= ~(tcflag_t)(ICANON | ISIG | IEXTEN | ECHOCTL);
	during->c_iflag &= ~(tcflag_t)IXON;
	if (mode == TERMINAL_RAW)
		during->c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
	during->c_cc[VMIN] = 1;
	during->c_cc[VTIME] = 0;
	set_terminal(during);
	terminal.is_taken = true;
	atexit(give_back);
	for (unsigned i = 0; i < sizeof crashes / sizeof *crashes; i++)
		handle(crashes[i], crash, SA_RESTART);
	handle(SIGTSTP, stop, SA_RESTART);
	handle(SIGCONT, go_on, SA_RESTART);
}

void terminal_take(bool takes_input, enum terminal_mode mode,
                   bool (*last_words)(void *context, int number), void *context)
{
	terminal.last_words = last_words;
	terminal.context = context;
	if (takes_input && mode != TERMINAL_LINE)
		set_mode(mode);
	/* A write that waits is interrupted. */
	for (unsigned i = 0; i < sizeof ends / sizeof *ends; i++)
		handle(ends[i], end, 0);
}

/* Has the signals that end the process, where one handler has them, be another's. */
static void hand_over(void (*from)(int number), void (*to)(int number), int flags)
{
	for (unsigned i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct sigaction action = { .sa_handler = to, .sa_flags = flags }, before;
		sigemptyset(&action.sa_mask);
		if (sigaction(ends[i], NULL, &before) == 0 && before.sa_handler == from)
			sigaction(ends[i], &action, NULL);
	}
}

void terminal_leave_when_asked(void)
{
	terminal.asks_to_leave = false;
	terminal.is_late = false;
	hand_over(end, ask_to_leave, SA_RESTART);
}

bool terminal_asks_to_leave(void)
{
	return terminal.asks_to_leave;
}

void terminal_release(void)
{
	give_back();
	hand_over(ask_to_leave, SIG_DFL, 0);
	hand_over(end, SIG_DFL, 0);
}
