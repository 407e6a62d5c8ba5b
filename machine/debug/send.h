/* What is sent to a debugger's client. */
#ifndef PG32_MACHINE_DEBUG_SEND_H
#define PG32_MACHINE_DEBUG_SEND_H

#include <stdbool.h>
#include <stddef.h>

/* Writes all of it, and waits for a client that is slow; false where that is gone. */
bool send_all(int out, const char *bytes, size_t size);

#endif
