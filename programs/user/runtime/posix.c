/* Files as the C library asks for them (fopen and its like), by the kernel's calls. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "programs/user/runtime/mman.h"
#include "programs/user/runtime/runtime.h"
#include "programs/user/runtime/system.h"

/* POSIX's, which C17 alone does not declare. */
int clock_gettime(clockid_t clock, struct timespec *now);
int nanosleep(const struct timespec *time, struct timespec *left);
int usleep(useconds_t microseconds);
int getentropy(void *bytes, size_t size);

/* A result of the kernel, as the library's functions give theirs. */
static int result(int result)
{
	static const int numbers[] = {
		[-ERROR_ADDRESS] = EFAULT,   [-ERROR_ARGUMENT] = EINVAL,
		[-ERROR_NOT_OPEN] = EBADF,   [-ERROR_NOT_FOUND] = ENOENT,
		[-ERROR_BUSY] = EBUSY,       [-ERROR_FILES] = EMFILE,
		[-ERROR_DIRECTORY] = ENOSPC, [-ERROR_FULL] = ENOSPC,
		[-ERROR_DISK] = EIO,         [-ERROR_PROGRAM] = ENOEXEC,
		[-ERROR_MEMORY] = ENOMEM,    [-ERROR_PROCESSES] = EAGAIN,
		[-ERROR_NO_CHILD] = ECHILD,  [-ERROR_NO_CALL] = ENOSYS,
	};
	enum { ERRORS = sizeof numbers / sizeof numbers[0] };
	if (result >= 0)
		return result;
	errno = -result < ERRORS && numbers[-result] != 0 ? numbers[-result] : EIO;
	return -1;
}

static int fail(int error)
{
	errno = error;
	return -1;
}

int getentropy(void *bytes, size_t size)
{
	(void)bytes;
	(void)size;
	return fail(ENOSYS);
}

int open(const char *name, int flags, ...)
{
	if ((flags & O_ACCMODE) == O_RDONLY)
		return result(kernel_open(name, OPEN_READ));
	return result(kernel_open(name, (flags & O_APPEND) != 0 ? OPEN_APPEND : OPEN_WRITE));
}

int close(int file)
{
	return result(kernel_close(file));
}

ssize_t read(int file, void *to, size_t size)
{
	return result(kernel_read(file, to, size));
}

ssize_t write(int file, const void *from, size_t size)
{
	return result(kernel_write(file, from, size));
}

int unlink(const char *name)
{
	return result(kernel_remove(name));
}

/* What standard output still holds is the parent's. */
pid_t fork(void)
{
	flush_output();
	return result(kernel_fork());
}

/* There are no options, and any child is -1. A killed one has exited with STATUS_KILLED. */
pid_t waitpid(pid_t process, int *status, int options)
{
	int ended, number = options != 0 ? ERROR_ARGUMENT : kernel_wait(process, &ended);
	if (number >= 0 && status != NULL)
		*status = ended << 8;
	return result(number);
}

pid_t wait(int *status)
{
	return waitpid(-1, status, 0);
}

void *mmap(void *address, size_t size, int protection, int flags, int file, off_t offset)
{
	const int known = PROT_READ | PROT_WRITE;
	bool is_anonymous = (flags & MAP_ANONYMOUS) != 0;
	int begin = ERROR_ARGUMENT;
	if (address == NULL && (protection & ~known) == 0 &&
	    (flags & ~MAP_ANONYMOUS) == MAP_PRIVATE && offset >= 0 && offset <= INT32_MAX)
		begin = kernel_map(is_anonymous ? -1 : file, (unsigned)offset, size);
	return (void *)result(begin); /* -1 is MAP_FAILED */
}

int munmap(void *address, size_t size)
{
	return result(kernel_unmap(address, size));
}

/* A file is read and written from its beginning to its end. */
off_t lseek(int file, off_t offset, int from)
{
	(void)file;
	(void)offset;
	(void)from;
	return fail(ESPIPE);
}

int fstat(int file, struct stat *status)
{
	(void)file;
	*status = (struct stat){ .st_mode = S_IFREG };
	return 0;
}

/* The kernel has a clock, and no call for it: neither time nor a pause. */
clock_t clock(void)
{
	return (clock_t)fail(ENOSYS);
}

clock_t times(struct tms *times)
{
	*times = (struct tms){ .tms_utime = 0 };
	return (clock_t)fail(ENOSYS);
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
	(void)zone;
	*now = (struct timeval){ .tv_sec = 0 };
	return fail(ENOSYS);
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
	(void)clock;
	*now = (struct timespec){ .tv_sec = 0 };
	return fail(ENOSYS);
}

int nanosleep(const struct timespec *time, struct timespec *left)
{
	(void)time;
	(void)left;
	return fail(ENOSYS);
}

int usleep(useconds_t microseconds)
{
	(void)microseconds;
	return fail(ENOSYS);
}

unsigned sleep(unsigned seconds)
{
	fail(ENOSYS);
	return seconds;
}
