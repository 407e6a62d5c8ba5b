/* How the shell reads its lines. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include "programs/user/shell/parse.h"

static char strings[LINE_SIZE];

Test(parse, splits_a_line_into_commands)
{
	struct command command;
	const char *place = "wc  a.b\tc < in > out; sort&echo 'a  b' \"c;\"d >>log # comment ; not";
	cr_assert_null(parse_command(&place, &command, strings));
	cr_assert_eq(command.count, 3);
	cr_assert_str_eq(command.words[0], "wc");
	cr_assert_str_eq(command.words[1], "a.b");
	cr_assert_str_eq(command.words[2], "c");
	cr_assert_null(command.words[3]);
	cr_assert_str_eq(command.input, "in");
	cr_assert_str_eq(command.output, "out");
	cr_assert_not(command.appends || command.in_background);
	cr_assert_null(parse_command(&place, &command, strings));
	cr_assert_str_eq(command.words[0], "sort");
	cr_assert(command.in_background);
	cr_assert_null(command.input);
	cr_assert_null(parse_command(&place, &command, strings));
	cr_assert_eq(command.count, 3);
	cr_assert_str_eq(command.words[1], "a  b");
	cr_assert_str_eq(command.words[2], "c;d");
	cr_assert_str_eq(command.output, "log");
	cr_assert(command.appends);
	cr_assert_eq(*place, '\0');
	cr_assert_null(parse_command(&place, &command, strings));
	cr_assert_eq(command.count, 0);
}

static const char *error_of(const char *line)
{
	struct command command;
	return parse_command(&line, &command, strings);
}

Test(parse, says_what_is_wrong_with_a_line)
{
	cr_assert_str_eq(error_of("cat <"), "a file's name is missing");
	cr_assert_str_eq(error_of("cat > > a"), "a file's name is missing");
	cr_assert_str_eq(error_of("cat > # a"), "a file's name is missing");
	cr_assert_str_eq(error_of("echo 'a b"), "a quote does not end");
	cr_assert_str_eq(error_of("cat < \"a"), "a quote does not end");
	cr_assert_str_eq(error_of("> a"), "a command is missing");
	cr_assert_str_eq(error_of("&"), "a command is missing");
	char words[2 * WORDS + 3];
	for (size_t i = 0; i < sizeof words; i++)
		words[i] = i % 2 ? ' ' : 'w';
	words[2 * WORDS] = '\0';
	cr_assert_null(error_of(words));
	words[2 * WORDS] = 'w';
	words[2 * WORDS + 1] = '\0';
	cr_assert_str_eq(error_of(words), "too many words");
}

/* In memory that is exactly as long as a line may be. */
Test(parse, stays_in_its_buffer_and_comes_to_an_end)
{
	static const char characters[] = "ab '\"<>;&#\t";
	struct command command;
	char line[LINE_SIZE];
	char *buffer = malloc(LINE_SIZE);
	srand(1);
	for (int round = 0; round < 5000; round++) {
		int length = rand() % LINE_SIZE, commands = 0;
		for (int i = 0; i < length; i++)
			line[i] = characters[(size_t)rand() % (sizeof characters - 1)];
		line[length] = '\0';
		const char *place = line;
		while (*place != '\0' && parse_command(&place, &command, buffer) == NULL)
			cr_assert_lt(commands++, LINE_SIZE);
	}
	free(buffer);
}
