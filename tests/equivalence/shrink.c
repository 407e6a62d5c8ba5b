/* Loaded before a tool: as soon as the tool has locked a file, and knows its size, the file has
 * half of it. */
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

int flock(int file, int operation)
{
	char path[32];
	struct stat status;
	(void)operation;
	snprintf(path, sizeof path, "/proc/self/fd/%d", file);
	return fstat(file, &status) == 0 ? truncate(path, status.st_size / 2) : -1;
}
