/* A computer: a machine with a host behind it, for its memory, console and disk. */
#ifndef PG32_MACHINE_HOST_COMPUTER_H
#define PG32_MACHINE_HOST_COMPUTER_H

#include <stddef.h>

#include "machine/core/machine.h"
#include "machine/engines/engine.h"
#include "machine/front/failure.h"
#include "machine/host/console.h"
#include "machine/host/disk.h"

struct computer {
	struct machine machine;
	struct host_memory memory; /* the machine's */
	uint32_t buffer[BUFFER_PAGES * TABLE_ENTRIES];
	struct engine *engine; /* what executes the machine's instructions */
	struct host_console console;
	struct host_disk disk;
};

/* Makes a computer of the equipment, whose memory (a multiple of the page) is zeroed and whose
 * sectors are those of the disk, which is open and becomes the computer's, with this engine and the
 * input file (NULL: standard input; the mode is for a terminal there), everything at reset. On
 * failure nothing is left to destroy. */
bool computer_create(struct computer *computer, const struct equipment *equipment,
                     enum engine_kind engine, const char *input, enum terminal_mode terminal,
                     const struct host_disk *disk, struct failure *failure);

/* Releases everything. False where output or disk writes were lost. */
bool computer_destroy(struct computer *computer, struct failure *failure);

#endif
