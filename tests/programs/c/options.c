/* Command lines taken apart by getopt: the letters and names, and where the arguments end up. */
#define _GNU_SOURCE
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int flag;

static const struct option names[] = {
	{ "all", no_argument, NULL, 'a' },        { "alter", no_argument, NULL, 'A' },
	{ "file", required_argument, NULL, 'f' }, { "level", optional_argument, NULL, 'l' },
	{ "quiet", no_argument, &flag, 7 },       { NULL, 0, NULL, 0 },
};

enum function { BY_LETTER, BY_NAME, BY_NAME_ONLY };

static int next(enum function function, int count, char **arguments, const char *letters,
                int *index)
{
	if (function == BY_LETTER)
		return getopt(count, arguments, letters);
	return function == BY_NAME ? getopt_long(count, arguments, letters, names, index)
	                           : getopt_long_only(count, arguments, letters, names, index);
}

static void show(enum function function, const char *letters, const char *line)
{
	char text[200], *arguments[30] = { "program" };
	int count = 1, option, index = -1;

	strcpy(text, line);
	for (char *word = strtok(text, " "); word != NULL; word = strtok(NULL, " "))
		arguments[count++] = word;
	printf("%d '%s' %s:", function, letters, line);
	opterr = 0;
	flag = 0;
	while ((option = next(function, count, arguments, letters, &index)) != -1)
		printf(" %d(%s,%d,%d,%d)", option, optarg == NULL ? "" : optarg,
		       option == '?' || option == ':' ? optopt : 0, index, flag);
	printf(" |");
	for (int i = optind; i < count; i++)
		printf(" %s", arguments[i]);
	printf(" |");
	for (int i = 1; i < count; i++)
		printf(" %s", arguments[i]);
	printf("\n");
	optind = 0;
}

int main(void)
{
	static const char *const letters[] = {
		"ab:c::", "+ab:c::", "-ab:c::", ":ab:c::", "", "-:a"
	};
	static const char *const lines[] = {
		"-a -b x y",
		"y -abx -c z -cq",
		"one -a two -b three four -a five",
		"-x -ax -b",
		"a - -a -- -b z",
		"-acb -b -- -a x",
		"--all x --file y --file=z -- --all",
		"--al --alt --f",
		"x --level --level=3 --quiet y --quiet=4 --nothing",
		"-all -file q -f -lx -quiet -z -level=2",
		"",
		"-",
		"--",
	};

	optind = 1;
	for (int function = BY_LETTER; function <= BY_NAME_ONLY; function++)
		for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
			for (size_t k = 0; k < sizeof(lines) / sizeof(lines[0]); k++)
				show((enum function)function, letters[i], lines[k]);
	return 0;
}
