/* Running a command and keeping what it wrote. */
#define _POSIX_C_SOURCE 200809L
#include "tests/programs/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <sys/wait.h>

void run(struct outcome *outcome, const char *format, ...)
{
	char command[1024];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(command, sizeof(command), format, arguments);
	va_end(arguments);

	FILE *pipe = popen(command, "r");
	*outcome = (struct outcome){ .status = -1 };
	if (!pipe)
		return;
	outcome->size = fread(outcome->output, 1, sizeof(outcome->output) - 1, pipe);

	int status = pclose(pipe);
	if (WIFEXITED(status))
		outcome->status = WEXITSTATUS(status);
}
