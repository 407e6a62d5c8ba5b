/* sort: prints the lines of a file, or of its input, in the order of their bytes; -r backwards. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "programs/user/runtime/runtime.h"
#include "programs/user/runtime/system.h"

struct line {
	const char *text;
	unsigned size; /* without the newline */
};

static int compare(const void *left, const void *right)
{
	const struct line *a = left, *b = right;
	int difference = memcmp(a->text, b->text, a->size < b->size ? a->size : b->size);
	if (difference != 0)
		return difference;
	return (a->size > b->size) - (a->size < b->size);
}

/* Finds the next line from *place on, and moves *place behind it. */
static struct line next_line(const char *text, unsigned size, unsigned *place)
{
	const char *begin = text + *place, *newline = memchr(begin, '\n', size - *place);
	unsigned length = newline != NULL ? (unsigned)(newline - begin) : size - *place;
	*place += length + (newline != NULL);
	return (struct line){ .text = begin, .size = length };
}

/* The lines of the text in an array from malloc, or NULL. */
static struct line *split(const char *text, unsigned size, unsigned *count)
{
	unsigned place = 0;
	for (*count = 0; place < size; ++*count)
		next_line(text, size, &place);
	struct line *lines = malloc((*count + 1) * sizeof *lines);
	place = 0;
	for (unsigned i = 0; lines != NULL && i < *count; i++)
		lines[i] = next_line(text, size, &place);
	return lines;
}

/* Writes all lines at once, for a disk is slow in small pieces. Returns 0 or an error. */
static int print_lines(const struct line *lines, unsigned count, unsigned size, bool backwards)
{
	char *text = malloc(size + 1), *end = text; /* the last line may get a newline */
	if (text == NULL)
		return ERROR_MEMORY;
	for (unsigned i = 0; i < count; i++) {
		const struct line *line = &lines[backwards ? count - 1 - i : i];
		memcpy(end, line->text, line->size);
		end += line->size;
		*end++ = '\n';
	}
	return write_all(STANDARD_OUTPUT, text, (unsigned)(end - text));
}

static int sort(int file, bool backwards)
{
	int size;
	unsigned count;
	char *text = read_all(file, &size);
	if (text == NULL)
		return size;
	struct line *lines = split(text, (unsigned)size, &count);
	if (lines == NULL)
		return ERROR_MEMORY;
	qsort(lines, count, sizeof *lines, compare);
	return print_lines(lines, count, (unsigned)size, backwards);
}

int main(int count, char **arguments)
{
	bool backwards = count > 1 && strcmp(arguments[1], "-r") == 0;
	int first = backwards ? 2 : 1;
	const char *name = count > first ? arguments[first] : "input";
	int file = count > first ? kernel_open(name, OPEN_READ) : STANDARD_INPUT;
	int error = file < 0 ? file : sort(file, backwards);
	return error < 0 ? complain("sort", name, error) : 0;
}
