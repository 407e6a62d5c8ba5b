/* What programs ask of files, folders and owners where there are none: nothing is found, and
 * nothing can be made or changed. */
#include <dirent.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>
#include <utime.h>

#include "programs/lib/descriptors.h"

/* POSIX's, which C17 alone does not declare. */
int utime(const char *name, const struct utimbuf *times);

enum { MASK = 022 };

/* The console is nothing of which this could be changed. */
static int fail_of(int file)
{
	return fail(is_console(file) ? EINVAL : EBADF);
}

int lstat(const char *restrict name, struct stat *restrict status)
{
	(void)name;
	(void)status;
	return fail(ENOENT);
}

int unlink(const char *name)
{
	(void)name;
	return fail(ENOENT);
}

int access(const char *name, int mode)
{
	(void)name;
	(void)mode;
	return fail(ENOENT);
}

int rename(const char *from, const char *to)
{
	(void)from;
	(void)to;
	return fail(ENOENT);
}

int chmod(const char *name, mode_t mode)
{
	(void)name;
	(void)mode;
	return fail(ENOENT);
}

int chown(const char *name, uid_t owner, gid_t group)
{
	(void)name;
	(void)owner;
	(void)group;
	return fail(ENOENT);
}

int lchown(const char *name, uid_t owner, gid_t group)
{
	(void)name;
	(void)owner;
	(void)group;
	return fail(ENOENT);
}

int utime(const char *name, const struct utimbuf *times)
{
	(void)name;
	(void)times;
	return fail(ENOENT);
}

int utimes(const char *name, const struct timeval times[2])
{
	(void)name;
	(void)times;
	return fail(ENOENT);
}

int truncate(const char *name, off_t size)
{
	(void)name;
	(void)size;
	return fail(ENOENT);
}

ssize_t readlink(const char *restrict name, char *restrict text, size_t size)
{
	(void)name;
	(void)text;
	(void)size;
	return fail(ENOENT);
}

int link(const char *from, const char *to)
{
	(void)from;
	(void)to;
	return fail(ENOENT);
}

int chdir(const char *name)
{
	(void)name;
	return fail(ENOENT);
}

int rmdir(const char *name)
{
	(void)name;
	return fail(ENOENT);
}

int mkdir(const char *name, mode_t mode)
{
	(void)name;
	(void)mode;
	return fail(EROFS);
}

int symlink(const char *to, const char *name)
{
	(void)to;
	(void)name;
	return fail(EROFS);
}

int fchmod(int file, mode_t mode)
{
	(void)mode;
	return fail_of(file);
}

int fchown(int file, uid_t owner, gid_t group)
{
	(void)owner;
	(void)group;
	return fail_of(file);
}

int ftruncate(int file, off_t size)
{
	(void)size;
	return fail_of(file);
}

int fsync(int file)
{
	return fail_of(file);
}

mode_t umask(mode_t mask)
{
	(void)mask;
	return MASK;
}

DIR *opendir(const char *name)
{
	(void)name;
	errno = ENOENT;
	return NULL;
}

/* No program has a folder to give. */
struct dirent *readdir(DIR *folder)
{
	(void)folder;
	errno = EBADF;
	return NULL;
}

void rewinddir(DIR *folder)
{
	(void)folder;
}

int closedir(DIR *folder)
{
	(void)folder;
	return fail(EBADF);
}

char *getcwd(char *folder, size_t size)
{
	if (folder != NULL && size > 1)
		return strcpy(folder, "/");
	errno = folder == NULL || size == 0 ? EINVAL : ERANGE;
	return NULL;
}

uid_t getuid(void)
{
	return 0;
}

uid_t geteuid(void)
{
	return 0;
}

gid_t getgid(void)
{
	return 0;
}

gid_t getegid(void)
{
	return 0;
}

pid_t getppid(void)
{
	return 0;
}
