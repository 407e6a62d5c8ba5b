/* The end of a program, and what there is of a system of processes: one. */
#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "programs/lib/platform.h"

_Noreturn void _exit(int status)
{
	__machine_halt(status);
}

pid_t getpid(void)
{
	return 1;
}

int kill(pid_t process, int signal)
{
	if (process != getpid()) {
		errno = ESRCH;
		return -1;
	}
	return raise(signal);
}

void *sbrk(ptrdiff_t size)
{
	void *region = size < 0 ? NULL : __heap_extend((size_t)(size + 15) & ~(size_t)15);

	if (region == NULL) {
		errno = ENOMEM;
		return (void *)-1;
	}
	return region;
}
