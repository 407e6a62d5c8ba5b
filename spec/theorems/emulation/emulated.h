/* What is proved of the VMM's binary, whole. */
#ifndef PG32_SPEC_THEOREMS_EMULATED_H
#define PG32_SPEC_THEOREMS_EMULATED_H

#include <stdio.h>

#include "isa/causes.h"
#include "isa/operations.h"
#include "spec/theorems/emulation/proof.h"

struct vmm_image;

/* The exits: each privileged instruction and the undefined words from virtual supervisor mode, the
 * privileged trap from virtual user mode, each cause that is reflected, and the timer. The direct
 * executions: the windows' arithmetic, the time since the
 * resumption, the fetch, each row, and the words that are none. */
enum { EXITS = OPERATIONS + CAUSES + 2, DIRECTS = OPERATIONS + 4, PROOFS = EXITS + DIRECTS };

struct emulation {
	bool is_whole; /* all was asked for */
	struct proof exits[EXITS];
	unsigned exit_count;
	struct proof directs[DIRECTS];
	unsigned direct_count;
};

/* Proves all, or with a name what has a name that begins so, on all processors, and says of each on
 * the stream what came of it. After a refutation none is begun. NULL where nothing has the name;
 * else emulation_free frees what it returns. */
struct emulation *emulation_prove(const struct vmm_image *image, const char *name, FILE *progress);

void emulation_free(struct emulation *emulation);

/* The worst verdict. */
enum verdict emulation_verdict(const struct emulation *emulation);

#endif
