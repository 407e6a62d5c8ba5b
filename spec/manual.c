/* Copies a manual to standard output with its tables made anew: what stands between the lines
 * <!-- table: NAME --> and <!-- end --> is replaced. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "spec/tables.h"

enum { LINE_SIZE = 4096 };

/* The name in a line that begins a table, cut off in place; NULL for any other line. */
static char *table_name(char *line)
{
	static const char before[] = "<!-- table: ";
	static const char after[] = " -->\n";
	size_t length = strlen(line);
	size_t around = strlen(before) + strlen(after);
	if (length < around || strncmp(line, before, strlen(before)) != 0 ||
	    strcmp(line + length - strlen(after), after) != 0)
		return NULL;
	line[length - strlen(after)] = 0;
	return line + strlen(before);
}

static bool is_end(const char *line)
{
	return strcmp(line, "<!-- end -->\n") == 0;
}

/* Passes over the old table; false where the file ends first. */
static bool skip_table(FILE *in, int *number)
{
	char line[LINE_SIZE];
	while (fgets(line, sizeof line, in) != NULL) {
		++*number;
		if (is_end(line))
			return true;
	}
	return false;
}

static bool copy(const char *path, FILE *in, FILE *out)
{
	char line[LINE_SIZE];
	for (int number = 1; fgets(line, sizeof line, in) != NULL; number++) {
		int begin = number;
		const char *complaint = NULL;
		fputs(line, out);
		char *name = table_name(line);
		if (name == NULL && is_end(line))
			complaint = "an end without a table";
		else if (name != NULL && !print_table(out, name))
			complaint = "no table has this name";
		else if (name != NULL && !skip_table(in, &number))
			complaint = "a table without an end";
		else if (name != NULL)
			fputs("<!-- end -->\n", out);
		if (complaint != NULL) {
			fprintf(stderr, "%s:%d: error: %s\n", path, begin, complaint);
			return false;
		}
	}
	return true;
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fputs("usage: manual FILE\n", stderr);
		return 64;
	}
	FILE *in = fopen(argv[1], "r");
	if (in == NULL) {
		perror(argv[1]);
		return 66;
	}
	bool copied = copy(argv[1], in, stdout);
	fclose(in);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		perror("manual");
		return EXIT_FAILURE;
	}
	return copied ? EXIT_SUCCESS : EXIT_FAILURE;
}
