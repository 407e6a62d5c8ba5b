/* Random supervisors, bare and virtual in step, with sanitizers: at every exit nothing that a guest
 * can see differs. */
#include <criterion/criterion.h>

#include "isa/profiles.h"
#include "vmm/equivalence/rehearsal.h"
#include "vmm/equivalence/trial.h"

enum { PROGRAMS = 2000, LIMIT = 3000 };

static void run_programs(bool hybrid, uint64_t least_compared)
{
	static struct trial trial;
	struct rehearsal rehearsal;
	uint64_t compared = 0, ends[OUTCOME_DOUBLE_TRAP + 1] = { 0 };
	rehearsal_create(&rehearsal, PROFILE_pg32);
	pair_create(&trial.pair, PROGRAM_MEMORY, NULL);
	trial.pair.hybrid = hybrid;
	trial.supply = program_supply(PROFILE_pg32);
	trial.limit = LIMIT;
	for (uint64_t seed = 1; seed <= PROGRAMS; seed++) {
		struct program program;
		make_program(&rehearsal, &program, seed);
		const struct difference *first = &trial.differences.list[0];
		cr_assert(trial_run(&trial, &program),
		          "seed %llu, exit %llu: %s: bare %s, virtual %s", (unsigned long long)seed,
		          (unsigned long long)trial.pair.exits, first->field, first->bare,
		          first->virtual);
		ends[trial.pair.virtual_outcome]++;
		compared += trial.pair.exits + trial.pair.stretches;
	}
	rehearsal_release(&rehearsal);
	/* The programs reach every way to end, and run long enough to mean something. */
	for (unsigned outcome = OUTCOME_HALTED; outcome <= OUTCOME_DOUBLE_TRAP; outcome++)
		cr_expect_gt(ends[outcome], 5, "outcome %u: %llu programs", outcome,
		             (unsigned long long)ends[outcome]);
	cr_expect_gt(compared, least_compared * PROGRAMS, "%llu", (unsigned long long)compared);
}

Test(random_supervisors, are_the_same_bare_and_virtual_at_every_exit, .timeout = 3600)
{
	run_programs(false, 100);
}

Test(random_supervisors, are_the_same_bare_and_interpreted_at_every_stretch, .timeout = 3600)
{
	run_programs(true, 100);
}
