/* A failure for people: one line, and the exit status that goes with it. */
#ifndef PG32_MACHINE_FRONT_FAILURE_H
#define PG32_MACHINE_FRONT_FAILURE_H

#include <stdbool.h>

enum { MESSAGE_SIZE = 512 };

/* Status 0 is success, and has no message. */
struct failure {
	int status;
	char message[MESSAGE_SIZE];
};

/* Fills the failure; returns false, so that `return fail(...)` reads well. */
bool fail(struct failure *failure, int status, const char *format, ...)
        __attribute__((format(printf, 3, 4)));

#endif
