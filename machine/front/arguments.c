/* The command line, read as the table of options says. */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "machine/front/front.h"
#include "machine/front/exit_status.h"

/* More than any tool has. */
enum { MOST_OPTIONS = 64 };

enum { CODE_HELP = -2, CODE_VERSION = -3 };

/* The table as getopt_long wants it. */
struct table {
	struct option names[MOST_OPTIONS + 1];
	char letters[2 * MOST_OPTIONS + 2];
};

static void add(struct table *table, int *count, const struct option_row *row)
{
	int has_argument = row->argument == NULL     ? no_argument
	                   : row->argument[0] == '[' ? optional_argument
	                                             : required_argument;
	size_t length = strlen(table->letters);
	if (row->code > 0 && row->code < OPTION_FIRST) {
		table->letters[length++] = (char)row->code;
		if (has_argument == required_argument)
			table->letters[length++] = ':';
		table->letters[length] = 0;
	}
	if (row->name != NULL && *count < MOST_OPTIONS)
		table->names[(*count)++] =
		        (struct option){ row->name, has_argument, NULL, row->code };
}

static void make_table(struct table *table, const struct front *front)
{
	static const struct option_row help = { CODE_HELP, "help", "[man|bash]", "" };
	static const struct option_row version = { CODE_VERSION, "version", NULL, "" };
	int count = 0;
	*table = (struct table){ .letters = ":" };
	for (const struct option_row *const *group = front->groups; *group != NULL; group++)
		for (const struct option_row *row = *group; row->text != NULL; row++)
			add(table, &count, row);
	add(table, &count, &help);
	add(table, &count, &version);
}

/* What getopt_long did not take, as it was written: a word, or a letter within one. */
static bool refuse(const struct front *front, const struct table *table, int code, const char *word,
                   struct failure *failure)
{
	const char letter[] = { '-', (char)optopt, 0 };
	bool is_letter = optopt > 0 && optopt < OPTION_FIRST && strncmp(word, "--", 2) != 0;
	if (code == ':')
		return fail(failure, EXIT_USAGE, "%s needs a value; see %s --help",
		            is_letter ? letter : word, front->tool);
	for (const struct option *option = table->names; option->name != NULL && !is_letter;
	     option++) {
		size_t length = strlen(option->name);
		if (option->has_arg == no_argument &&
		    strncmp(word + 2, option->name, length) == 0 && word[2 + length] == '=')
			return fail(failure, EXIT_USAGE, "--%s takes no value", option->name);
	}
	return fail(failure, EXIT_USAGE, "no option %s; see %s --help", is_letter ? letter : word,
	            front->tool);
}

bool front_read(const struct front *front, int count, char **arguments, int *first,
                bool (*take)(void *context, int code, const char *value, struct failure *failure),
                void *context, struct failure *failure)
{
	struct table table;
	int code;
	make_table(&table, front);
	*failure = (struct failure){ .status = 0 };
	opterr = 0;
	optind = 1;
	while ((code = getopt_long(count, arguments, table.letters, table.names, NULL)) != -1) {
		if (code == '?' || code == ':')
			return refuse(front, &table, code, arguments[optind - 1], failure);
		if (code == CODE_HELP || code == CODE_VERSION) {
			if (code == CODE_HELP)
				front_help(front, optarg, failure);
			else
				front_version(front);
			return false;
		}
		if (!take(context, code, optarg, failure))
			return false;
	}
	*first = optind;
	return true;
}

/* A numeral at the beginning of the text. */
static bool read_numeral(const char *text, uint64_t *number, char **end)
{
	if (text[0] < '0' || text[0] > '9')
		return false;
	errno = 0;
	*number = strtoull(text, end, 0);
	return errno == 0;
}

bool read_number(const char *option, const char *text, uint64_t least, uint64_t most,
                 uint64_t *number, struct failure *failure)
{
	char *end;
	if (read_numeral(text, number, &end) && *end == 0 && *number >= least && *number <= most)
		return true;
	return fail(failure, EXIT_USAGE, "%s takes a number from %llu to %llu, not '%s'", option,
	            (unsigned long long)least, (unsigned long long)most, text);
}

bool read_size(const char *text, uint64_t most, uint64_t *size)
{
	static const char letters[] = "KMG";
	char *end;
	unsigned shift = 0;
	if (!read_numeral(text, size, &end))
		return false;
	if (*end != 0) {
		const char *letter = strchr(letters, *end);
		if (letter == NULL || end[1] != 0)
			return false;
		shift = 10 * (unsigned)(letter - letters + 1);
	}
	bool fits = *size <= most >> shift;
	*size <<= shift;
	return fits && *size > 0;
}
