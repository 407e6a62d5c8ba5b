/* Time is what the clock device counts: instructions, so many to a second. A program that is run
 * twice sees the same times. */
#include <errno.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/times.h>
#include <time.h>

#include "pg32.h"

enum { MICROSECOND = INSTRUCTIONS_PER_SECOND / 1000000, NANOSECONDS = 1000 / MICROSECOND };

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

/* All that passed since the machine began is the program's own time. */
int getrusage(int who, struct rusage *usage)
{
	(void)who;
	*usage = (struct rusage){ 0 };
	return gettimeofday(&usage->ru_utime, NULL);
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
	uint64_t instructions = read_clock();

	(void)clock;
	now->tv_sec = (time_t)(instructions / INSTRUCTIONS_PER_SECOND);
	now->tv_nsec = (long)(instructions % INSTRUCTIONS_PER_SECOND) * NANOSECONDS;
	return 0;
}

int clock_getres(clockid_t clock, struct timespec *step)
{
	(void)clock;
	if (step != NULL)
		*step = (struct timespec){ .tv_nsec = NANOSECONDS };
	return 0;
}

int timespec_get(struct timespec *now, int base)
{
	return base == TIME_UTC && clock_gettime(CLOCK_REALTIME, now) == 0 ? base : 0;
}
