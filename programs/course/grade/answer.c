/* Tests of written answers: one that is known, and numbers that are measured of what was handed in.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "programs/course/grade/observation.h"

bool read_answer(const struct submission *submission, const char *key, char text[LINE])
{
	char path[PATH + 16], line[LINE];
	snprintf(path, sizeof path, "%s/answers.txt", submission->folder);
	FILE *file = fopen(path, "r");
	bool found = false;
	while (file != NULL && !found && fgets(line, sizeof line, file) != NULL) {
		char *behind = strchr(line, ':');
		if (behind == NULL)
			continue;
		*behind++ = 0;
		/* The bytes of a mark that some editors begin a text with are no part of it. */
		found = strcasecmp(line + strspn(line, " \t\xEF\xBB\xBF"), key) == 0;
		behind += strspn(behind, " \t");
		size_t length = strlen(behind);
		while (length > 0 && isspace((unsigned char)behind[length - 1]))
			length--;
		for (size_t i = 0; i < length; i++)
			text[i] = (char)tolower((unsigned char)behind[i]);
		text[length] = 0;
	}
	if (file != NULL)
		fclose(file);
	return found;
}

static bool say_missing(json_t *lines, const char *key)
{
	say(lines, "  answers.txt: no line begins with %s:", key);
	return false;
}

bool judge_answer(const struct test *test, const struct submission *submission, json_t *lines)
{
	const json_t *answer = json_object_get(test->row, "answer");
	const char *key = json_string_value(json_object_get(answer, "key"));
	char text[LINE];
	if (key == NULL || !read_answer(submission, key, text))
		return say_missing(lines, key != NULL ? key : "?");
	json_t *given = digest((const uint8_t *)text, strlen(text));
	bool right = json_equal(given, json_object_get(answer, "sha256"));
	json_decref(given);
	if (!right)
		say(lines, "  answers.txt: the answer to %s is another", key);
	return right;
}

/* What is counted of a machine; false where there is no such thing. */
static bool count_of(const char *of, const struct observation *seen, uint64_t *count)
{
	*count = 0;
	if (strcmp(of, "executed") == 0) {
		*count = seen->machine.devices.clock - seen->machine.devices.waited;
		return true;
	}
	for (enum cause cause = CAUSE_NONE; cause < CAUSES; cause++)
		*count += seen->traps[cause];
	return strcmp(of, "traps") == 0;
}

/* Runs a guest under so many images, each in the one before; false where it does not halt with 0.
 */
static bool count_at_depth(const struct test *test, const struct assignment *assignment,
                           const struct submission *submission, unsigned depth, const char *guest,
                           uint64_t *count, json_t *lines)
{
	const json_t *image = json_object_get(assignment->table, "image");
	json_t *row = json_deep_copy(test->row), *modules = json_array();
	struct test nested = *test;
	struct material material;
	struct observation seen;
	char message[LINE] = "";
	for (unsigned i = 1; i < depth; i++)
		json_array_append_new(modules,
		                      json_pack("{s:s}", "built", json_string_value(image)));
	json_array_append_new(modules, json_pack("{s:s}", "built", guest));
	json_object_set_new(row, "modules", modules);
	nested.row = row;
	bool counted = material_make(&material, assignment, submission, &nested, message);
	if (counted) {
		observe(&seen, &material);
		const char *of =
		        json_string_value(json_object_get(json_object_get(row, "measured"), "of"));
		bool halted =
		        seen.error == BOOT_OK && seen.outcome == OUTCOME_HALTED && seen.status == 0;
		if (!halted)
			snprintf(message, sizeof message, "%.200s does not halt with 0", guest);
		counted = count_of(of, &seen, count) && halted;
		observation_free(&seen);
	}
	if (!counted)
		say(lines, "  depth %u: %s", depth, message);
	material_free(&material);
	json_decref(row);
	return counted;
}

/* What one of the times that the second guest does more takes at a depth. */
static bool measure(const struct test *test, const struct assignment *assignment,
                    const struct submission *submission, unsigned depth, double *cost,
                    json_t *lines)
{
	const json_t *measured = json_object_get(test->row, "measured");
	const json_t *guests = json_object_get(measured, "guests");
	uint64_t counts[2];
	for (size_t i = 0; i < 2; i++) {
		const char *guest = json_string_value(json_array_get(guests, i));
		if (guest == NULL ||
		    !count_at_depth(test, assignment, submission, depth, guest, &counts[i], lines))
			return false;
	}
	*cost = ((double)counts[1] - (double)counts[0]) /
	                json_number_value(json_object_get(measured, "times")) -
	        json_number_value(json_object_get(measured, "less"));
	return true;
}

bool judge_measured(const struct test *test, const struct assignment *assignment,
                    const struct submission *submission, json_t *lines)
{
	const json_t *measured = json_object_get(test->row, "measured");
	const char *key = json_string_value(json_object_get(measured, "key"));
	const char *guest =
	        json_string_value(json_array_get(json_object_get(measured, "guests"), 0));
	json_int_t depths = json_integer_value(json_object_get(measured, "depths"));
	double part = json_number_value(json_object_get(measured, "percent")) / 100, cost;
	char text[LINE], *at = text;
	if (key == NULL || !read_answer(submission, key, text))
		return say_missing(lines, key != NULL ? key : "?");
	for (unsigned depth = 1; depth <= depths; depth++) {
		char *end;
		double given = strtod(at, &end);
		if (end == at || given < 0) {
			say(lines, "  answers.txt: %s has %u numbers, not %" JSON_INTEGER_FORMAT,
			    key, depth - 1, depths);
			return false;
		}
		at = end;
		if (!measure(test, assignment, submission, depth, &cost, lines))
			return false;
		double off = given > cost ? given - cost : cost - given;
		if (!(off <= cost * part)) {
			say(lines, "  answers.txt: %s at depth %u is not what your VMM takes", key,
			    depth);
			say(lines, "  again: pg32-run -m 64K --vmm ./%s --depth %u --stats %s",
			    json_string_value(json_object_get(assignment->table, "image")), depth,
			    guest);
			return false;
		}
	}
	return true;
}
