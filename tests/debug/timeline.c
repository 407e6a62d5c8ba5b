/* Wherever one goes on a timeline, from wherever, the state is that of a straight run. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/debug/flight.h"

enum { MOST_PLACES = 64 };

struct place {
	uint64_t position, digest;
};

static uint64_t mix(uint64_t digest, const void *data, size_t size)
{
	const uint8_t *bytes = data;
	for (size_t i = 0; i < size; i += 4) {
		uint32_t word = 0;
		memcpy(&word, bytes + i, size - i < 4 ? size - i : 4);
		digest = (digest ^ word) * UINT64_C(0x100000001B3);
	}
	return digest;
}

static uint64_t mix_machine(uint64_t digest, const struct machine *machine)
{
	const struct devices *devices = &machine->devices;
	digest = mix(digest, machine->cpu.registers, sizeof machine->cpu.registers);
	digest = mix(digest, &machine->cpu.psw, sizeof machine->cpu.psw);
	digest = mix(digest, &machine->cpu.delivering, 1);
	digest = mix(digest, &devices->clock, sizeof devices->clock);
	digest = mix(digest, &devices->event_in, sizeof devices->event_in);
	digest = mix(digest, &devices->waited, sizeof devices->waited);
#define FIELD(device, name, TYPE, reset) \
	digest = mix(digest, &devices->device.name, sizeof devices->device.name);
#include "machine/devices/devices.def"
	return digest;
}

static uint64_t digest_of(struct flight *flight)
{
	struct session *session = &flight->session;
	struct computer *computer = &session->computer;
	struct guest guest;
	uint64_t digest = mix_machine(0, &computer->machine);
	if (session->monitor->look(session, &guest))
		digest = mix_machine(digest, guest.machine);
	digest = mix(digest, computer->buffer, sizeof computer->buffer);
	digest = mix(digest, &flight->search.timeline.record.now.outputs, sizeof(uint64_t));
	return mix(digest, computer->memory.bytes, computer->memory.size);
}

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

/* Places in order, and their states on a run that goes straight from one to the next. */
static unsigned look_at_straight_run(const struct tool *tool, const char *const *arguments,
                                     uint64_t length, struct place places[MOST_PLACES])
{
	struct flight *flight = flight_begin(tool, arguments);
	uint32_t random = 1;
	unsigned count = 0;
	flight->search.timeline.spacing = UINT64_MAX;
	for (uint64_t at = 0; count < MOST_PLACES; count++) {
		enum arrival arrival = timeline_forward(&flight->search.timeline, at, NULL);
		places[count] =
		        (struct place){ flight->search.timeline.position, digest_of(flight) };
		if (arrival == ARRIVAL_END) {
			cr_assert_eq(flight->session.outcome, OUTCOME_HALTED);
			count += flight->search.timeline.is_exact; /* no fill came at the last */
			break;
		}
		at += next_random(&random) % 4 == 0
		              ? 1
		              : next_random(&random) % (2 * length / MOST_PLACES) + 1;
	}
	flight_end(flight);
	return count;
}

static void fly(const struct tool *tool, const char *const *arguments, uint64_t length,
                uint64_t spacing)
{
	struct place places[MOST_PLACES];
	unsigned count = look_at_straight_run(tool, arguments, length, places);
	struct flight *flight = flight_begin(tool, arguments);
	uint32_t random = 7;
	cr_assert_gt(count, 8);
	flight->search.timeline.spacing = spacing;
	flight->search.timeline.budget = 4 << 20; /* so that they are thinned, too */
	for (unsigned i = 0; i < 48; i++) {
		const struct place *place = &places[next_random(&random) % count];
		timeline_go(&flight->search.timeline, place->position, NULL);
		cr_assert_eq(flight->search.timeline.position, place->position);
		cr_assert_eq(digest_of(flight), place->digest, "%s: go %u, to %llu", arguments[0],
		             i, (unsigned long long)place->position);
	}
	flight_end(flight);
}

#define KERNEL "build/programs/kernel/kernel.elf"

#define INPUT "programs/kernel/demo.input"

Test(timeline, a_kernel_on_the_machine)
{
	const char *disk = flight_disk();
	fly(&flight_bare,
	    (const char *[]){ "-m", "1M", "--disk", disk, "--input", INPUT, KERNEL, NULL }, 2000000,
	    20000);
	flight_expect_untouched(disk);
}

Test(timeline, under_the_reference_engine)
{
	const char *disk = flight_disk();
	fly(&flight_bare,
	    (const char *[]){ "-m", "1M", "--engine", "reference", "--disk", disk, "--input", INPUT,
	                      KERNEL, NULL },
	    300000, 10000);
	flight_expect_untouched(disk);
}

