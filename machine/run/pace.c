/* Spaces snapshots by what they cost. */
#define _GNU_SOURCE
#include "machine/run/pace.h"

#include <time.h>

/* A snapshot may cost a sixteenth of the time from one to the next, which is at least 25
 * milliseconds. It will cost what the last did, half a microsecond for each page that has come
 * since, and what other threads took to make memory ready for it. To ask for the time costs as much
 * as many instructions do. */
enum { SHARE = 16, LEAST = 25 * 1000 * 1000, NEW_PAGE = 500, LOOK = 1 << 16 };

/* A program is slower for a while where it was left: so as many steps are made at once as take some
 * milliseconds. */
enum {
	SHORT = 4 * 1000 * 1000,
	LONG = 12 * 1000 * 1000,
	FEWEST = 1 << 18,
	FIRST = 1 << 20,
	MOST = 1 << 26
};

static uint64_t time_of(clockid_t clock)
{
	struct timespec time;
	clock_gettime(clock, &time);
	return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

static uint64_t thread_time(void)
{
	return time_of(CLOCK_THREAD_CPUTIME_ID);
}

static uint64_t process_time(void)
{
	return time_of(CLOCK_PROCESS_CPUTIME_ID);
}

void pace_begin(struct pace *pace)
{
	*pace = (struct pace){ .now = thread_time, .all = process_time, .stretch = FIRST };
}

static void count_from(struct pace *pace, uint64_t position)
{
	pace->last = pace->looked = position;
	pace->since = pace->looked_at = pace->now();
	pace->all_since = pace->all();
}

/* Looks at the time; returns what has passed since the snapshot. */
static uint64_t look(struct pace *pace, uint64_t position)
{
	uint64_t now = pace->now(), took = now - pace->looked_at;
	if (took < SHORT && position - pace->looked >= pace->stretch / 4 && pace->stretch < MOST)
		pace->stretch *= 2;
	for (; took > LONG && pace->stretch > FEWEST; took /= 2)
		pace->stretch /= 2;
	pace->looked = position;
	pace->looked_at = now;
	return now - pace->since;
}

void pace_before(struct pace *pace)
{
	pace->since = pace->now();
}

void pace_after(struct pace *pace, uint64_t position, const struct host_memory *memory)
{
	pace->cost = pace->now() - pace->since;
	pace->pages = host_memory_pages(memory);
	pace->new = 0;
	count_from(pace, position);
}

bool pace_is_due(struct pace *pace, uint64_t position, uint64_t last,
                 const struct host_memory *memory)
{
	if (pace->last != last) {
		count_from(pace, position);
		pace->last = last;
		return false;
	}
	if (position - pace->looked < LOOK)
		return false;
	uint64_t passed = look(pace, position);
	if (passed < LEAST)
		return false;
	uint64_t all = pace->all() - pace->all_since;
	uint64_t others = all > passed ? all - passed : 0;
	uint32_t pages = host_memory_pages(memory);
	pace->new = pages > pace->pages ? pages - pace->pages : 0;
	return passed >= SHARE * (pace->cost + others + (uint64_t)pace->new *NEW_PAGE);
}
