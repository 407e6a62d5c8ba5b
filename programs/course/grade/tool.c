/* Tests that run one of the project's tools, and tests of written answers. */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "programs/course/grade/grade.h"

enum { ARGUMENTS = 32, SHOWN = 12 };

/* An argument with $assignment, $build and $seed replaced at its beginning. */
static void expand(char *to, const char *argument, const struct assignment *assignment,
                   const struct submission *submission, const struct test *test)
{
	static const char *const names[] = { "$assignment", "$build" };
	const char *const values[] = { assignment->folder, submission->folder };
	for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
		size_t length = strlen(names[i]);
		if (strncmp(argument, names[i], length) == 0) {
			snprintf(to, 2 * PATH, "%s%s", values[i], argument + length);
			return;
		}
	}
	if (strcmp(argument, "$seed") == 0)
		snprintf(to, 2 * PATH, "%" PRIu64, test->seed);
	else
		snprintf(to, 2 * PATH, "%s", argument);
}

void say_output(json_t *lines, const char *path)
{
	char line[LINE];
	FILE *file = fopen(path, "r");
	for (unsigned i = 0; file != NULL && i < SHOWN && fgets(line, sizeof line, file) != NULL;
	     i++) {
		line[strcspn(line, "\n")] = 0;
		char *at = line;
		for (; *at != 0; at++)
			if (!isprint((unsigned char)*at))
				*at = ' ';
		say(lines, "  | %s", line);
	}
	if (file != NULL)
		fclose(file);
}

bool judge_tool(const struct test *test, const struct assignment *assignment,
                const struct submission *submission, const struct request *request, json_t *lines)
{
	const json_t *tool = json_object_get(test->row, "tool"), *argument;
	char expanded[ARGUMENTS][2 * PATH], output[PATH + 8], program[2 * PATH + 2];
	char *arguments[ARGUMENTS + 1] = { NULL };
	json_int_t wanted = json_integer_value(json_object_get(tool, "status"));
	size_t i;
	snprintf(output, sizeof output, "%.4000s/.tool", submission->folder);
	json_array_foreach(json_object_get(tool, "run"), i, argument)
	{
		if (i == ARGUMENTS || !json_is_string(argument))
			return false;
		expand(expanded[i], json_string_value(argument), assignment, submission, test);
		arguments[i] = expanded[i];
	}
	if (arguments[0] == NULL || strncmp(arguments[0], "pg32-", 5) != 0 ||
	    strchr(arguments[0], '/') != NULL) {
		say(lines, "  assignment.json: only the tools of PG32 may be run");
		return false;
	}
	snprintf(program, sizeof program, "%s/%s", request->tools, arguments[0]);
	arguments[0] = program;
	int status = run_program(arguments, submission->folder, output, false, request);
	if (status == wanted)
		return true;
	say(lines, "  %s ended with status %d, not %" JSON_INTEGER_FORMAT, expanded[0], status,
	    wanted);
	say_output(lines, output);
	return false;
}

bool judge_answer(const struct test *test, const struct submission *submission, json_t *lines)
{
	const json_t *answer = json_object_get(test->row, "answer");
	const char *key = json_string_value(json_object_get(answer, "key"));
	char path[PATH + 16], line[LINE];
	snprintf(path, sizeof path, "%s/answers.txt", submission->folder);
	FILE *file = fopen(path, "r");
	bool found = false, right = false;
	while (file != NULL && key != NULL && !found && fgets(line, sizeof line, file) != NULL) {
		char *text = strchr(line, ':');
		if (text == NULL)
			continue;
		*text++ = 0;
		found = strcmp(line, key) == 0;
		text += strspn(text, " \t");
		size_t length = strlen(text);
		while (length > 0 && isspace((unsigned char)text[length - 1]))
			length--;
		for (size_t i = 0; i < length; i++)
			text[i] = (char)tolower((unsigned char)text[i]);
		json_t *given = digest((const uint8_t *)text, length);
		right = found && json_equal(given, json_object_get(answer, "sha256"));
		json_decref(given);
	}
	if (file != NULL)
		fclose(file);
	if (!right)
		say(lines,
		    found ? "  answers.txt: the answer to %s is another"
		          : "  answers.txt: no line begins with %s:",
		    key != NULL ? key : "?");
	return right;
}
