/* search: prints the lines of a file that have a text in them, or with -c how many. The file is not
 * read: it is mapped, and comes as it is looked at. */
#include <stdio.h>
#include <string.h>
#include "programs/user/runtime/mman.h"
#include "programs/user/runtime/runtime.h"
#include "programs/user/runtime/system.h"

static bool has(const char *line, const char *end, const char *text)
{
	size_t size = strlen(text);
	for (; (size_t)(end - line) >= size; line++) {
		if (memcmp(line, text, size) == 0)
			return true;
	}
	return false;
}

static unsigned search(const char *bytes, size_t size, const char *text, bool only_count)
{
	const char *end = bytes + size;
	unsigned lines = 0;
	while (bytes < end) {
		const char *next = memchr(bytes, '\n', (size_t)(end - bytes));
		const char *stop = next == NULL ? end : next;
		if (has(bytes, stop, text)) {
			lines++;
			if (!only_count)
				printf("%.*s\n", (int)(stop - bytes), bytes);
		}
		bytes = stop + 1;
	}
	return lines;
}

/* The size of a file, from the directory. */
static size_t size_of(const char *name)
{
	struct file_information file;
	for (unsigned place = 0; kernel_list(place, &file) > 0; place++) {
		if (strcmp(file.name, name) == 0)
			return file.size;
	}
	return 0;
}

int main(int count, char **arguments)
{
	bool only_count = count > 1 && strcmp(arguments[1], "-c") == 0;
	char **words = arguments + 1 + only_count;
	if (count - only_count != 3)
		return complain("search", "[-c] text file", ERROR_ARGUMENT);
	int file = kernel_open(words[1], OPEN_READ);
	if (file < 0)
		return complain("search", words[1], file);
	size_t size = size_of(words[1]);
	const char *bytes = size == 0 ? "" : mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
	if (bytes == MAP_FAILED)
		return complain("search", words[1], ERROR_MEMORY);
	unsigned lines = search(bytes, size, words[0], only_count);
	if (only_count)
		printf("%u\n", lines);
	return lines == 0;
}
