/* The files of an assignment. */
#include <stdio.h>
#include <string.h>

#include "programs/course/grade/grade.h"

static bool read_json(json_t **value, const char *folder, const char *name, bool needed,
                      char *message)
{
	char path[PATH];
	json_error_t error;
	snprintf(path, sizeof path, "%s/%s", folder, name);
	*value = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
	if (*value != NULL && json_is_object(*value))
		return true;
	if (*value == NULL && !needed && json_error_code(&error) == json_error_cannot_open_file)
		return true;
	if (*value != NULL)
		snprintf(message, LINE, "%.300s: not a JSON object", path);
	else
		snprintf(message, LINE, "%.300s:%d:%d: %.120s", path, error.line, error.column,
		         error.text);
	return false;
}

/* A name that cannot leave its folder. */
static bool is_plain_name(const json_t *name)
{
	const char *text = json_string_value(name);
	return text != NULL && text[0] != 0 && text[0] != '.' && strchr(text, '/') == NULL;
}

static bool check_test(const json_t *row, char *message)
{
	const char *name = json_string_value(json_object_get(row, "name"));
	if (name == NULL || !json_is_number(json_object_get(row, "points"))) {
		snprintf(message, LINE, "assignment.json: a test needs a name and points");
		return false;
	}
	if (!json_is_object(json_object_get(row, "tool")) &&
	    !json_is_object(json_object_get(row, "answer")) &&
	    !json_is_integer(json_object_get(row, "limit"))) {
		snprintf(message, LINE,
		         "assignment.json: %.200s: a limit, a tool or an answer is needed", name);
		return false;
	}
	return true;
}

static bool check(const json_t *table, char *message)
{
	const json_t *sources = json_object_get(table, "sources"), *entry;
	const json_t *tests = json_object_get(table, "tests");
	const json_t *before = json_object_get(table, "builds_on");
	size_t i;
	if (before != NULL && !is_plain_name(before)) {
		snprintf(message, LINE, "assignment.json: builds_on is the name of an assignment");
		return false;
	}
	if (json_array_size(sources) == 0 || json_array_size(tests) == 0 ||
	    !is_plain_name(json_object_get(table, "image")) ||
	    !json_is_string(json_object_get(table, "goal")) ||
	    !json_is_string(json_object_get(table, "title"))) {
		snprintf(message, LINE,
		         "assignment.json: title, sources, goal, image and tests are needed");
		return false;
	}
	json_array_foreach(sources, i, entry)
	{
		if (!is_plain_name(entry)) {
			snprintf(message, LINE, "assignment.json: a source is a plain file name");
			return false;
		}
	}
	json_array_foreach(tests, i, entry)
	{
		if (!check_test(entry, message))
			return false;
	}
	return true;
}

bool assignment_open(struct assignment *assignment, const struct request *request, char *message)
{
	char instructor[PATH];
	*assignment = (struct assignment){ .folder = request->assignment };
	snprintf(instructor, sizeof instructor, "%s/instructor", request->assignment);
	return read_json(&assignment->table, assignment->folder, "assignment.json", true,
	                 message) &&
	       check(assignment->table, message) &&
	       read_json(&assignment->reference, assignment->folder, "reference.json",
	                 !request->record, message) &&
	       (!request->hidden ||
	        (read_json(&assignment->hidden, instructor, "hidden.json", true, message) &&
	         read_json(&assignment->hidden_reference, instructor, "reference.json",
	                   !request->record, message)));
}

void assignment_close(struct assignment *assignment)
{
	json_decref(assignment->table);
	json_decref(assignment->reference);
	json_decref(assignment->hidden);
	json_decref(assignment->hidden_reference);
}
