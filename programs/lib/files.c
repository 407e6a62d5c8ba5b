/* What the C library asks of a system: descriptors 0 to 2 are the console, and there are no files.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "programs/lib/descriptors.h"
#include "programs/lib/platform.h"

int open(const char *name, int flags, ...)
{
	(void)name;
	return fail((flags & O_CREAT) != 0 ? EROFS : ENOENT);
}

int close(int file)
{
	return is_console(file) ? 0 : fail(EBADF);
}

ssize_t read(int file, void *to, size_t size)
{
	unsigned char *bytes = to;
	size_t count = 0;
	int byte = 0;

	if (file != STDIN_FILENO)
		return fail(EBADF);
	/* As from a terminal: what is there up to the end of a line. */
	while (count < size && byte != '\n' && (byte = __console_read()) >= 0)
		bytes[count++] = (unsigned char)byte;
	return (ssize_t)count;
}

ssize_t write(int file, const void *from, size_t size)
{
	const unsigned char *bytes = from;

	if (file != STDOUT_FILENO && file != STDERR_FILENO)
		return fail(EBADF);
	for (size_t i = 0; i < size; i++)
		__console_write(bytes[i]);
	return (ssize_t)size;
}

off_t lseek(int file, off_t offset, int from)
{
	(void)offset;
	(void)from;
	return fail(is_console(file) ? ESPIPE : EBADF);
}

int fstat(int file, struct stat *status)
{
	if (!is_console(file))
		return fail(EBADF);
	*status = (struct stat){ .st_mode = S_IFIFO };
	return 0;
}

int stat(const char *restrict name, struct stat *restrict status)
{
	(void)name;
	(void)status;
	return fail(ENOENT);
}

/* Whether a person or a file is at the other end, no program of the machine sees. Files are read
 * and written by more programs, and some refuse a terminal. */
int isatty(int file)
{
	errno = is_console(file) ? ENOTTY : EBADF;
	return 0;
}
