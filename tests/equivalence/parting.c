/* Goes over the last stretch of a run again, one instruction at a time. */
#include "tests/equivalence/parting.h"

#include "tests/equivalence/bare.h"

/* Runs to the resume before the difference, as many exits and interpreted stretches after the boot.
 */
static void run_to_resume(struct pair *pair, uint64_t steps)
{
	while (pair->exits + pair->stretches < steps && !pair_is_over(pair)) {
		pair_run_virtual(pair);
		pair_run_bare(pair);
	}
}

struct parting parting_find(struct pair *pair, const struct cargo *cargo,
                            struct differences *differences)
{
	struct parting parting = { .found = false };
	uint64_t steps = pair->exits + pair->stretches;
	bool at_limit = pair->at_limit;
	if (pair->bare_boot != BOOT_OK || pair->virtual_boot != BOOT_OK ||
	    (steps == 0 && !at_limit))
		return parting;
	pair->observe = NULL;
	pair->observe_exit = NULL;
	pair_boot(pair, cargo->supply, cargo->files, cargo->count, false);
	pair_run_bare(pair);
	run_to_resume(pair, steps - !at_limit);
	do {
		parting.clock = pair->bare.devices.clock;
		parting.psw = pair->bare.cpu.psw;
		parting.fetched = bare_peek(&pair->bare, &parting.word);
		if (!pair_step(pair))
			break;
		parting.trap = pair->bare_last;
		parting.found = !pair_compare_between(pair, &parting.differences);
	} while (!parting.found);
	pair_run_virtual(pair);
	pair_run_bare(pair);
	pair_compare(pair, differences);
	if (pair->vmm_not_asked && !parting.found) { /* the instruction did not complete */
		parting.found = true;
		parting.differences = *differences;
	}
	return parting;
}
