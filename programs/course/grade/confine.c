/* Confines a compiler: loaded before the C library (LD_PRELOAD), it lets a process open for reading
 * only what is below the folders of PG32_READABLE (separated by colons) and not below those of
 * PG32_HIDDEN or a folder instructor, after links are resolved.
 * A submission is text that a compiler reads, so this is what stands between .incbin and the
 * grader's files. What a static program or a system call of its own opens is not seen; none of the
 * compilers does that. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool is_below(const char *path, const char *folder, size_t length)
{
	return length != 0 && strncmp(path, folder, length) == 0 &&
	       (path[length] == 0 || path[length] == '/' || folder[length - 1] == '/');
}

static bool is_below_one(const char *path, const char *folders)
{
	while (folders != NULL && *folders != 0) {
		size_t length = strcspn(folders, ":");
		if (is_below(path, folders, length))
			return true;
		folders += length + (folders[length] == ':');
	}
	return false;
}

/* Whether a path has a folder in it that is the instructor's, wherever the assignments lie. */
static bool is_of_an_instructor(const char *path)
{
	return strstr(path, "/instructor/") != NULL;
}

/* What does not exist may be asked for: the answer says nothing. What is open and has no path, as a
 * file of the compilers' own in memory, is read where it is a file: a pipe may never end. */
static bool may_open(const char *path)
{
	char real[PATH_MAX];
	struct stat status;
	bool may;
	if (realpath(path, real) == NULL)
		may = stat(path, &status) != 0 || S_ISREG(status.st_mode);
	else
		may = is_below_one(real, getenv("PG32_READABLE")) &&
		      !is_below_one(real, getenv("PG32_HIDDEN")) && !is_of_an_instructor(real);
	errno = may ? errno : EACCES;
	return may;
}

static void *next(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

#define OPEN(name)                                                                            \
	int name(const char *path, int flags, ...);                                           \
	int name(const char *path, int flags, ...)                                            \
	{                                                                                     \
		int (*real)(const char *, int, ...);                                          \
		va_list arguments;                                                            \
		va_start(arguments, flags);                                                   \
		mode_t mode =                                                                 \
		        (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0; \
		va_end(arguments);                                                            \
		*(void **)&real = next(#name);                                                \
		return may_open(path) ? real(path, flags, mode) : -1;                         \
	}

#define OPENAT(name)                                                                          \
	int name(int folder, const char *path, int flags, ...);                               \
	int name(int folder, const char *path, int flags, ...)                                \
	{                                                                                     \
		int (*real)(int, const char *, int, ...);                                     \
		va_list arguments;                                                            \
		va_start(arguments, flags);                                                   \
		mode_t mode =                                                                 \
		        (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0; \
		va_end(arguments);                                                            \
		*(void **)&real = next(#name);                                                \
		return may_open(path) ? real(folder, path, flags, mode) : -1;                 \
	}

#define FOPEN(name)                                              \
	FILE *name(const char *path, const char *mode);          \
	FILE *name(const char *path, const char *mode)           \
	{                                                        \
		FILE *(*real)(const char *, const char *);       \
		*(void **)&real = next(#name);                   \
		return may_open(path) ? real(path, mode) : NULL; \
	}

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
FOPEN(fopen)
FOPEN(fopen64)

/* What checked builds call in place of open and open64. */
#define OPEN_2(name)                                            \
	int name(const char *path, int flags);                  \
	int name(const char *path, int flags)                   \
	{                                                       \
		int (*real)(const char *, int);                 \
		*(void **)&real = next(#name);                  \
		return may_open(path) ? real(path, flags) : -1; \
	}

OPEN_2(__open_2)
OPEN_2(__open64_2)
