/* pg32-grade: grades a submission of an assignment. */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "machine/front/exit_status.h"
#include "machine/front/file.h"
#include "machine/front/front.h"
#include "programs/course/grade/observation.h"

enum { FORMAT = OPTION_FIRST, OUTPUT, HIDDEN, TEST, KEEP, MEMORY, RECORD };

static const struct option_row options[] = {
	{ FORMAT, "format", "terminal|gradescope|classroom50|junit|tap|csv",
	  "how the report is written: terminal unless said" },
	{ OUTPUT, "output", "FILE", "the report's file instead of standard output" },
	{ HIDDEN, "hidden", NULL, "the instructor's seed and tests too" },
	{ TEST, "test", "NAME", "this test alone" },
	{ KEEP, "keep", "DIR",
	  "leave each test's files there, for the commands that reproduce it" },
	{ MEMORY, "memory", "DIR",
	  "keep there what tools say to commands that name no file of a submission, such as "
	  "pg32-theorems --row, and do not ask them again" },
	{ RECORD, "record", NULL, "the submission is the solution: write what its runs end in" },
	{ 0 },
};

static const struct option_row *const groups[] = { options, NULL };

static const struct front front = {
	.tool = "pg32-grade",
	.summary = "grades a submission of an assignment",
	.usage = "[OPTION...] ASSIGNMENT SUBMISSION",
	.text = "Grades a folder of source files against an assignment: a folder, or the name of "
	        "one "
	        "that is installed (1 to 8).",
	.groups = groups,
	.exits = "0 all points\n"
	         "1 fewer\n"
	         "64 wrong usage\n"
	         "66 a file that cannot be read\n"
	         "70 a fault of the grader\n"
	         "74 a report that cannot be written",
};

enum { SEED = 1 };

static int fail_with(int status, const char *message)
{
	return front_say("pg32-grade", status, "%s", message);
}

/* The commands that show a run again. */
static void say_commands(const struct test *test, const struct material *material,
                         const struct request *request, json_t *lines)
{
	char modules[LINE] = "";
	size_t length = 0;
	for (unsigned i = 1; i < material->count; i++)
		length += (size_t)snprintf(modules + length, sizeof modules - length,
		                           " kept/module-%u", i);
	say_again(lines, test, request);
	say(lines,
	    "         pg32-run -m %" PRIu32 " --limit %" PRIu64 "%s%s --stats kept/kernel.elf%s",
	    material->memory_size, material->limit,
	    material->input != NULL ? " --input kept/input" : " --input /dev/null",
	    material->disk != NULL ? " --disk kept/disk" : "", modules);
}

static bool run_test(const struct test *test, const struct assignment *assignment,
                     const struct submission *submission, const struct request *request,
                     json_t **record, uint64_t *instructions, json_t *lines)
{
	struct material material;
	struct observation seen;
	char message[LINE] = "";
	if (json_object_get(test->row, "tool") != NULL)
		return judge_tool(test, assignment, submission, request, lines);
	if (json_object_get(test->row, "answer") != NULL)
		return judge_answer(test, submission, lines);
	if (json_object_get(test->row, "measured") != NULL)
		return judge_measured(test, assignment, submission, lines);
	if (!material_make(&material, assignment, submission, test, message)) {
		say(lines, "  %s", message);
		return false;
	}
	if (request->keep != NULL && !material_keep(&material, request->keep, message))
		_exit(fail_with(EXIT_OUTPUT, message));
	observe(&seen, &material);
	*instructions = seen.machine.devices.clock;
	*record = recorded(test, &seen, &material);
	bool passed = request->record ||
	              (judge(test, &seen, &material, lines) && judge_stops(test, &material, lines));
	if (!passed)
		say_commands(test, &material, request, lines);
	observation_free(&seen);
	material_free(&material);
	return passed;
}

/* In a process of its own, so that whatever happens to it the other tests are graded. What it found
 * comes back as one JSON array through a pipe. */
