/* The command line of pg32-equiv. */
#ifndef PG32_VMM_EQUIVALENCE_OPTIONS_H
#define PG32_VMM_EQUIVALENCE_OPTIONS_H

#include "machine/run/options.h"

enum mode { MODE_KERNEL, MODE_CAMPAIGN, MODE_MERGE };

struct settings {
	struct options run; /* kernel and modules, memory, limit, depth, input, disk */
	enum mode mode;
	bool hosted;
	bool direct;        /* without a VMM */
	uint64_t vmm_limit; /* what the machine below the VMMs may execute for a program */
	uint64_t from, to;  /* seeds, both included */
	unsigned jobs;
	unsigned patience; /* seconds of processor time without a step */
	bool first;        /* stop at the first program that differs */
	bool tap;
	const char *junit;
	const char *state;
	const char *save; /* the folder for programs that fail */
	char **states;    /* of --merge; NULL-terminated, not owned */
};

/* Parses the arguments. False where there is nothing to do, as options_parse (machine/run). */
bool settings_parse(struct settings *settings, int count, char **arguments,
                    struct failure *failure);

#endif
