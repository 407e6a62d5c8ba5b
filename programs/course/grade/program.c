/* Runs the tools, confined and limited. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "programs/course/grade/grade.h"

/* What each process of a build, or a tool of a test, may take. Time is processor time, and far more
 * than any honest one needs: what a program does is limited in instructions. */
enum { BUILD_SECONDS = 10, MOST_OPEN = 1024 };
#define BUILD_MEMORY ((rlim_t)2 << 30)
#define MOST_OUTPUT ((rlim_t)64 << 20)

_Static_assert(STATUS_TOO_LONG == 128 + SIGXCPU,
               "run_program gives a signal as 128 and its number");

static void limit(int what, rlim_t most)
{
	struct rlimit value;
	if (getrlimit(what, &value) != 0)
		return;
	if (value.rlim_max == RLIM_INFINITY || value.rlim_max > most)
		value.rlim_max = most;
	value.rlim_cur = value.rlim_max;
	/* One second less of the processor's time ends in SIGXCPU, which says why. */
	if (what == RLIMIT_CPU && value.rlim_cur > 1)
		value.rlim_cur--;
	setrlimit(what, &value);
}

/* The library and the folders that confine.c reads: of the installation all but the assignments,
 * whose solutions are there, and the VMMs, which are one; and wherever it lies not this assignment,
 * of which a copy is built. Paths are as they are once links are resolved. */
static void confine(const char *folder, const struct request *request)
{
	static const char system[] = "/usr:/lib:/lib64:/bin:/dev/null:/etc/ld.so.cache";
	char library[PATH + 32], readable[3 * PATH], hidden[5 * PATH + 128];
	char *own = realpath(folder, NULL), *root = realpath(request->tools, NULL);
	char *assignment = realpath(request->assignment, NULL);
	if (own == NULL || root == NULL || assignment == NULL)
		_exit(STATUS_NOT_RUN);
	*strrchr(root, '/') = 0;
	snprintf(library, sizeof library, "%s/lib/pg32/confine.so", root);
	snprintf(readable, sizeof readable, "%s:%s/bin:%s/include:%s/lib/pg32:%s", own, root, root,
	         root, system);
	snprintf(hidden, sizeof hidden,
	         "%s/lib/pg32/course:%s/lib/pg32/vmm.elf:%s/lib/pg32/vmm-hybrid.elf:%s/lib/pg32/"
	         "flawed:%s",
	         root, root, root, root, assignment);
	free(own);
	free(root);
	free(assignment);
	setenv("LD_PRELOAD", library, 1);
	setenv("PG32_READABLE", readable, 1);
	setenv("PG32_HIDDEN", hidden, 1);
	setenv("TMPDIR", folder, 1);
	limit(RLIMIT_AS, BUILD_MEMORY);
}

/* What the one who runs the grader has open is not a compiler's: a pipe that is read would never
 * end. */
static void close_others(void)
{
	struct rlimit most;
	int end = getrlimit(RLIMIT_NOFILE, &most) == 0 && most.rlim_cur < MOST_OPEN
	                  ? (int)most.rlim_cur
	                  : MOST_OPEN;
	for (int file = STDERR_FILENO + 1; file < end; file++)
		close(file);
}

_Noreturn static void become(char *const *arguments, const char *folder, const char *output,
                             bool confined, const struct request *request)
{
	int null = open("/dev/null", O_RDONLY);
	int log = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	if (null < 0 || log < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(log, STDOUT_FILENO) < 0 ||
	    dup2(log, STDERR_FILENO) < 0 || chdir(folder) != 0)
		_exit(STATUS_NOT_RUN);
	close_others();
	setenv("LC_ALL", "C", 1);
	unsetenv("MAKEFLAGS");
	unsetenv("MFLAGS");
	setpgid(0, 0);
	limit(RLIMIT_CPU, (confined ? BUILD_SECONDS : TOOL_SECONDS) + 1);
	limit(RLIMIT_FSIZE, MOST_OUTPUT);
	limit(RLIMIT_CORE, 0);
	if (confined)
		confine(folder, request);
	execvp(arguments[0], arguments);
	_exit(STATUS_NOT_RUN);
}

int run_program(char *const *arguments, const char *folder, const char *output, bool confined,
                const struct request *request)
{
	pid_t child = fork();
	if (child < 0)
		return STATUS_NOT_RUN;
	if (child == 0)
		become(arguments, folder, output, confined, request);
	int status;
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
