/* Snapshots are spaced by what they cost in time of the host's, here one that is made up; and what
 * is near a place that one has gone back to is kept. */
#include <criterion/criterion.h>

#include "machine/run/pace.h"
#include "tests/debug/flight.h"

enum { MILLISECOND = 1000000, STEPS = 1 << 20 };

static uint64_t made_up, helper;

static uint64_t now(void)
{
	return made_up;
}

static uint64_t all(void)
{
	return made_up + helper;
}

/* After how many milliseconds the next one is due, where the last one took so many, so many pages
 * come after it and a helper works for so many. */
static unsigned due_after(unsigned cost, unsigned pages, unsigned helped)
{
	struct host_memory memory;
	struct pace pace;
	unsigned passed = 0;
	cr_assert(host_memory_create(&memory, 16 << 20));
	pace_begin(&pace);
	pace.now = now;
	pace.all = all;
	pace_before(&pace);
	made_up += (uint64_t)cost * MILLISECOND;
	pace_after(&pace, STEPS, &memory);
	helper += (uint64_t)helped * MILLISECOND;
	for (unsigned i = 0; i < pages; i++)
		memory.bytes[i * 4096] = 1;
	for (uint64_t at = 2 * STEPS; !pace_is_due(&pace, at, STEPS, &memory); at += STEPS) {
		made_up += MILLISECOND;
		passed++;
		cr_assert_lt(passed, 1000);
	}
	host_memory_destroy(&memory);
	return passed;
}

Test(pace, what_it_costs_is_a_small_part)
{
	cr_assert_eq(due_after(0, 0, 0), 25);
	cr_assert_eq(due_after(1, 0, 0), 25);
	cr_assert_eq(due_after(2, 0, 0), 32);
	cr_assert_eq(due_after(5, 0, 0), 80);
}

Test(pace, pages_that_have_come_will_cost_something)
{
	cr_assert_eq(due_after(0, 1000, 0), 25);
	cr_assert_eq(due_after(0, 4000, 0), 32);
	cr_assert_eq(due_after(2, 1000, 0), 40);
}

Test(pace, what_others_do_for_it_is_part_of_its_cost)
{
	cr_assert_eq(due_after(0, 0, 1), 25);
	cr_assert_eq(due_after(0, 0, 3), 48);
	cr_assert_eq(due_after(1, 1000, 1), 40);
}

Test(pace, time_counts_from_where_one_has_gone_back_to)
{
	const struct host_memory none = { .file = -1 };
	struct pace pace;
	pace_begin(&pace);
	pace.now = now;
	pace.all = all;
	pace_before(&pace);
	pace_after(&pace, STEPS, &none);
	made_up += 100 * MILLISECOND;
	cr_assert_not(pace_is_due(&pace, 3 * STEPS, 2 * STEPS, &none));
	made_up += 24 * MILLISECOND;
	cr_assert_not(pace_is_due(&pace, 4 * STEPS, 2 * STEPS, &none));
	made_up += MILLISECOND;
	cr_assert(pace_is_due(&pace, 5 * STEPS, 2 * STEPS, &none));
	cr_assert_not(pace_is_due(&pace, 5 * STEPS + 1, 2 * STEPS, &none)); /* not asked so soon */
}

/* How many steps are made at once after many looks, where a million take so many nanoseconds. */
static uint64_t stretch_of(uint64_t time)
{
	const struct host_memory none = { .file = -1 };
	struct pace pace;
	uint64_t position = 0;
	pace_begin(&pace);
	pace.now = now;
	pace.all = all;
	pace_after(&pace, position, &none);
	for (unsigned i = 0; i < 40; i++) {
		position += pace.stretch;
		made_up += pace.stretch * time / 1000000;
		pace_is_due(&pace, position, 0, &none);
	}
	return pace.stretch;
}

Test(pace, some_milliseconds_are_run_at_once)
{
	cr_assert_eq(stretch_of(300000), 1 << 24);
	cr_assert_eq(stretch_of(MILLISECOND), 1 << 22);
	cr_assert_eq(stretch_of(8 * MILLISECOND), 1 << 20);
	cr_assert_eq(stretch_of(100 * MILLISECOND), 1 << 18);
	cr_assert_eq(stretch_of(0), 1 << 26);
}

#define KERNEL "build/programs/kernel/kernel.elf"

Test(pace, what_is_near_is_kept)
{
	enum { PLACE = 1000000, NEAR_IT = 200000 };
	const char *disk = flight_disk();
	struct flight *flight = flight_begin(
	        &flight_bare, (const char *[]){ "-m", "1M", "--disk", disk, "--input",
	                                        "programs/kernel/demo.input", KERNEL, NULL });
	struct timeline *timeline = &flight->search.timeline;
	struct snapshots *snapshots = &timeline->snapshots;
	timeline->spacing = UINT64_MAX;
	timeline_forward(timeline, 2 * PLACE, NULL);
	cr_assert_eq(snapshots->count, 1);
	timeline_go(timeline, PLACE, NULL);
	cr_assert_eq(snapshots->count, 2);
	cr_assert_gt(snapshot_position(snapshots, 1), PLACE - NEAR_IT);
	cr_assert_lt(snapshot_position(snapshots, 1), PLACE);
	for (unsigned back = 1; back < 100; back++)
		timeline_go(timeline, PLACE - back, NULL);
	cr_assert_eq(snapshots->count, 2); /* one is enough */
	timeline_forward(timeline, 2 * PLACE, NULL);
	cr_assert_eq(snapshots->count, 2);
	flight_end(flight);
	flight_expect_untouched(disk);
}
