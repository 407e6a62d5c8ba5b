/* cat: copies files, or its input, to its output. */
#include <stdio.h>
#include "programs/user/runtime/runtime.h"
#include "programs/user/runtime/system.h"

/* Copies an open file; returns 0 or an error. */
static int copy(int file)
{
	char buffer[SECTOR_SIZE];
	int count, error = 0;
	while (error == 0 && (count = kernel_read(file, buffer, sizeof buffer)) != 0)
		error = count < 0 ? count : write_all(STANDARD_OUTPUT, buffer, (unsigned)count);
	return error;
}

static int copy_named(const char *name)
{
	int file = kernel_open(name, OPEN_READ);
	int error = file < 0 ? file : copy(file);
	if (file >= 0)
		kernel_close(file);
	return error < 0 ? complain("cat", name, error) : 0;
}

int main(int count, char **arguments)
{
	int status = 0;
	if (count < 2) {
		int error = copy(STANDARD_INPUT);
		return error < 0 ? complain("cat", "input", error) : 0;
	}
	for (int i = 1; i < count; i++)
		status |= copy_named(arguments[i]);
	return status;
}
