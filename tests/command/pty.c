/* Runs a command on a terminal of its own, types, and prints what the terminal shows:
 *
 *   pty COMMAND... -- STEP...
 *   pty nonblocking COMMAND...      without a terminal, and with an input that does not block
 *
 * A step is WAIT:TEXT (until the terminal has shown it), TYPE:KEYS (with \xHH), PRESS:KEYS (typed
 * now, and again and again while what is waited for next does not come), SIGNAL:NUMBER (to
 * the command), SLEEP:MILLISECONDS, MODE (whether the terminal is in the mode that it had), or
 * CLOSE (the terminal goes away). Then the command's end is waited for, and its status printed: a
 * number, or "signal" and one. What never comes is given up after ten minutes, with status 1.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

enum { PATIENCE = 10 * 60 * 1000, AGAIN = 1000 }; /* milliseconds */

struct run {
	int terminal, other; /* its two ends; -1: closed */
	pid_t command;
	const char *pressed; /* what is typed while nothing comes; NULL: nothing */
	struct termios before;
	char shown[1 << 16];
	size_t size;
};

/* What the terminal shows in so many milliseconds; false where nothing more comes. */
static bool look(struct run *run, int milliseconds)
{
	struct pollfd output = { .fd = run->terminal, .events = POLLIN };
	if (run->terminal < 0 || poll(&output, 1, milliseconds) <= 0)
		return false;
	ssize_t count =
	        read(run->terminal, run->shown + run->size, sizeof run->shown - 1 - run->size);
	if (count <= 0)
		return false;
	run->size += (size_t)count;
	return true;
}

static void type(const struct run *run, const char *keys)
{
	while (*keys != 0) {
		char key = *keys++;
		if (key == '\\' && *keys == 'x') {
			key = (char)strtoul((char[]){ keys[1], keys[2], 0 }, NULL, 16);
			keys += 3;
		}
		if (write(run->terminal, &key, 1) != 1)
			perror("pty");
	}
}

static void wait_for(struct run *run, const char *text)
{
	for (int waited = 0; memmem(run->shown, run->size, text, strlen(text)) == NULL;) {
		if (look(run, 100))
			continue;
		waited += 100;
		if (run->pressed != NULL && waited % AGAIN == 0)
			type(run, run->pressed);
		if (waited >= PATIENCE) {
			printf("%.*s\n", (int)run->size, run->shown);
			fprintf(stderr, "pty: '%s' does not come\n", text);
			kill(run->command, SIGKILL);
			exit(EXIT_FAILURE);
		}
	}
	run->pressed = NULL;
}

static bool is_as_before(const struct run *run)
{
	struct termios mode;
	return tcgetattr(run->other, &mode) == 0 && mode.c_lflag == run->before.c_lflag &&
	       mode.c_iflag == run->before.c_iflag;
}

static const char *argument_of(const char *step, const char *kind)
{
	size_t length = strlen(kind);
	return strncmp(step, kind, length) == 0 ? step + length : NULL;
}

static void take_step(struct run *run, const char *step)
{
	const char *argument;
	if ((argument = argument_of(step, "WAIT:")) != NULL)
		wait_for(run, argument);
	else if ((argument = argument_of(step, "TYPE:")) != NULL)
		type(run, argument);
	else if ((argument = argument_of(step, "PRESS:")) != NULL)
		type(run, run->pressed = argument);
	else if ((argument = argument_of(step, "SIGNAL:")) != NULL)
		kill(run->command, atoi(argument));
	else if ((argument = argument_of(step, "SLEEP:")) != NULL)
		poll(NULL, 0, atoi(argument));
	else if (strcmp(step, "MODE") == 0)
		printf("mode %s\n", is_as_before(run) ? "as before" : "changed");
	else if (strcmp(step, "CLOSE") == 0)
		close(run->other), close(run->terminal), run->other = run->terminal = -1;
}

/* The status of the command, waited for; -1 where it does not end. */
static bool end(struct run *run, int *status)
{
	for (int waited = 0; waited < PATIENCE; waited += 20) {
		if (waitpid(run->command, status, WNOHANG) == run->command)
			return true;
		if (!look(run, 20))
			poll(NULL, 0, 20);
	}
	kill(run->command, SIGKILL);
	return false;
}

static void start(struct run *run, char **command)
{
	if (openpty(&run->terminal, &run->other, NULL, NULL, NULL) != 0) {
		perror("pty: no terminal");
		exit(77);
	}
	tcgetattr(run->other, &run->before);
	run->command = fork();
	if (run->command != 0)
		return;
	close(run->terminal);
	login_tty(run->other);
	execvp(command[0], command);
	_exit(127);
}

int main(int count, char **arguments)
{
	static struct run run;
	int status, first = 1;
	if (count > 2 && strcmp(arguments[1], "nonblocking") == 0) {
		fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK);
		execvp(arguments[2], arguments + 2);
		return 127;
	}
	while (first < count && strcmp(arguments[first], "--") != 0)
		first++;
	if (first == count)
		return 64;
	arguments[first] = NULL;
	start(&run, arguments + 1);
	for (int i = first + 1; i < count; i++)
		take_step(&run, arguments[i]);
	bool ended = end(&run, &status);
	while (look(&run, 0)) {
	}
	if (run.other >= 0)
		printf("mode %s at the end\n", is_as_before(&run) ? "as before" : "changed");
	printf("%.*s\n", (int)run.size, run.shown);
	if (!ended)
		puts("does not end");
	else if (WIFSIGNALED(status))
		printf("signal %d\n", WTERMSIG(status));
	else
		printf("status %d\n", WEXITSTATUS(status));
	return EXIT_SUCCESS;
}