Test(timeline, two_levels_down)
{
	const char *disk = flight_disk();
	fly(&flight_bare,
	    (const char *[]){ "-m", "1M", "--depth", "2", "--disk", disk, "--input", INPUT, KERNEL,
	                      NULL },
	    1000000, 30000);
	flight_expect_untouched(disk);
}

Test(timeline, under_the_hosted_vmm)
{
	const char *disk = flight_disk();
	fly(&flight_hosted,
	    (const char *[]){ "-m", "1M", "--disk", disk, "--input", INPUT, KERNEL, NULL }, 1000000,
	    20000);
	flight_expect_untouched(disk);
}

Test(timeline, under_the_hybrid_vmm)
{
	const char *disk = flight_disk();
	fly(&flight_hosted,
	    (const char *[]){ "-m", "1M", "--hybrid", "--disk", disk, "--input", INPUT, KERNEL,
	                      NULL },
	    500000, 20000);
	flight_expect_untouched(disk);
}

Test(timeline, paged)
{
	fly(&flight_bare,
	    (const char *[]){ "-m", "1M", "--input", "/dev/null",
	                      "build/programs/paging/spaces.elf", NULL },
	    1000, 50);
	fly(&flight_bare,
	    (const char *[]){ "-m", "1M", "--input", "/dev/null", "--depth", "1",
	                      "build/programs/paging/spaces.elf", NULL },
	    10000, 500);
	fly(&flight_hosted,
	    (const char *[]){ "-m", "1M", "--input", "/dev/null",
	                      "build/programs/paging/spaces.elf", NULL },
	    1000, 50);
}

Test(timeline, with_interrupts)
{
	fly(&flight_bare,
	    (const char *[]){ "-m", "1M", "--input", "/dev/null",
	                      "build/programs/timer/interrupts.elf", NULL },
	    20000, 500);
}

static bool look_on(void *context)
{
	(void)context;
	return false;
}

struct end {
	uint64_t position, taken, digest;
	enum outcome outcome;
};

static struct end go_to_end(const char *const *arguments, const struct watcher *watcher)
{
	struct flight *flight = flight_begin(&flight_bare, arguments);
	struct timeline *timeline = &flight->search.timeline;
	timeline->spacing = UINT64_MAX;
	cr_assert_eq(timeline_forward(timeline, UINT64_MAX, watcher), ARRIVAL_END);
	const struct end end = { timeline->position, timeline->taken, digest_of(flight),
		                 flight->session.outcome };
	timeline_go(timeline, end.position / 2, NULL);
	timeline_go(timeline, end.position, NULL);
	cr_assert_eq(timeline->position, end.position);
	cr_assert_eq(timeline->taken, end.taken);
	flight_end(flight);
	return end;
}

/* Where the machine has its traps itself the positions are those of a run that is looked at. */
static void go_through_traps(const char *const *arguments)
{
	const struct watcher watcher = { .passed = look_on };
	const struct end alone = go_to_end(arguments, NULL);
	const struct end watched = go_to_end(arguments, &watcher);
	cr_assert(alone.position == watched.position && alone.taken == watched.taken,
	          "%llu with %llu traps, not %llu with %llu", (unsigned long long)alone.position,
	          (unsigned long long)alone.taken, (unsigned long long)watched.position,
	          (unsigned long long)watched.taken);
	cr_assert_eq(alone.outcome, watched.outcome);
	cr_assert_eq(alone.digest, watched.digest);
}

Test(timeline, through_traps)
{
	static const char *const names[] = {
		"build/programs/timer/interrupts.elf",
		"build/programs/paging/spaces.elf",
		"build/programs/traps/trap-loop.elf",
		"build/programs/traps/malformed-trap.elf",
		"build/programs/traps/malformed-lpsw.elf",
		"build/programs/traps/wait-forever.elf",
	};
	for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
		for (unsigned depth = 0; depth <= 2; depth += 2)
			go_through_traps((const char *[]){ "-m", "1M", "--input", "/dev/null",
			                                   "--depth", depth == 0 ? "0" : "2",
			                                   names[i], NULL });
	const char *disk = flight_disk();
	go_through_traps(
	        (const char *[]){ "-m", "1M", "--disk", disk, "--input", INPUT, KERNEL, NULL });
	flight_expect_untouched(disk);
}

