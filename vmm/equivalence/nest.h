/* The VMM under test where it is vmm.elf on the reference machine, one or several in each other. */
#ifndef PG32_VMM_EQUIVALENCE_NEST_H
#define PG32_VMM_EQUIVALENCE_NEST_H

#include "machine/run/session.h"
#include "vmm/equivalence/options.h"
#include "vmm/equivalence/pair.h"

/* As session_load, and sees that the files below the kernel are VMMs, and that it all fits. */
bool nest_load(struct session *session, struct failure *failure);

/* A nest of the VMMs that the session has loaded, as many as its options' depth. */
struct nest nest_of(struct session *session, const struct settings *settings);

#endif
