/* Running a command and measuring it. */
#define _GNU_SOURCE
#include "tests/bench/measure.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static _Noreturn void fail(const char *what)
{
	perror(what);
	exit(EXIT_FAILURE);
}

static _Noreturn void become(char *const words[], int descriptor, int output)
{
	int nothing = open("/dev/null", O_RDWR);

	if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 ||
	    dup2(descriptor == STDOUT_FILENO ? output : nothing, STDOUT_FILENO) < 0)
		_exit(127);
	if (descriptor == STDERR_FILENO && dup2(output, STDERR_FILENO) < 0)
		_exit(127);
	execvp(words[0], words);
	perror(words[0]);
	_exit(127);
}

static void read_all(int descriptor, char *text)
{
	size_t size = 0;
	char rest[4096];

	for (;;) {
		size_t room = OUTPUT_SIZE - 1 - size;
		ssize_t got = room > 0 ? read(descriptor, text + size, room)
		                       : read(descriptor, rest, sizeof(rest));

		if (got <= 0)
			break;
		if (room > 0)
			size += (size_t)got;
	}
	text[size] = '\0';
}

static double seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

void measure(char *const words[], int descriptor, struct measure *result)
{
	int ends[2], status;
	struct rusage usage;

	if (pipe2(ends, O_CLOEXEC) != 0)
		fail("pipe");

	pid_t child = fork();
	if (child < 0)
		fail("fork");
	if (child == 0)
		become(words, descriptor, ends[1]);
	close(ends[1]);
	read_all(ends[0], result->output);
	close(ends[0]);
	if (wait4(child, &status, 0, &usage) != child)
		fail("wait4");
	result->seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
	result->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	if (result->status == 127) {
		fprintf(stderr, "bench: cannot run %s\n", words[0]);
		exit(EXIT_FAILURE);
	}
}
