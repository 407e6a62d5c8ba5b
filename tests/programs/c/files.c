/* What is asked of files that are not there, and of a console that is a pipe here. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>
#include <utime.h>

#define NOWHERE "/nowhere/at/all"

int lstat(const char *name, struct stat *status);
int utime(const char *name, const struct utimbuf *times);

static const char *outcome(long result)
{
	return result >= 0       ? "done"
	       : errno == ENOENT ? "not found"
	       : errno == EBADF  ? "not open"
	                         : "?";
}

int main(void)
{
	struct stat status;
	char text[10];

	printf("open %s\n", outcome(open(NOWHERE, O_RDONLY)));
	printf("stat %s\n", outcome(stat(NOWHERE, &status)));
	printf("lstat %s\n", outcome(lstat(NOWHERE, &status)));
	printf("access %s\n", outcome(access(NOWHERE, R_OK)));
	printf("chmod %s\n", outcome(chmod(NOWHERE, 0)));
	printf("chown %s\n", outcome(chown(NOWHERE, 0, 0)));
	printf("utime %s\n", outcome(utime(NOWHERE, NULL)));
	printf("utimes %s\n", outcome(utimes(NOWHERE, NULL)));
	printf("truncate %s\n", outcome(truncate(NOWHERE, 0)));
	printf("readlink %s\n", outcome(readlink(NOWHERE, text, sizeof text)));
	printf("link %s\n", outcome(link(NOWHERE, "/nowhere/else")));
	printf("unlink %s\n", outcome(unlink(NOWHERE)));
	printf("chdir %s\n", outcome(chdir(NOWHERE)));
	printf("rmdir %s\n", outcome(rmdir(NOWHERE)));
	printf("fchmod %s\n", outcome(fchmod(99, 0)));
	printf("fchown %s\n", outcome(fchown(99, 0, 0)));
	printf("ftruncate %s\n", outcome(ftruncate(99, 0)));
	printf("fsync %s\n", outcome(fsync(99)));
	printf("fstat %s\n", outcome(fstat(99, &status)));
	printf("isatty %d", isatty(99));
	printf(" %s\n", outcome(-1));
	printf("a terminal %d\n", isatty(STDOUT_FILENO));
	printf("a pipe %d\n", fstat(STDOUT_FILENO, &status) == 0 && S_ISFIFO(status.st_mode));
	printf("getcwd %d\n", getcwd(text, 1) == NULL && errno == ERANGE);
	return 0;
}