static json_t *run_apart(const struct test *test, const struct assignment *assignment,
                         const struct submission *submission, const struct request *request)
{
	int ends[2];
	if (pipe(ends) != 0)
		return NULL;
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		json_t *lines = json_array(), *record = NULL;
		uint64_t instructions = 0;
		bool passed = run_test(test, assignment, submission, request, &record,
		                       &instructions, lines);
		json_t *found = json_pack("[b, I, o, o]", passed, (json_int_t)instructions, lines,
		                          record != NULL ? record : json_null());
		_exit(json_dumpfd(found, ends[1], 0) == 0 ? 0 : 1);
	}
	close(ends[1]);
	json_t *found = child > 0 ? json_loadfd(ends[0], 0, NULL) : NULL;
	close(ends[0]);
	if (child > 0)
		waitpid(child, NULL, 0);
	return found;
}

/* What a grading is made of. */
struct grading {
	const struct request *request;
	struct assignment assignment;
	struct submission submission;
	bool built;
	char reason[LINE]; /* why it was not */
	struct verdict *verdicts;
	size_t count;
	json_t *records, *hidden_records;
	bool faulty; /* a test could not be run */
};

static void grade_test(struct grading *grading, const struct test *test)
{
	const struct request *request = grading->request;
	struct verdict *verdict = &grading->verdicts[grading->count];
	if (request->only != NULL && strcmp(request->only, test->name) != 0)
		return;
	grading->count++;
	*verdict = (struct verdict){ .most = test->points, .hidden = test->hidden };
	snprintf(verdict->name, sizeof verdict->name, "%s", test->name);
	verdict->stage = json_string_value(json_object_get(test->row, "stage"));
	verdict->lines = json_array();
	if (!grading->built) {
		say(verdict->lines, "  %s", grading->reason);
		return;
	}
	json_t *found = run_apart(test, &grading->assignment, &grading->submission, request);
	if (found == NULL) {
		say(verdict->lines, "  the grader could not run this test");
		grading->faulty = true;
		return;
	}
	verdict->passed = json_is_true(json_array_get(found, 0));
	verdict->instructions = (uint64_t)json_integer_value(json_array_get(found, 1));
	json_array_extend(verdict->lines, json_array_get(found, 2));
	json_object_set(test->hidden ? grading->hidden_records : grading->records,
	                json_string_value(json_object_get(test->row, "name")),
	                json_array_get(found, 3));
	json_decref(found);
	verdict->points = verdict->passed ? verdict->most : 0;
}

static void grade_tests(struct grading *grading, const json_t *tests, bool hidden)
{
	const struct assignment *assignment = &grading->assignment;
	const json_t *row,
	        *seed = json_object_get(hidden ? assignment->hidden : assignment->table, "seed");
	const char *points = hidden ? "hidden_points" : "points";
	size_t i;
	json_array_foreach((json_t *)(uintptr_t)tests, i, row)
	{
		const char *name = json_string_value(json_object_get(row, "name"));
		if (!json_is_number(json_object_get(row, points)))
			continue;
		struct test test = {
			.row = row,
			.reference = json_object_get(hidden ? assignment->hidden_reference
			                                    : assignment->reference,
			                             name),
			.seed = seed != NULL ? (uint64_t)json_integer_value(seed) : SEED,
			.hidden = hidden,
			.points = json_number_value(json_object_get(row, points)),
		};
		snprintf(test.name, sizeof test.name, "%.400s%s", name,
		         hidden ? " (other numbers)" : "");
		grade_test(grading, &test);
	}
}

/* Whether it builds is the first test; what the compilers said is shown where it does not. */
static void grade_build(struct grading *grading)
{
	struct verdict *verdict = &grading->verdicts[0];
	json_t *points = json_object_get(grading->assignment.table, "build_points");
	if (grading->request->only != NULL && grading->built)
		return;
	grading->count++;
	*verdict = (struct verdict){ .name = "builds",
		                     .passed = grading->built,
		                     .most = json_number_value(points) };
	verdict->points = verdict->passed ? verdict->most : 0;
	verdict->lines = json_array();
	if (!grading->built) {
		say(verdict->lines, "  %s", grading->reason);
		say_output(verdict->lines, grading->submission.log, grading->submission.folder,
		           grading->request);
	}
}

