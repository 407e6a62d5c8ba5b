/* A host in memory for one side of a comparison: console input from bytes, output kept, and a disk
 * of its own. */
#ifndef PG32_VMM_EQUIVALENCE_HOST_H
#define PG32_VMM_EQUIVALENCE_HOST_H

#include <stddef.h>

#include "machine/core/machine.h"
#include "vmm/equivalence/notes.h"

/* What both sides get: a machine of the same equipment but for its memory's size, the same input,
 * and each a copy of the same disk. */
struct supply {
	struct equipment equipment;
	const uint8_t *input;
	size_t input_size;
	const uint8_t *disk;
};

struct host {
	struct machine *machine;
	const uint8_t *input, *input_end; /* what is not taken yet */
	unsigned polls;                   /* how often it was asked for a byte */
	unsigned idle_polls;              /* and allowed to pause */
	uint8_t *output;
	size_t output_size, output_room;
	uint8_t *disk;
	uint32_t sectors;
	uint32_t written; /* the sector written last */
	unsigned writes, reads;
	struct notes notes; /* of the memory that is compared */
};

/* What a host is to the devices of its machine; the context is the host. */
extern const struct backend host_backend;

/* Makes the host one of this machine, as its devices find it at their reset. What an earlier
 * attachment left is used again: a host is zeroed before its first. */
void host_attach(struct host *host, struct machine *machine, const struct supply *supply);

/* Frees output and disk. */
void host_release(struct host *host);

#endif
