/* The end of a program, and what there is of a system of processes: one. */
#include <errno.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "isa/architecture.h"
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

long sysconf(int name)
{
	switch (name) {
	case _SC_CLK_TCK:
		return CLOCKS_PER_SEC;
	case _SC_PAGESIZE:
		return PAGE_SIZE;
	case _SC_NPROCESSORS_CONF:
	case _SC_NPROCESSORS_ONLN:
		return 1;
	default:
		errno = EINVAL;
		return -1;
	}
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