static bool write_record(const char *folder, const char *name, const json_t *record, char *message)
{
	char path[PATH];
	snprintf(path, sizeof path, "%.3000s/%s", folder, name);
	if (json_dump_file(record, path, JSON_INDENT(1)) == 0)
		return true;
	snprintf(message, LINE, "%.300s: cannot be written", path);
	return false;
}

static int finish(struct grading *grading)
{
	const struct request *request = grading->request;
	char message[LINE] = "";
	bool all = true;
	if (grading->count == 0) {
		snprintf(message, sizeof message, "no test '%.300s'", request->only);
		return fail_with(EXIT_USAGE, message);
	}
	for (size_t i = 0; i < grading->count; i++)
		all = all && grading->verdicts[i].passed;
	if (!all && !submission_has_room(&grading->submission)) {
		snprintf(message, sizeof message, "%.300s: no room to build in",
		         getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp");
		return fail_with(EXIT_FAULT, message);
	}
	if (!report(request, &grading->assignment, grading->verdicts, grading->count, message))
		return fail_with(EXIT_OUTPUT, message);
	if (grading->faulty)
		return fail_with(EXIT_FAULT, "a test could not be run");
	if (request->record && grading->built &&
	    (!write_record(request->assignment, "reference.json", grading->records, message) ||
	     (request->hidden && !write_record(request->assignment, "instructor/reference.json",
	                                       grading->hidden_records, message))))
		return fail_with(EXIT_OUTPUT, message);
	return all ? 0 : 1;
}

static bool is_file_of(const char *path, const char *folder, const char *name)
{
	char file[2 * PATH];
	snprintf(file, sizeof file, "%s/%s", folder, name);
	return is_same_file(path, file);
}

/* Whether the report would go over what is graded, or what it is graded by. */
static bool overwrites(const struct request *request, const struct assignment *assignment)
{
	const json_t *name;
	size_t i;
	if (request->output == NULL)
		return false;
	json_array_foreach(json_object_get(assignment->table, "sources"), i,
	                   name) if (is_file_of(request->output, request->submission,
	                                        json_string_value(name))) return true;
	return is_file_of(request->output, request->assignment, "assignment.json") ||
	       is_file_of(request->output, request->assignment, "reference.json");
}

static int grade(const struct request *request)
{
	struct grading grading = { .request = request };
	char message[LINE] = "";
	if (!assignment_open(&grading.assignment, request, message)) {
		assignment_close(&grading.assignment);
		return fail_with(EXIT_NO_INPUT, message);
	}
	if (overwrites(request, &grading.assignment)) {
		assignment_close(&grading.assignment);
		snprintf(message, sizeof message, "%.300s: the report would overwrite what is read",
		         request->output);
		return fail_with(EXIT_USAGE, message);
	}
	json_t *tests = json_object_get(grading.assignment.table, "tests");
	json_t *more = json_object_get(grading.assignment.hidden, "tests");
	grading.verdicts = calloc(2 * json_array_size(tests) + json_array_size(more) + 2,
	                          sizeof *grading.verdicts);
	grading.records = json_object();
	grading.hidden_records = json_object();
	grading.built =
	        submission_build(&grading.submission, &grading.assignment, request, grading.reason);
	int status;
	if (grading.built || !grading.submission.is_faulty) {
		grade_build(&grading);
		grade_tests(&grading, tests, false);
		if (request->hidden) {
			grade_tests(&grading, tests, true);
			grade_tests(&grading, more, true);
		}
		status = finish(&grading);
	} else {
		status = fail_with(EXIT_FAULT, grading.reason);
	}
	for (size_t i = 0; i < grading.count; i++)
		json_decref(grading.verdicts[i].lines);
	free(grading.verdicts);
	json_decref(grading.records);
	json_decref(grading.hidden_records);
	submission_remove(&grading.submission);
	assignment_close(&grading.assignment);
	return status;
}

/* The folder of this program, without a slash at its end. */
static bool find_tools(char *folder)
{
	ssize_t length = readlink("/proc/self/exe", folder, PATH - 1);
	if (length <= 0)
		return false;
	folder[length] = 0;
	*strrchr(folder, '/') = 0;
	return true;
}

/* An assignment is a folder, or the beginning of the name of an installed one. */
static bool find_assignment(char *folder, const char *name, const char *tools)
{
	struct stat status;
	char installed[PATH + 32];
	if (stat(name, &status) == 0 && S_ISDIR(status.st_mode))
		return realpath(name, folder) != NULL;
	snprintf(installed, sizeof installed, "%s/../lib/pg32/course", tools);
	DIR *course = strchr(name, '/') == NULL && name[0] != 0 ? opendir(installed) : NULL;
	struct dirent *entry;
	bool found = false;
	while (course != NULL && !found && (entry = readdir(course)) != NULL) {
		char next = entry->d_name[strspn(entry->d_name, "0123456789")];
		found = strncmp(entry->d_name, name, strlen(name)) == 0 &&
		        (entry->d_name[strlen(name)] == 0 || entry->d_name[strlen(name)] == next);
		if (found)
			snprintf(folder, PATH, "%.3800s/%.250s", installed, entry->d_name);
	}
	if (course != NULL)
		closedir(course);
	return found;
}

static bool take(void *context, int code, const char *value, struct failure *failure)
{
	struct request *request = context;
	switch (code) {
	case FORMAT:
		request->format = value;
		return is_format(value) ||
		       fail(failure, EXIT_USAGE, "no such format; see pg32-grade --help");
	case OUTPUT:
		request->output = value;
		return true;
	case HIDDEN:
		request->hidden = true;
		return true;
	case TEST:
		request->only = value;
		return true;
	case KEEP:
		request->keep = value;
		return true;
	case MEMORY:
		request->memory = value;
		return true;
	default:
		request->record = true;
		return true;
	}
}

int main(int count, char **arguments)
{
	struct request request = { .format = "terminal" };
	char tools[PATH], assignment[PATH], memory[PATH], message[LINE];
	struct stat status;
	struct failure failure;
	int first;
	front_open();
	if (!front_read(&front, count, arguments, &first, take, &request, &failure))
		return front_end(&front, &failure, 0);
	if (count - first != 2)
		return fail_with(EXIT_USAGE, "an assignment and a submission are needed (--help)");
	request.name = request.assignment = arguments[first];
	request.submission = arguments[first + 1];
	if (!find_tools(tools))
		return fail_with(EXIT_FAULT, "where is this program?");
	if (!find_assignment(assignment, request.assignment, tools)) {
		snprintf(message, sizeof message, "%.300s: no such assignment", request.assignment);
		return fail_with(EXIT_NO_INPUT, message);
	}
	if (stat(request.submission, &status) != 0 || !S_ISDIR(status.st_mode)) {
		snprintf(message, sizeof message, "%.300s: not a folder", request.submission);
		return fail_with(EXIT_NO_INPUT, message);
	}
	if (request.keep != NULL && mkdir(request.keep, 0777) != 0 &&
	    (stat(request.keep, &status) != 0 || !S_ISDIR(status.st_mode))) {
		snprintf(message, sizeof message, "%.300s: no folder can be made there",
		         request.keep);
		return fail_with(EXIT_OUTPUT, message);
	}
	if (request.memory != NULL &&
	    (stat(request.memory, &status) != 0 || !S_ISDIR(status.st_mode) ||
	     realpath(request.memory, memory) == NULL)) {
		snprintf(message, sizeof message, "%.300s: not a folder", request.memory);
		return fail_with(EXIT_NO_INPUT, message);
	}
	request.memory = request.memory != NULL ? memory : NULL;
	request.tools = tools;
	request.assignment = assignment;
	return front_close(front.tool, grade(&request));
}
