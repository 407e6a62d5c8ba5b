/* What every tool does first and last. */
#include "machine/front/front.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "isa/printable.h"
#include "machine/front/exit_status.h"
#include "machine/front/memory.h"

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

int front_say(const char *tool, int status, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	size_t size = 1 + (size_t)vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	char *message = allocate(size), *shown = allocate(PRINTABLE_SIZE * size);
	va_start(arguments, format);
	vsnprintf(message, size, format, arguments);
	va_end(arguments);
	printable_text(shown, PRINTABLE_SIZE * size, message);
	fprintf(stderr, "%s: %s\n", tool, shown);
	free(shown);
	free(message);
	return status;
}

int front_end(const struct front *front, const struct failure *failure, int status)
{
	if (failure->status != 0) {
		fprintf(stderr, "%s: %s\n", front->tool, failure->message);
		status = failure->status;
	}
	return front_close(front->tool, status);
}
