/* Goes over the last stretch of a run again, one instruction at a time. */
#include "vmm/equivalence/parting.h"

#include "isa/instruction.h"
#include "vmm/equivalence/bare.h"

/* Runs to the resume before the difference, as many exits and interpreted stretches after the boot.
 */
static void run_to_resume(struct pair *pair, uint64_t steps)
{
	while (pair->exits + pair->stretches < steps && !pair_is_over(pair)) {
		pair_run_virtual(pair);
		pair_run_bare(pair);
	}
}

/* Where the instruction that is fetched next stores, if it does. */
static uint32_t place_of_store(const struct pair *pair, uint32_t word)
{
	const struct machine *bare = &pair->bare;
	struct instruction instruction;
	if (!decode(bare->devices.system.profile, word, &instruction))
		return 0;
	uint32_t address = bare->cpu.registers[instruction.a] + (uint32_t)instruction.immediate;
	return peek(&bare->cpu.psw, &bare->memory, &bare->buffer, address, ACCESS_STORE).physical;
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
		uint32_t address = parting.fetched ? place_of_store(pair, parting.word) : 0;
		if (!pair_step(pair))
			break;
		parting.trap = pair->bare_last;
		parting.found = !pair_compare_between(pair, address, &parting.differences);
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
