/* The options of a command line, as POSIX and GNU have them. What is no option is moved behind the
 * options, unless the letters begin with + (it ends them) or - (it is an argument of option 1). */
#include <getopt.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *optarg;
int optind = 1, opterr = 1, optopt = '?';

/* The rest of an argument with several letters, or an empty text or NULL; and how many arguments
 * that are no options are between that argument and what followed it. */
static char *letters_left;
static int skipped;

struct options {
	int count;
	char **arguments;
	const char *letters;        /* behind + or - */
	char order;                 /* that, or 0 */
	const struct option *names; /* up to one without a name; NULL: none */
	bool is_silent, may_be_short;
};

/* Moves an argument to a place further in front. */
static void move(char **arguments, int from, int to)
{
	char *moved = arguments[from];

	memmove(arguments + to + 1, arguments + to, (size_t)(from - to) * sizeof(*arguments));
	arguments[to] = moved;
}

/* Takes the argument that follows the option's, or NULL. */
static char *take_following(const struct options *options)
{
	int at = optind + 1 + skipped;

	if (at >= options->count)
		return NULL;
	move(options->arguments, at, optind + 1);
	return options->arguments[++optind];
}

static bool is_told(const struct options *options)
{
	return opterr != 0 && !options->is_silent;
}

static int missing(const struct options *options)
{
	return options->is_silent ? ':' : '?';
}

static int take_letter(const struct options *options)
{
	char letter = *letters_left++;
	const char *found = strchr(options->letters, letter);
	bool is_last = *letters_left == 0;
	int result = (unsigned char)letter;

	if (letter == ':' || found == NULL) {
		optopt = result;
		if (is_told(options))
			fprintf(stderr, "%s: invalid option -- '%c'\n", options->arguments[0],
			        letter);
		result = '?';
	} else if (found[1] == ':' && !is_last) {
		optarg = letters_left;
		is_last = true;
	} else if (found[1] == ':' && found[2] != ':') {
		optarg = take_following(options);
		if (optarg == NULL) {
			optopt = result;
			if (is_told(options))
				fprintf(stderr, "%s: option requires an argument -- '%c'\n",
				        options->arguments[0], letter);
			result = missing(options);
		}
	}
	if (is_last) {
		optind++;
		letters_left = NULL;
	}
	return result;
}

enum { NO_NAME = -1, SEVERAL_NAMES = -2 };

/* The name that a text is or is the beginning of. */
static int find_name(const struct options *options, const char *text, size_t length)
{
	int found = NO_NAME;

	for (int i = 0; options->names[i].name != NULL; i++) {
		const struct option *name = &options->names[i];
		const struct option *other = &options->names[found < 0 ? i : found];

		if (strncmp(name->name, text, length) != 0)
			continue;
		if (name->name[length] == 0)
			return i;
		if (found == NO_NAME)
			found = i;
		else if (found == SEVERAL_NAMES || name->has_arg != other->has_arg ||
		         name->flag != other->flag || name->val != other->val)
			found = SEVERAL_NAMES;
	}
	return found;
}

/* Says what is wrong with an option of a name. */
static int refuse(const struct options *options, const char *problem, const char *text)
{
	if (is_told(options))
		fprintf(stderr, "%s: option '%s' %s\n", options->arguments[0], text, problem);
	return '?';
}

static int take_name(const struct options *options, char *text, int *index)
{
	char *name = text + 1 + (text[1] == '-');
	size_t length = strcspn(name, "=");
	int found = find_name(options, name, length);

	optind++;
	optopt = 0;
	if (found < 0)
		return refuse(options, found == NO_NAME ? "is not known" : "is ambiguous", text);
	const struct option *option = &options->names[found];

	optopt = option->val;
	if (option->has_arg == no_argument && name[length] == '=')
		return refuse(options, "doesn't allow an argument", text);
	if (name[length] == '=')
		optarg = name + length + 1;
	if (option->has_arg == required_argument && optarg == NULL) {
		optind--;
		optarg = take_following(options);
		optind++;
		if (optarg == NULL) {
			refuse(options, "requires an argument", text);
			return missing(options);
		}
	}
	if (index != NULL)
		*index = found;
	if (option->flag == NULL)
		return option->val;
	*option->flag = option->val;
	return 0;
}

static bool is_option(const char *argument)
{
	return argument[0] == '-' && argument[1] != 0;
}

/* Whether an argument is an option of a name, and not of letters. */
static bool is_name(const struct options *options, const char *text)
{
	if (options->names == NULL || text[1] == '-' || !options->may_be_short)
		return options->names != NULL && text[1] == '-';
	if (strchr(options->letters, text[1]) == NULL)
		return true;
	return text[2] != 0 && find_name(options, text + 1, strcspn(text + 1, "=")) != NO_NAME;
}

static int take_option(struct options *options, int *index)
{
	int at = optind;

	while (options->order == 0 && at < options->count && !is_option(options->arguments[at]))
		at++;
	if (at >= options->count)
		return -1;
	if (!is_option(options->arguments[at])) {
		if (options->order == '+')
			return -1;
		optarg = options->arguments[optind++];
		return 1;
	}
	skipped = at - optind;
	move(options->arguments, at, optind);
	char *text = options->arguments[optind];

	if (strcmp(text, "--") == 0) {
		optind++;
		return -1;
	}
	if (is_name(options, text))
		return take_name(options, text, index);
	letters_left = text + 1;
	return take_letter(options);
}

static int next_option(struct options *options, const char *letters, int *index)
{
	if (optind == 0) {
		optind = 1;
		letters_left = NULL;
	}
	optarg = NULL;
	options->order = *letters == '+' || *letters == '-'  ? *letters
	                 : getenv("POSIXLY_CORRECT") != NULL ? '+'
	                                                     : 0;
	options->letters = letters + (*letters == '+' || *letters == '-');
	options->is_silent = *options->letters == ':';
	if (letters_left != NULL && *letters_left != 0)
		return take_letter(options);
	return take_option(options, index);
}

int getopt(int count, char *const arguments[], const char *letters)
{
	struct options options = { .count = count, .arguments = (char **)(uintptr_t)arguments };

	return next_option(&options, letters, NULL);
}

int getopt_long(int count, char *const arguments[], const char *letters, const struct option *names,
                int *index)
{
	struct options options = { .count = count,
		                   .arguments = (char **)(uintptr_t)arguments,
		                   .names = names };

	return next_option(&options, letters, index);
}

int getopt_long_only(int count, char *const arguments[], const char *letters,
                     const struct option *names, int *index)
{
	struct options options = { .count = count,
		                   .arguments = (char **)(uintptr_t)arguments,
		                   .names = names,
		                   .may_be_short = true };

	return next_option(&options, letters, index);
}
