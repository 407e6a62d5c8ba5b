/* Where an engine is to stop, exactly: for one that looks at code before it is executed. */
#ifndef PG32_MACHINE_ENGINES_STOPS_H
#define PG32_MACHINE_ENGINES_STOPS_H

#include <stdbool.h>
#include <stdint.h>

enum { MOST_CODE_STOPS = 256, MOST_RANGES = 4 };

/* Before the instruction at a virtual address, where that is in this place. */
struct code_stop {
	uint32_t pc;
	uint32_t place; /* as is_there knows it */
};

/* Before what loads or stores any of these bytes of physical memory. */
struct range {
	uint32_t from, size;
	bool loads, stores;
};

struct stops {
	uint32_t code_count, range_count;
	struct code_stop codes[MOST_CODE_STOPS];
	struct range ranges[MOST_RANGES];
	bool are_too_many; /* not all of them are here */
	/* Whether the instruction at pc, at this physical address, is in the place: for the same
	 * stops the same answer at any time. */
	bool (*is_there)(void *context, uint32_t place, uint32_t pc, uint32_t physical);
	void *context;
};

#endif
