/* A computer: a machine with a host behind it, for its memory, console and disk. */
#ifndef PG32_MACHINE_HOST_COMPUTER_H
#define PG32_MACHINE_HOST_COMPUTER_H

#include <stddef.h>

#include "machine/core/machine.h"
#include "machine/engines/engine.h"
#include "machine/host/console.h"
#include "machine/host/disk.h"

struct computer {
	struct machine machine;
	struct engine *engine; /* what executes the machine's instructions */
	struct host_console console;
	struct host_disk disk;
};

enum { MESSAGE_SIZE = 512 };

/* A failure for people: one line and the exit status that goes with it; status 0 is success. */
struct failure {
	int status;
	char message[MESSAGE_SIZE];
};

/* Fills the failure; returns false, so that `return fail(...)` reads well. */
bool fail(struct failure *failure, int status, const char *format, ...)
        __attribute__((format(printf, 3, 4)));

/* Makes a computer of the profile with zeroed memory of this size (a multiple of the page), this
 * engine, the input file (NULL: standard input) and the disk's file (NULL: none), everything at
 * reset. On failure nothing is left to destroy. */
bool computer_create(struct computer *computer, enum profile profile, uint32_t memory_size,
                     enum engine_kind engine, const char *input, const char *disk,
                     struct failure *failure);

/* Releases everything. False where output or disk writes were lost. */
bool computer_destroy(struct computer *computer, struct failure *failure);

#endif
