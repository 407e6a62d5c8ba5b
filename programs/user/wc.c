/* wc: counts the lines, words and bytes of files, or of its input, as the host's wc does in the C
 * locale: a word has a printing character in it, and white space around it. */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include "programs/user/runtime/runtime.h"
#include "programs/user/runtime/system.h"

struct counts {
	unsigned lines, words, bytes;
	bool in_word;
};

static void count_bytes(struct counts *counts, const char *bytes, unsigned size)
{
	counts->bytes += size;
	for (unsigned i = 0; i < size; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		counts->lines += byte == '\n';
		if (isspace(byte)) {
			counts->in_word = false;
		} else if (isprint(byte)) {
			counts->words += !counts->in_word;
			counts->in_word = true;
		}
	}
}

/* Counts an open file; returns 0 or an error. */
static int count_file(struct counts *counts, int file)
{
	char buffer[SECTOR_SIZE];
	int size;
	while ((size = kernel_read(file, buffer, sizeof buffer)) > 0)
		count_bytes(counts, buffer, (unsigned)size);
	return size;
}

static int count_named(struct counts *counts, const char *name)
{
	int file = kernel_open(name, OPEN_READ);
	int error = file < 0 ? file : count_file(counts, file);
	if (file >= 0)
		kernel_close(file);
	return error < 0 ? complain("wc", name, error) : 0;
}

static int digits(unsigned number)
{
	return number < 10 ? 1 : 1 + digits(number / 10);
}

static void print_counts(const struct counts *counts, int width, const char *name)
{
	printf("%*u %*u %*u", width, counts->lines, width, counts->words, width, counts->bytes);
	printf(*name == '\0' ? "\n" : " %s\n", name);
}

static int count_all(int files, char **names)
{
	struct counts counts[ARGUMENTS] = { 0 }, total = { 0 };
	bool failed[ARGUMENTS] = { false };
	int status = 0;
	for (int i = 0; i < files; i++) {
		failed[i] = count_named(&counts[i], names[i]) != 0;
		status |= failed[i];
		total.lines += counts[i].lines;
		total.words += counts[i].words;
		total.bytes += counts[i].bytes;
	}
	for (int i = 0; i < files; i++) {
		if (!failed[i])
			print_counts(&counts[i], digits(total.bytes), names[i]);
	}
	if (files > 1)
		print_counts(&total, digits(total.bytes), "total");
	return status;
}

int main(int count, char **arguments)
{
	struct counts counts = { 0 };
	if (count > 1)
		return count_all(count - 1, arguments + 1);
	int error = count_file(&counts, STANDARD_INPUT);
	if (error < 0)
		return complain("wc", "input", error);
	print_counts(&counts, digits(counts.bytes), "");
	return 0;
}
