/* What happens to a kernel happens at the same instructions of it bare, in towers and under the
 * VMMs of this process, whether one goes forward or back. */
#include <criterion/criterion.h>

#include "machine/debug/events.h"
#include "tests/debug/flight.h"

enum { FORWARD = 60, BACK = 12, MOST_OPTIONS = 16 };

struct way {
	struct spot spots[FORWARD + BACK];
	unsigned forward, all;
	uint32_t fills; /* of the machine, at the end of the way forward */
	bool is_at_end;
};

/* The places of the kernel at which an event stops it. */
static void follow(const struct tool *tool, const char *const *arguments, unsigned level,
                   unsigned event, struct way *way)
{
	struct flight *flight = flight_begin(tool, arguments);
	struct search *search = &flight->search;
	struct point point;
	*way = (struct way){ .all = 0 };
	search->level = level;
	for (unsigned i = 0; i < 1000000 && !level_is_at_instruction(&flight->session, level); i++)
		timeline_forward(&search->timeline, search->timeline.position + 1, NULL);
	cr_assert(search_event_point(search, level, event, &point));
	point.is_hidden = true;
	search_add(search, &point);
	while (way->forward < FORWARD && search_run(search) == SEARCH_HIT)
		way->spots[way->forward++] = search_spot(search);
	way->is_at_end = timeline_is_over(&search->timeline);
	way->fills = flight->session.computer.machine.buffer.fills;
	way->all = way->forward;
	while (way->all < way->forward + BACK && search_run_back(search) == SEARCH_HIT)
		way->spots[way->all++] = search_spot(search);
	flight_end(flight);
}

static const struct setting {
	const char *options[3];
	unsigned level;
	bool is_hosted;
} settings[] = {
	{ { "--depth", "1" }, 1, false },
	{ { "--depth", "2" }, 2, false },
	{ { NULL }, 1, true },
	{ { "--hybrid" }, 1, true },
	{ { "--engine", "reference" }, 0, false },
};

/* The arguments end with NULL; there are at least so many stops. */
static void expect_same(const char *const *options, unsigned event, unsigned least)
{
	static struct way bare, other;
	follow(&flight_bare, options, 0, event, &bare);
	cr_assert_geq(bare.forward, least, "%s: %u", event_text(event), bare.forward);
	cr_assert_gt(bare.all, bare.forward);
	cr_assert(event != EVENT_FILL || !bare.is_at_end || bare.forward == bare.fills);
	for (unsigned i = 0; i < sizeof settings / sizeof settings[0]; i++) {
		const struct setting *setting = &settings[i];
		const char *arguments[MOST_OPTIONS] = { NULL };
		unsigned count = 0;
		while (setting->options[count] != NULL) {
			arguments[count] = setting->options[count];
			count++;
		}
		for (unsigned k = 0; options[k] != NULL; k++)
			arguments[count++] = options[k];
		follow(setting->is_hosted ? &flight_hosted : &flight_bare, arguments,
		       setting->level, event, &other);
		cr_assert(other.forward == bare.forward && other.all == bare.all,
		          "%s, setting %u: %u and %u, not %u and %u", event_text(event), i,
		          other.forward, other.all, bare.forward, bare.all);
		for (unsigned k = 0; k < bare.all; k++)
			cr_assert(other.spots[k].clock == bare.spots[k].clock &&
			                  other.spots[k].pc == bare.spots[k].pc,
			          "%s, setting %u, stop %u: clock %llu, not %llu",
			          event_text(event), i, k, (unsigned long long)other.spots[k].clock,
			          (unsigned long long)bare.spots[k].clock);
	}
}

Test(events, of_a_paged_kernel)
{
	const char *const options[] = {
		"-m", "1M", "--input", "/dev/null", "build/programs/paging/spaces.elf", NULL
	};
	expect_same(options, EVENT_FILL, 8);
	expect_same(options, EVENT_PSW, 4);
	expect_same(options, EVENT_MODE, 8);
	expect_same(options, CAUSE_SYSCALL, 4);
}

Test(events, of_a_kernel_with_programs_and_a_disk)
{
	const char *disk = flight_disk();
	const char *const options[] = { "-m",
		                        "1M",
		                        "--input",
		                        "programs/kernel/demo.input",
		                        "--disk",
		                        disk,
		                        "build/programs/kernel/kernel.elf",
		                        NULL };
	expect_same(options, EVENT_REQUEST, FORWARD);
	expect_same(options, EVENT_MODE, FORWARD);
	expect_same(options, EVENT_PSW, FORWARD);
	expect_same(options, CAUSE_DEVICE, FORWARD);
	flight_expect_untouched(disk);
}

Test(events, that_interrupt)
{
	const char *const options[] = {
		"-m", "1M", "--input", "/dev/null", "build/programs/timer/interrupts.elf", NULL
	};
	expect_same(options, CAUSE_TIMER, 8);
	expect_same(options, EVENT_MODE, 16);
}
