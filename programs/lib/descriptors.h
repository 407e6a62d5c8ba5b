/* Descriptors 0 to 2 are the console, and no other is open; and how a call fails. */
#ifndef PG32_LIB_DESCRIPTORS_H
#define PG32_LIB_DESCRIPTORS_H

#include <errno.h>
#include <stdbool.h>
#include <unistd.h>

static inline bool is_console(int file)
{
	return file >= STDIN_FILENO && file <= STDERR_FILENO;
}

static inline int fail(int error)
{
	errno = error;
	return -1;
}

#endif
