/* Spaces snapshots by what they cost. */
#define _GNU_SOURCE
#include "machine/run/pace.h"

#include <time.h>

/* A snapshot may cost a sixteenth of the time from one to the next, which is at least 12
 * milliseconds. It will cost what the last did, and a microsecond for each page that has come
 * since. To ask for the time costs as much as many instructions do. */
enum { SHARE = 16, LEAST = 12 * 1000 * 1000, NEW_PAGE = 1000, LOOK = 1 << 16 };

static uint64_t thread_time(void)
{
	struct timespec time;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

void pace_begin(struct pace *pace)
{
	*pace = (struct pace){ .now = thread_time };
}

void pace_before(struct pace *pace)
{
	pace->since = pace->now();
}

void pace_after(struct pace *pace, uint64_t position, const struct host_memory *memory)
{
	uint64_t now = pace->now();
	pace->cost = now - pace->since;
	pace->pages = host_memory_pages(memory);
	pace->new = 0;
	pace->since = now;
	pace->last = pace->looked = position;
}

bool pace_is_due(struct pace *pace, uint64_t position, uint64_t last,
                 const struct host_memory *memory)
{
	if (pace->last != last) {
		pace->last = last;
		pace->looked = position;
		pace->since = pace->now();
		return false;
	}
	if (position - pace->looked < LOOK)
		return false;
	pace->looked = position;
	uint64_t passed = pace->now() - pace->since;
	if (passed < LEAST)
		return false;
	uint32_t pages = host_memory_pages(memory);
	pace->new = pages > pace->pages ? pages - pace->pages : 0;
	return passed >= SHARE * (pace->cost + (uint64_t)pace->new *NEW_PAGE);
}
