/* What every tool does first and last. */
#include "machine/front/front.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "machine/front/exit_status.h"

/* Reads of them end, and writes fail. */
static void fill_standard_streams(void)
{
	int file;
	do
		file = open("/dev/null", O_RDONLY);
	while (file >= 0 && file <= STDERR_FILENO);
	if (file >= 0)
		close(file);
}

void front_open(void)
{
	fill_standard_streams();
	signal(SIGXFSZ, SIG_IGN);
}

int front_close(const char *tool, int status)
{
	errno = 0;
	if (fflush(stdout) == 0 && ferror(stdout) == 0)
		return status;
	fprintf(stderr, "%s: standard output: %s\n", tool,
	        errno != 0 ? strerror(errno) : "not all of it could be written");
	return status == 0 ? EXIT_OUTPUT : status;
}

int front_end(const struct front *front, const struct failure *failure, int status)
{
	if (failure->status != 0) {
		fprintf(stderr, "%s: %s\n", front->tool, failure->message);
		status = failure->status;
	}
	return front_close(front->tool, status);
}
