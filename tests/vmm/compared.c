/* What is compared at a resume: an entry that only one of the buffers holds is a difference, be it
 * the first of its table, one in the midst of it, or the last. */
#include <criterion/criterion.h>

#include "isa/profiles.h"
#include "vmm/equivalence/rehearsal.h"
#include "vmm/equivalence/trial.h"

enum { LIMIT = 3000, MOST_SEEDS = 200 };

/* A pair that was found equal, its buffers holding something. */
static void run_until_held(struct trial *trial)
{
	struct rehearsal rehearsal;
	struct program program;
	rehearsal_create(&rehearsal, PROFILE_pg32);
	pair_create(&trial->pair, PROGRAM_MEMORY, NULL);
	trial->supply = program_supply(PROFILE_pg32);
	trial->limit = LIMIT;
	trial->pair.guest.buffer.tables = 0;
	for (uint64_t seed = 1; trial->pair.guest.buffer.tables == 0; seed++) {
		cr_assert_lt(seed, MOST_SEEDS, "no program holds a table");
		make_program(&rehearsal, &program, seed);
		cr_assert(trial_run(trial, &program));
	}
	rehearsal_release(&rehearsal);
}

Test(compared, an_entry_that_one_side_holds_is_a_difference)
{
	static struct trial trial;
	static const uint32_t places[] = { 0, 1, 517, TABLE_ENTRIES - 1 };
	run_until_held(&trial);
	const struct buffer *buffer = &trial.pair.guest.buffer;
	uint32_t first = buffer->indices[buffer->tables - 1] << (PAGE_BITS + ENTRY_INDEX_BITS);
	for (unsigned i = 0; i < sizeof places / sizeof *places; i++) {
		uint32_t *entry = buffer_place(buffer, first + places[i] * PAGE_SIZE);
		uint32_t before = *entry;
		*entry = before == 0 ? buffer->origin + ENTRY_VALID : 0;
		cr_expect_not(pair_compare(&trial.pair, &trial.differences), "entry %u", places[i]);
		cr_expect_str_eq(trial.differences.list[0].field, "an entry held");
		*entry = before;
	}
	cr_expect(pair_compare(&trial.pair, &trial.differences));
	pair_release(&trial.pair);
}
