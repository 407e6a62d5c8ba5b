/* What is noted of a side's memory is all that is written there: no byte changes between two
 * comparisons outside of the parts that are marked. */
#include <criterion/criterion.h>

#include <string.h>

#include "isa/profiles.h"
#include "vmm/equivalence/rehearsal.h"
#include "vmm/equivalence/trial.h"

enum { PROGRAMS = 450, LIMIT = 3000 };

/* A side, and its memory as it was when last compared. */
struct side {
	const struct notes *notes;
	uint8_t before[PROGRAM_MEMORY];
	uint64_t resumes, partly; /* all, and those at which not all is marked */
};

static void expect_noted(struct side *side, uint64_t seed)
{
	const struct notes *notes = side->notes;
	if (notes->bytes == NULL)
		return;
	side->resumes++;
	side->partly += notes->parts != UINT64_MAX;
	for (uint32_t part = 0; part < PARTS; part++) {
		uint32_t at = part << notes->shift;
		if ((notes->parts >> part & 1) == 0)
			cr_assert(memcmp(notes->bytes + at, side->before + at,
			                 1u << notes->shift) == 0,
			          "seed %llu: %08x is written, and not noted",
			          (unsigned long long)seed, at);
	}
}

static void keep(struct side *side)
{
	memcpy(side->before, side->notes->bytes, PROGRAM_MEMORY);
}

static void run_noted(struct trial *trial, struct side sides[2], uint64_t seed)
{
	struct pair *pair = &trial->pair;
	bool equal = true;
	pair_run_bare(pair);
	while (equal && !pair_is_over(pair)) {
		equal = pair_compare(pair, &trial->differences);
		keep(&sides[0]);
		keep(&sides[1]);
		pair_run_virtual(pair);
		pair_run_bare(pair);
		expect_noted(&sides[0], seed);
		expect_noted(&sides[1], seed);
	}
	cr_expect(pair_compare(pair, &trial->differences), "seed %llu", (unsigned long long)seed);
}

static void run_programs(uint32_t profile, bool hybrid, uint64_t least_partly)
{
	static struct trial trial;
	static struct side sides[2];
	struct rehearsal rehearsal;
	rehearsal_create(&rehearsal, profile);
	pair_create(&trial.pair, PROGRAM_MEMORY, NULL);
	trial.pair.hybrid = hybrid;
	trial.supply = program_supply(profile);
	trial.pair.limit = LIMIT;
	sides[0].notes = &trial.pair.bare_host.notes;
	sides[1].notes = &trial.pair.real_host.notes;
	for (uint64_t seed = 1; seed <= PROGRAMS; seed++) {
		struct program program;
		struct program_image image;
		make_program(&rehearsal, &program, seed);
		trial.supply.equipment = program.equipment;
		trial.pair.late = program_lateness(&program);
		trial.pair.limit = LIMIT + trial.pair.late;
		if (pair_boot(&trial.pair, &trial.supply, image.files,
		              program_files(&program, &image), false))
			run_noted(&trial, sides, seed);
	}
	for (unsigned side = 0; side < 2; side++)
		cr_expect_geq(sides[side].partly * 100, sides[side].resumes * least_partly,
		              "side %u: not all is marked at %llu of %llu resumes", side,
		              (unsigned long long)sides[side].partly,
		              (unsigned long long)sides[side].resumes);
	pair_release(&trial.pair);
	rehearsal_release(&rehearsal);
}

Test(noted, is_all_that_a_guest_and_its_vmm_write)
{
	run_programs(PROFILE_pg32, false, 80);
}

Test(noted, is_all_that_a_guest_and_its_hybrid_vmm_write)
{
	run_programs(PROFILE_pg32, true, 0);
}
