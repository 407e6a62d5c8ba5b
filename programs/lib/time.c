/* Time is what the clock device counts: instructions, so many to a second. A program that is run
 * twice sees the same times. */
#include <errno.h>
#include <sys/time.h>
#include <sys/times.h>
#include <time.h>

#include "pg32.h"

enum { MICROSECOND = INSTRUCTIONS_PER_SECOND / 1000000 };

clock_t clock(void)
{
	return (clock_t)(read_clock() / (INSTRUCTIONS_PER_SECOND / CLOCKS_PER_SEC));
}

clock_t times(struct tms *times)
{
	clock_t now = clock();

	*times = (struct tms){ .tms_utime = now };
	return now;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
	uint64_t microseconds = read_clock() / MICROSECOND;

	(void)zone;
	now->tv_sec = (time_t)(microseconds / 1000000);
	now->tv_usec = (suseconds_t)(microseconds % 1000000);
	return 0;
}

int clock_gettime(clockid_t clock, struct timespec *now);

int clock_gettime(clockid_t clock, struct timespec *now)
{
	struct timeval time;

	(void)clock;
	gettimeofday(&time, NULL);
	now->tv_sec = time.tv_sec;
	now->tv_nsec = time.tv_usec * 1000;
	return 0;
}
