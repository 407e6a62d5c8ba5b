/* The reference engine, which here notes where it stores (notes.h): the machine's backend is that
 * of a host (host.h). */
#ifndef PG32_VMM_EQUIVALENCE_NOTING_H
#define PG32_VMM_EQUIVALENCE_NOTING_H

#include "machine/core/machine.h"
#include "machine/engines/engine.h"

struct engine noting_engine(void);

/* As run. */
enum outcome noting_run(struct machine *machine, uint64_t most, struct history *history,
                        struct trap *trap);

#endif
