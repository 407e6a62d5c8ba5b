/* Files as user programs need them: all of one in memory, and why one can not be had. */
#include <stdio.h>
#include <stdlib.h>
#include "programs/kernel/error.h"
#include "programs/user/runtime/runtime.h"
#include "programs/user/runtime/system.h"

enum { FIRST_READ = 8192 };

char *read_all(int file, int *size)
{
	unsigned capacity = FIRST_READ, length = 0;
	char *bytes = malloc(capacity);
	int count = ERROR_MEMORY;
	while (bytes != NULL &&
	       (count = kernel_read(file, bytes + length, capacity - length)) > 0) {
		length += (unsigned)count;
		if (length < capacity)
			continue;
		capacity *= 2;
		char *larger = realloc(bytes, capacity);
		if (larger == NULL) {
			free(bytes);
			count = ERROR_MEMORY;
		}
		bytes = larger;
	}
	if (count < 0 && bytes != NULL) {
		free(bytes);
		bytes = NULL;
	}
	*size = count < 0 ? count : (int)length;
	return bytes;
}

int complain(const char *program, const char *subject, int error)
{
	flush_output();
	fprintf(stderr, "%s: %s: %s\n", program, subject, error_text(error));
	return 1;
}