/* What is written in the past is found there again, and what was after it is another run. */
Test(timeline, an_edit_cuts_the_future)
{
	struct flight *flight = flight_begin(
	        &flight_bare,
	        (const char *[]){ "-m", "1M", "--input", "/dev/null", "--engine", "reference",
	                          "build/programs/timer/interrupts.elf", NULL });
	struct timeline *timeline = &flight->search.timeline;
	timeline->spacing = 100;
	const uint8_t bytes[] = { 1, 2, 3, 4 };
	uint8_t *memory = flight->session.computer.memory.bytes + 0x80000;
	timeline_go(timeline, 2000, NULL);
	timeline_go(timeline, 1000, NULL);
	cr_assert_eq(timeline->newest, 2000);
	cr_assert(timeline_edit(timeline, EDIT_MEMORY, 0x80000, bytes, sizeof bytes));
	cr_assert_eq(timeline->newest, 1000);
	for (unsigned i = 0; i < 20; i++) {
		timeline_go(timeline, 990 + i, NULL);
		cr_assert_eq(memory[0], i < 10 ? 0 : 1, "at %u", 990 + i);
	}
	timeline_go(timeline, 1500, NULL);
	snapshots_cut(&timeline->snapshots,
	              800); /* the way is gone from there, and past the edit */
	timeline_go(timeline, 900, NULL);
	timeline_go(timeline, 1100, NULL);
	cr_assert_eq(memory[3], 4);
	flight_end(flight);
}

/* Two virtual machines in one process are as one. */
Test(timeline, two_under_hosted_vmms)
{
	const char *const arguments[] = {
		"-m", "1M", "--input", "/dev/null", "build/programs/timer/interrupts.elf", NULL
	};
	struct flight *alone = flight_begin(&flight_hosted, arguments);
	timeline_go(&alone->search.timeline, 2000, NULL);
	uint64_t digest = digest_of(alone);
	flight_end(alone);
	struct flight *one = flight_begin(&flight_hosted, arguments);
	timeline_go(&one->search.timeline, 2000, NULL);
	struct flight *other = flight_begin(&flight_hosted, arguments);
	timeline_go(&other->search.timeline, 700, NULL);
	cr_assert_eq(digest_of(one), digest);
	timeline_go(&one->search.timeline, 300, NULL);
	timeline_go(&other->search.timeline, 2000, NULL);
	cr_assert_eq(digest_of(other), digest);
	flight_end(one);
	flight_end(other);
}

/* Snapshots take no more than they may, and are the sparser the further away. */
Test(timeline, snapshots_are_thinned)
{
	enum { BUDGET = 2 << 20, STEP = 5000, LENGTH = 1000000 };
	const char *disk = flight_disk();
	struct flight *flight =
	        flight_begin(&flight_bare, (const char *[]){ "-m", "1M", "--disk", disk, "--input",
	                                                     INPUT, KERNEL, NULL });
	struct timeline *timeline = &flight->search.timeline;
	struct snapshots *snapshots = &timeline->snapshots;
	timeline->spacing = STEP;
	timeline->budget = BUDGET;
	for (uint64_t at = STEP; at <= LENGTH; at += STEP) {
		timeline_forward(timeline, at, NULL);
		cr_assert_leq(snapshots_size(snapshots) + record_size(&timeline->record), BUDGET);
	}
	unsigned count = snapshots->count;
	cr_assert(count > 8 && count < LENGTH / STEP / 2, "%u", count);
	cr_assert_eq(snapshot_position(snapshots, 0), 0);
	/* No gap is much longer than the way from its end to here. */
	for (unsigned i = 1; i < count; i++) {
		uint64_t gap =
		        snapshot_position(snapshots, i) - snapshot_position(snapshots, i - 1);
		cr_assert_leq(gap, 2 * (LENGTH - snapshot_position(snapshots, i)) + 2 * STEP,
		              "%u of %u: %llu", i, count, (unsigned long long)gap);
	}
	flight_end(flight);
	flight_expect_untouched(disk);
}

/* What the disk was told is never forgotten: where there is no room for more the run ends, and says
 * so. */
Test(timeline, a_record_that_is_full)
{
	enum { BUDGET = 128 << 10 };
	const char *disk = flight_disk();
	struct flight *flight =
	        flight_begin(&flight_bare, (const char *[]){ "-m", "1M", "--disk", disk, "--input",
	                                                     INPUT, KERNEL, NULL });
	struct timeline *timeline = &flight->search.timeline;
	timeline->budget = BUDGET;
	timeline->spacing = 5000;
	cr_assert_eq(timeline_forward(timeline, UINT64_MAX, NULL), ARRIVAL_END);
	cr_assert_eq(flight->session.outcome, OUTCOME_COMPLETED);
	cr_assert_str_eq(session_stop(&flight->session), "full timeline");
	cr_assert_leq(record_size(&timeline->record), BUDGET);
	uint64_t end = timeline->position;
	timeline_go(timeline, end / 2, NULL);
	uint64_t digest = digest_of(flight);
	timeline_go(timeline, end - 1000, NULL);
	timeline_go(timeline, end / 2, NULL);
	cr_assert_eq(digest_of(flight), digest);
	flight_end(flight);
	flight_expect_untouched(disk);
}
