/* ls: the files on the disk, each with its size, by name. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "programs/user/runtime/runtime.h"
#include "programs/user/runtime/system.h"

static int compare(const void *left, const void *right)
{
	const struct file_information *a = left, *b = right;
	return strcmp(a->name, b->name);
}

int main(void)
{
	struct file_information one, *files;
	unsigned places = 0, count = 0;
	while (kernel_list(places, &one) > 0)
		places++;
	files = calloc(places, sizeof *files);
	if (files == NULL)
		return complain("ls", "directory", ERROR_MEMORY);
	for (unsigned i = 0; i < places; i++) {
		if (kernel_list(i, &one) > 0 && one.name[0] != '\0')
			files[count++] = one;
	}
	qsort(files, count, sizeof *files, compare);
	for (unsigned i = 0; i < count; i++)
		printf("%8lu %s\n", (unsigned long)files[i].size, files[i].name);
	return 0;
}
