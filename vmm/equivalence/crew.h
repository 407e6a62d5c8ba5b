/* The processes of a campaign. */
#ifndef PG32_VMM_EQUIVALENCE_CREW_H
#define PG32_VMM_EQUIVALENCE_CREW_H

#include "vmm/equivalence/work.h"

/* An exit status from here on: the process is to end by the signal of this number. */
enum { EXIT_BY_SIGNAL = 128 };

/* Has the settings' number of processes do the work and waits for them, with a progress line where
 * standard error is a terminal. A process that a program ends is replaced, and none outlives this
 * one. At SIGINT, SIGTERM or SIGHUP they are ended, standard error says in one line how far they
 * came, and failure->status is EXIT_BY_SIGNAL and the signal, without a message. */
bool crew_run(struct campaign *campaign, struct failure *failure);

#endif
