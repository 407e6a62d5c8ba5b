/* Running a command and keeping what it wrote. */
#ifndef PG32_TESTS_PROGRAMS_COMMAND_H
#define PG32_TESTS_PROGRAMS_COMMAND_H

#include <stddef.h>

/* What a command wrote to standard output, and its exit status; -1 for one ended by a signal. */
struct outcome {
	int status;
	size_t size;
	char output[1 << 16];
};

/* Runs a command of the shell, made as by printf. */
void run(struct outcome *outcome, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
