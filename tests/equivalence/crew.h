/* The processes of a campaign. */
#ifndef PG32_TESTS_EQUIVALENCE_CREW_H
#define PG32_TESTS_EQUIVALENCE_CREW_H

#include "tests/equivalence/work.h"

/* Has the settings' number of processes do the work and waits for them, with a progress line where
 * standard error is a terminal. A process that a program ends is replaced. */
bool crew_run(struct campaign *campaign, struct failure *failure);

#endif
