/* What one process of a campaign does. */
#ifndef PG32_VMM_EQUIVALENCE_WORK_H
#define PG32_VMM_EQUIVALENCE_WORK_H

#include "vmm/equivalence/chunks.h"
#include "vmm/equivalence/nest.h"
#include "vmm/equivalence/options.h"

struct campaign {
	const struct settings *settings;
	char name[CAMPAIGN_ROOM]; /* one word, for state files */
	struct chunks *chunks;
	struct session *session; /* the VMMs, where there is a depth */
	struct nest nest;
	uint64_t limit;
	int state; /* a descriptor, or -1 */
	bool made_state;
};

/* Where a process is, for the one that waits; shared. */
struct worker {
	struct chunk *chunk; /* NULL: it has none yet */
	bool saving;         /* a program that differs is being reduced */
};

/* Runs seeds, from the worker's chunk on where it has one, until none are left; the exit status.
 * Where a program makes no step for as long as the settings have patience, the process is
 * ended by SIGVTALRM. */
int work(struct campaign *campaign, struct worker *worker);

/* Writes down the program that the worker was at when its process ended by this signal, so that
 * another can go on behind it. */
void work_lost(struct campaign *campaign, struct worker *worker, int signal);

#endif
