/* Tests that run one of the project's tools. */
#include <ctype.h>
#include <errno.h>
#include <glob.h>
#include <inttypes.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "programs/course/grade/grade.h"

enum { ARGUMENTS = 32, SHOWN = 40 };

/* A word of a tool's command with what $ stands for at its beginning: the assignment, the build,
 * PG32's own library, the material's files in a folder, the seed, a line of a file of a folder: the
 * build, under whatever name the command has it. */
struct places {
	const char *assignment, *build, *library, *material, *lines;
	uint64_t seed;
};

/* The first line of a file that is no comment. */
static void first_line(char *to, size_t size, const char *folder, const char *name)
{
	char path[2 * PATH];
	snprintf(path, sizeof path, "%.4000s/%.4000s", folder, name);
	FILE *file = fopen(path, "r");
	bool found = false;
	while (file != NULL && !found && fgets(to, (int)size, file) != NULL)
		found = to[0] != '#' && to[0] != '\n';
	to[found ? strcspn(to, "\r\n") : 0] = 0;
	if (file != NULL)
		fclose(file);
}

static void expand(char *to, size_t size, const char *argument, const struct places *places)
{
	static const char *const names[] = { "$assignment", "$build", "$library" };
	const char *const values[] = { places->assignment, places->build, places->library };
	for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
		size_t length = strlen(names[i]);
		if (strncmp(argument, names[i], length) == 0) {
			snprintf(to, size, "%s%s", values[i], argument + length);
			return;
		}
	}
	if (strcmp(argument, "$seed") == 0)
		snprintf(to, size, "%" PRIu64, places->seed);
	else if (strncmp(argument, "$line:", 6) == 0)
		first_line(to, size, places->lines, argument + 6);
	else if (argument[0] == '$' && isdigit((unsigned char)argument[1]))
		snprintf(to, size, "%s/module-%s", places->material, argument + 1);
	else if (argument[0] == '$')
		snprintf(to, size, "%s/%s", places->material, argument + 1);
	else
		snprintf(to, size, "%s", argument);
}

static const char *library_of(const struct request *request, char library[PATH + 16])
{
	snprintf(library, PATH + 16, "%s/../lib/pg32", request->tools);
	return library;
}

/* Names a folder by another name wherever a line begins a path with it. */
static void rename_folder(char *line, const char *folder, const char *name)
{
	size_t length = strlen(folder), named = strlen(name);
	for (char *at = line; named <= length && (at = strstr(at, folder)) != NULL; at += named) {
		memcpy(at, name, named);
		memmove(at + named, at + length, strlen(at + length) + 1);
	}
}

/* Compilers name their own files at random: such a name, cc and six characters, has none. */
static void unname_files(char *line)
{
	static const char letters[] =
	        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
	for (char *at = line; (at = strstr(at, "./cc")) != NULL; at += strlen("./cc"))
		if (strspn(at + 4, letters) == 6 && at[10] == '.')
			memset(at + 4, 'X', 6);
}

void say_output(json_t *lines, const char *path, const char *folder, const struct request *request)
{
	char line[2 * PATH], library[PATH + 16];
	FILE *file = fopen(path, "r");
	library_of(request, library);
	for (unsigned i = 0; file != NULL && i < SHOWN && fgets(line, sizeof line, file) != NULL;
	     i++) {
		line[strcspn(line, "\n")] = 0;
		rename_folder(line, folder, ".");
		rename_folder(line, library, "pg32");
		unname_files(line);
		for (char *at = line; *at != 0; at++)
			if (!isprint((unsigned char)*at))
				*at = ' ';
		line[LINE] = 0;
		say(lines, "  | %s", line);
	}
	if (file != NULL)
		fclose(file);
}

/* The command as a student gives it in a folder of his own, after make. */
static void say_command(json_t *lines, const struct test *test, const json_t *command,
                        const struct places *run, const struct request *request, bool has_material)
{
	char line[2 * LINE] = "", word[2 * LINE], quoted[LINE], library[PATH + 16];
	const struct places places = { request->name, ".",        library_of(request, library),
		                       "kept",        run->lines, test->seed };
	size_t length = 0, i;
	const json_t *argument;
	json_array_foreach((json_t *)(uintptr_t)command, i, argument)
	{
		expand(word, sizeof word, json_string_value(argument), &places);
		length += (size_t)snprintf(line + length, sizeof line - length, " %s",
		                           as_word(quoted, word));
		if (length >= sizeof line)
			break;
	}
	if (has_material)
		say_again(lines, test, request);
	say(lines, "  %s%s", has_material ? "      " : "again:", line);
}

/* What there is to show of a failure: the first file that a pattern of the row names, or what the
 * tool said. */
static void say_failure(json_t *lines, const json_t *tool, const char *folder, const char *output,
                        const struct request *request)
{
	const char *show = json_string_value(json_object_get(tool, "show"));
	char pattern[PATH + LINE];
	glob_t found = { .gl_pathc = 0 };
	snprintf(pattern, sizeof pattern, "%.4000s/%.400s", folder, show != NULL ? show : "");
	bool is_there = show != NULL && glob(pattern, 0, NULL, &found) == 0;
	say_output(lines, is_there ? found.gl_pathv[0] : output, folder, request);
	if (show != NULL)
		globfree(&found);
}

