/* What looks on while a session runs, and changes nothing. */
#ifndef PG32_MACHINE_RUN_ONLOOKER_H
#define PG32_MACHINE_RUN_ONLOOKER_H

#include <stdint.h>

struct onlooker {
	/* A stretch is about to be run. Returns how far, at most most. */
	uint64_t (*before)(struct onlooker *onlooker, uint64_t most);
	/* It was run. */
	void (*after)(struct onlooker *onlooker);
};

#endif
