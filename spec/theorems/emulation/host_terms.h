/* The host behind the devices, as terms: what it answers, and what it was asked and told.
 *
 * Bare, the machine's devices ask the host. Virtualized, the VMM's virtual devices ask the real
 * ones, which ask the host. Both are the same if as many questions were asked, for the answer to
 * the n-th is the same, and the same was put out and transferred. One instruction can put out one
 * byte, and move one sector. */
#ifndef PG32_SPEC_THEOREMS_HOST_TERMS_H
#define PG32_SPEC_THEOREMS_HOST_TERMS_H

#include "spec/theorems/terms/state.h"

enum host_part {
	HOST_POLLS,   /* how often the host was asked for a byte of input */
	HOST_OUTPUTS, /* how many bytes were put out, and the last */
	HOST_OUTPUT,
	HOST_TRANSFERS, /* how many sectors were moved, or not for the host's error, and the last */
	HOST_SECTOR,
	HOST_ADDRESS, /* in the guest's memory */
	HOST_COMMAND,
	HOST_PARTS
};

extern const char *const host_part_names[HOST_PARTS];

/* All words: before the instruction, zero. */
struct host_terms {
	Z3_ast parts[HOST_PARTS];
};

struct host_terms untouched_host(Z3_context z);

/* The host's answer to a poll. */
Z3_ast host_answer(Z3_context z);

/* Whether the transfer succeeds; the byte of the sector at an index below SECTOR_SIZE. */
Z3_ast transfer_succeeds(Z3_context z);
Z3_ast sector_byte(Z3_context z, Z3_ast sector, Z3_ast index);

#endif