/* Writes what the row hands to the tool: nothing where it names none of it. */
static bool make_files(const struct test *test, const struct assignment *assignment,
                       const struct submission *submission, const char *folder, json_t *lines)
{
	struct material material;
	char message[LINE];
	bool made = material_make(&material, assignment, submission, test, message) &&
	            material_keep(&material, folder, message);
	if (!made)
		say(lines, "  %s", message);
	material_free(&material);
	return made;
}

/* Whether each pattern, an extended regular expression, fits a line of what the tool said. */
static bool says(const json_t *patterns, const char *output)
{
	const json_t *pattern;
	size_t i;
	bool all = true;
	json_array_foreach((json_t *)(uintptr_t)patterns, i, pattern)
	{
		char line[LINE];
		bool found = false;
		regex_t expression;
		FILE *file = fopen(output, "r");
		if (file == NULL ||
		    regcomp(&expression, json_string_value(pattern), REG_EXTENDED | REG_NOSUB) != 0)
			return false;
		while (!found && fgets(line, sizeof line, file) != NULL) {
			line[strcspn(line, "\n")] = 0;
			found = regexec(&expression, line, 0, NULL, 0) == 0;
		}
		fclose(file);
		regfree(&expression);
		all = all && found;
	}
	return all;
}

/* The command as it is run; false where it is none that may be. */
static bool make_command(const json_t *command, const struct places *places,
                         const struct request *request, char expanded[ARGUMENTS][2 * PATH],
                         char *arguments[ARGUMENTS + 1], json_t *lines)
{
	const json_t *argument;
	size_t i;
	const char *name = json_string_value(json_array_get(command, 0));
	if (name == NULL || strncmp(name, "pg32-", 5) != 0 || strchr(name, '/') != NULL) {
		say(lines, "  assignment.json: only the tools of PG32 may be run");
		return false;
	}
	json_array_foreach((json_t *)(uintptr_t)command, i, argument)
	{
		if (i == ARGUMENTS || !json_is_string(argument))
			return false;
		expand(expanded[i], sizeof expanded[i], json_string_value(argument), places);
		arguments[i] = expanded[i];
	}
	snprintf(expanded[0], sizeof expanded[0], "%.4000s/%.200s", request->tools, name);
	return true;
}

/* Whether the command names no file of the submission. */
static bool is_of_no_file(const json_t *command)
{
	static const char *const others[] = { "$seed", "$library", "$line:" };
	const json_t *argument;
	size_t i, k;
	json_array_foreach((json_t *)(uintptr_t)command, i, argument)
	{
		const char *word = json_string_value(argument);
		bool is_other = word[0] != '$';
		for (k = 0; k < sizeof others / sizeof others[0]; k++)
			is_other = is_other || strncmp(word, others[k], strlen(others[k])) == 0;
		if (!is_other)
			return false;
	}
	return true;
}

/* Runs one command of a row and compares what came of it. */
static bool run_tool(const struct test *test, const json_t *tool, const struct places *places,
                     const struct request *request, bool has_material, json_t *lines)
{
	const json_t *command = json_object_get(tool, "run");
	const char *name = json_string_value(json_array_get(command, 0));
	json_int_t wanted = json_integer_value(json_object_get(tool, "status"));
	char expanded[ARGUMENTS][2 * PATH], output[PATH];
	int status;
	char *arguments[ARGUMENTS + 1] = { NULL };
	if (!make_command(command, places, request, expanded, arguments, lines))
		return false;
	snprintf(output, sizeof output, "%.4000s/.tool", places->build);
	if (is_of_no_file(command))
		status = run_once(arguments, places->build,
		                  request->memory != NULL ? request->memory : places->build, output,
		                  request);
	else
		status = run_program(arguments, places->build, output, false, request);
	if (status == STATUS_TOO_LONG)
		say(lines, "  %s takes more than %d seconds of the processor's time", name,
		    TOOL_SECONDS);
	else if (status != wanted)
		say(lines, "  %s ended with status %d, not %" JSON_INTEGER_FORMAT, name, status,
		    wanted);
	else if (!says(json_object_get(tool, "says"), output))
		say(lines, "  %s says something else than is asked for", name);
	else
		return true;
	say_failure(lines, tool, places->build, output, request);
	say_command(lines, test, command, places, request, has_material);
	return false;
}

bool judge_tool(const struct test *test, const struct assignment *assignment,
                const struct submission *submission, const struct request *request, json_t *lines)
{
	const json_t *tool = json_object_get(test->row, "tool");
	const char *folder = request->keep != NULL ? request->keep : submission->folder;
	bool has_material = json_object_get(test->row, "modules") != NULL ||
	                    json_object_get(test->row, "input") != NULL ||
	                    json_object_get(test->row, "disk") != NULL;
	char material[PATH], library[PATH + 16];
	if ((has_material && !make_files(test, assignment, submission, folder, lines)) ||
	    realpath(folder, material) == NULL)
		return false;
	const struct places places = { assignment->folder,           submission->folder,
		                       library_of(request, library), material,
		                       submission->folder,           test->seed };
	while (tool != NULL && run_tool(test, tool, &places, request, has_material, lines))
		tool = json_object_get(tool, "then");
	return tool == NULL;
}
