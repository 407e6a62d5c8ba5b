/* Paths relative to the running executable. */
#include "assembler/driver/installation.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *beside_executable(const char *relative)
{
	char path[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", path, sizeof path);
	if (length <= 0 || (size_t)length >= sizeof path)
		return NULL;
	while (length > 0 && path[length - 1] != '/')
		length--;
	size_t size = (size_t)length + strlen(relative) + 1;
	char *result = malloc(size);
	if (result != NULL)
		snprintf(result, size, "%.*s%s", (int)length, path, relative);
	return result;
}
