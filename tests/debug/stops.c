/* Every engine stops at the same positions for the same points, forward and back: those at which
 * the reference engine's own text asks before each instruction. */
#include <criterion/criterion.h>

#include "isa/operations.h"
#include "tests/debug/flight.h"

enum { POINTS = 6, MOST_HITS = 400, BACK = 12, MOST_OPTIONS = 12 };

struct hit {
	uint64_t position;
	enum ending ending;
	enum point_kind kind;
	uint32_t address;
};

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

/* What the instructions after a position access first. */
static bool find_access(struct timeline *timeline, struct point *point)
{
	const struct session *session = timeline->session;
	for (unsigned i = 0; i < 100; i++) {
		const struct machine *machine = session_running(session);
		struct next next;
		uint32_t address;
		bool is_next = session_next(session, &next);
		bool stores = is_next && word_has(next.word, TRAITS_STORE);
		if (is_next && word_has(next.word, TRAITS_STORE | TRAITS_LOAD) &&
		    bytes_accessed(machine, next.word, stores, &address) != 0) {
			struct window window =
			        peek(&machine->cpu.psw, &machine->memory, &machine->buffer, address,
			             stores ? ACCESS_STORE : ACCESS_LOAD);
			if (window.size == 0)
				return false;
			point->address = address;
			point->physical = (uint32_t)(window.bytes - session->computer.memory.bytes);
			return true;
		}
		timeline_forward(timeline, timeline->position + 1, NULL);
	}
	return false;
}

/* Points of code that is executed, at any level, and of memory that is accessed. */
static unsigned choose(const struct tool *tool, const char *const *arguments, uint64_t length,
                       uint32_t *random, struct point points[POINTS])
{
	static const enum point_kind kinds[POINTS] = { POINT_CODE,   POINT_STORE, POINT_CODE,
		                                       POINT_ACCESS, POINT_LOAD,  POINT_CODE };
	struct flight *flight = flight_begin(tool, arguments);
	struct timeline *timeline = &flight->search.timeline;
	unsigned count = 0;
	for (unsigned i = 0; i < POINTS; i++) {
		struct point point = { .kind = kinds[i], .size = 1 + next_random(random) % 8 };
		timeline_go(timeline, next_random(random) % length, NULL);
		if (timeline_is_over(timeline))
			continue;
		point.level = running_level(&flight->session);
		point.address = session_running(&flight->session)->cpu.psw.pc;
		if (point.kind != POINT_CODE && !find_access(timeline, &point))
			continue;
		if (point.kind == POINT_LOAD && next_random(random) % 2 == 0)
			point.physical = TRAP_OLD_PSW; /* which an lpsw loads */
		else if (point.kind != POINT_CODE)
			point.physical += next_random(random) % 4;
		points[count++] = point;
	}
	flight_end(flight);
	return count;
}

static struct hit here(const struct search *search, enum ending ending)
{
	struct hit hit = { .position = search->timeline.position, .ending = ending };
	if (ending == SEARCH_HIT) {
		hit.kind = search->hit->kind;
		hit.address = search->hit->address;
	}
	return hit;
}

/* Where one stops: forward to the end, then back for a while. */
static unsigned stops(const struct tool *tool, const char *const *arguments,
                      const struct point *points, unsigned count, struct hit hits[MOST_HITS + BACK])
{
	struct flight *flight = flight_begin(tool, arguments);
	struct search *search = &flight->search;
	unsigned found = 0;
	search->timeline.spacing = 20000;
	for (unsigned i = 0; i < count; i++)
		cr_assert(search_add(search, &points[i]));
	do
		hits[found] = here(search, search_run(search));
	while (hits[found++].ending == SEARCH_HIT && found < MOST_HITS);
	for (unsigned i = 0; i < BACK; i++)
		hits[found++] = here(search, search_run_back(search));
	flight_end(flight);
	return found;
}

/* The same for each engine; a limit, for a run may be long. */
static void expect_same(const struct tool *tool, const char *const *options, uint64_t length,
                        unsigned trials)
{
	static const char *const engines[] = { "reference", "auto", "eager" };
	static struct hit expected[MOST_HITS + BACK], hits[MOST_HITS + BACK];
	uint32_t random = 1;
	unsigned all = 0;
	for (unsigned trial = 0; trial < trials; trial++) {
		const char *arguments[MOST_OPTIONS] = { "--engine", engines[0] };
		struct point points[POINTS];
		for (unsigned i = 0; options[i] != NULL; i++)
			arguments[2 + i] = options[i];
		unsigned count = choose(tool, arguments, length, &random, points);
		unsigned found = stops(tool, arguments, points, count, expected);
		all += found;
		for (unsigned e = 1; e < sizeof engines / sizeof engines[0]; e++) {
			arguments[1] = engines[e];
			cr_assert_eq(stops(tool, arguments, points, count, hits), found,
			             "%s, trial %u", engines[e], trial);
			for (unsigned i = 0; i < found; i++)
				cr_assert(hits[i].position == expected[i].position &&
				                  hits[i].ending == expected[i].ending &&
				                  hits[i].kind == expected[i].kind &&
				                  hits[i].address == expected[i].address,
				          "%s, trial %u: stop %u at %llu, not at %llu", engines[e],
				          trial, i, (unsigned long long)hits[i].position,
				          (unsigned long long)expected[i].position);
		}
	}
	cr_assert_gt(all, 40 * trials);
}

