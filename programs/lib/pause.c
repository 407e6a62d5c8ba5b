/* Pauses: the clock runs while the machine executes, so that a pause is so many instructions. */
#include <errno.h>
#include <time.h>
#include <unistd.h>

#include "pg32.h"

enum { NANOSECONDS = 1000000000, NANOSECONDS_OF_ONE = NANOSECONDS / INSTRUCTIONS_PER_SECOND };

static void pass(uint64_t instructions)
{
	uint64_t begin = read_clock();

	while (read_clock() - begin < instructions)
		;
}

int nanosleep(const struct timespec *time, struct timespec *left)
{
	if (time->tv_sec < 0 || time->tv_nsec < 0 || time->tv_nsec >= NANOSECONDS) {
		errno = EINVAL;
		return -1;
	}
	if (left != NULL)
		*left = (struct timespec){ 0 };
	pass((uint64_t)time->tv_sec * INSTRUCTIONS_PER_SECOND +
	     (uint64_t)time->tv_nsec / NANOSECONDS_OF_ONE);
	return 0;
}

int usleep(useconds_t microseconds)
{
	pass((uint64_t)microseconds * (INSTRUCTIONS_PER_SECOND / 1000000));
	return 0;
}

unsigned sleep(unsigned seconds)
{
	pass((uint64_t)seconds * INSTRUCTIONS_PER_SECOND);
	return 0;
}