#define KERNEL "build/programs/kernel/kernel.elf"
#define INTERRUPTS "build/programs/timer/interrupts.elf"
#define SPACES "build/programs/paging/spaces.elf"

Test(stops, on_the_machine)
{
	expect_same(&flight_bare,
	            (const char *[]){ "-m", "1M", "--input", "/dev/null", INTERRUPTS, NULL }, 20000,
	            12);
}

Test(stops, in_a_kernel_with_programs)
{
	const char *disk = flight_disk();
	expect_same(&flight_bare,
	            (const char *[]){ "-m", "1M", "--input", "programs/kernel/demo.input", "--disk",
	                              disk, "--limit", "1000000", KERNEL, NULL },
	            1000000, 6);
	flight_expect_untouched(disk);
}

Test(stops, two_levels_down)
{
	expect_same(&flight_bare,
	            (const char *[]){ "-m", "1M", "--input", "/dev/null", "--depth", "2",
	                              INTERRUPTS, NULL },
	            200000, 6);
}

Test(stops, under_the_hosted_vmms)
{
	const char *const options[] = { "-m", "1M", "--input", "/dev/null", INTERRUPTS, NULL };
	const char *const hybrid[] = { "-m",       "1M",       "--input", "/dev/null",
		                       "--hybrid", INTERRUPTS, NULL };
	expect_same(&flight_hosted, options, 20000, 6);
	expect_same(&flight_hosted, hybrid, 20000, 6);
}

Test(stops, in_paged_spaces)
{
	expect_same(&flight_bare,
	            (const char *[]){ "-m", "1M", "--input", "/dev/null", SPACES, NULL }, 1000, 6);
	expect_same(&flight_bare,
	            (const char *[]){ "-m", "1M", "--input", "/dev/null", "--depth", "1", SPACES,
	                              NULL },
	            20000, 4);
}

/* A run of the careful engine, and its context's count of them. */
static enum outcome count_run(struct engine *engine, struct machine *machine, uint64_t most,
                              struct history *history, struct trap *trap)
{
	struct careful *careful = (struct careful *)engine;
	++*(unsigned *)careful->context;
	return reference_engine()->run(engine, machine, most, history, trap);
}

static bool never(void *context, const struct machine *machine, uint32_t pc, uint32_t physical,
                  uint32_t word)
{
	(void)context;
	(void)machine;
	(void)pc;
	(void)physical;
	(void)word;
	return false;
}

static bool is_anywhere(void *context, uint32_t place, uint32_t pc, uint32_t physical)
{
	(void)context;
	(void)place;
	(void)pc;
	(void)physical;
	return true;
}

/* How often the careful engine ran, where it looks for one instruction and some bytes. */
static unsigned careful_runs(const char *engine, const char *program, uint32_t ranges)
{
	unsigned runs = 0;
	struct flight *flight =
	        flight_begin(&flight_bare, (const char *[]){ "-m", "1M", "--input", "/dev/null",
	                                                     "--engine", engine, program, NULL });
	struct careful careful;
	careful_reset(&careful, never, &runs);
	careful.engine.run = count_run;
	careful.is_code[0x1010 / 4 % PLACES] = careful.watches_stores =
	        careful.is_stored[0x80000 / 4 % PLACES] = true;
	careful.stops.codes[careful.stops.code_count++].pc = 0x1010;
	careful.stops.is_there = is_anywhere;
	for (uint32_t i = 0; i < ranges && i < MOST_RANGES; i++)
		careful.stops.ranges[careful.stops.range_count++] =
		        (struct range){ 0x80000 + 8 * i, 4, false, true };
	careful.stops.are_too_many = ranges > MOST_RANGES;
	const struct watcher watcher = { .careful = &careful };
	cr_assert_eq(timeline_forward(&flight->search.timeline, UINT64_MAX, &watcher), ARRIVAL_END);
	flight_end(flight);
	return runs;
}

Test(stops, an_engine_that_can_stops_by_itself)
{
	if (!has_fast_engine)
		cr_skip("this host has none");
	cr_assert_eq(careful_runs("fast", INTERRUPTS, 1), 0);
	cr_assert_eq(careful_runs("fast", INTERRUPTS, MOST_RANGES), 0);
	cr_assert_gt(careful_runs("fast", INTERRUPTS, MOST_RANGES + 1), 0);
	cr_assert_gt(careful_runs("fast", SPACES, 1), 0);
	cr_assert_gt(careful_runs("reference", INTERRUPTS, 1), 0);
}
