/* The verdicts for people and for those who collect grades: each a row of a table of formats. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "machine/front/file.h"
#include "programs/course/grade/grade.h"

static void add_up(const struct verdict *verdicts, size_t count, double *points, double *most)
{
	*points = *most = 0;
	for (size_t i = 0; i < count; i++) {
		*points += verdicts[i].points;
		*most += verdicts[i].most;
	}
}

static void print_lines(FILE *file, const json_t *lines, const char *before)
{
	const json_t *line;
	size_t i;
	json_array_foreach((json_t *)(uintptr_t)lines, i, line)
	        fprintf(file, "%s%s\n", before, json_string_value(line));
}

static void write_terminal(FILE *file, const struct assignment *assignment,
                           const struct verdict *verdicts, size_t count)
{
	const char *stage = NULL;
	double points, most;
	add_up(verdicts, count, &points, &most);
	fprintf(file, "%s\n", json_string_value(json_object_get(assignment->table, "title")));
	for (size_t i = 0; i < count; i++) {
		if (verdicts[i].stage != NULL &&
		    (stage == NULL || strcmp(stage, verdicts[i].stage) != 0))
			fprintf(file, "%s\n", stage = verdicts[i].stage);
		fprintf(file, "  %s ... %s (%g/%g)\n", verdicts[i].name,
		        verdicts[i].passed ? "ok" : "FAILED", verdicts[i].points, verdicts[i].most);
		if (!verdicts[i].passed)
			print_lines(file, verdicts[i].lines, "  ");
	}
	fprintf(file, "Score: %g/%g\n", points, most);
}

/* The lines of a verdict as one text. */
static json_t *text_of(const struct verdict *verdict)
{
	char *text = NULL;
	size_t size;
	FILE *file = open_memstream(&text, &size);
	if (file == NULL)
		return json_string("");
	print_lines(file, verdict->lines, "");
	fclose(file);
	json_t *string = json_string(text);
	free(text);
	return string;
}

/* A number of points: whole where it is, for whoever takes no other. */
static json_t *number(double points)
{
	const json_int_t whole = (json_int_t)points;
	return (double)whole == points ? json_integer(whole) : json_real(points);
}

static void dump(FILE *file, json_t *document)
{
	json_dumpf(document, file, JSON_INDENT(2));
	putc('\n', file);
	json_decref(document);
}

/* Gradescope's results.json (gradescope-autograders.readthedocs.io, Autograder Specifications). */
static void write_gradescope(FILE *file, const struct assignment *assignment,
                             const struct verdict *verdicts, size_t count)
{
	json_t *tests = json_array();
	double points, most;
	uint64_t instructions = 0;
	(void)assignment;
	add_up(verdicts, count, &points, &most);
	for (size_t i = 0; i < count; i++) {
		instructions += verdicts[i].passed ? verdicts[i].instructions : 0;
		json_array_append_new(
		        tests,
		        json_pack("{s:s, s:o, s:o, s:s, s:o, s:s, s:s}", "name", verdicts[i].name,
		                  "score", number(verdicts[i].points), "max_score",
		                  number(verdicts[i].most), "status",
		                  verdicts[i].passed ? "passed" : "failed", "output",
		                  text_of(&verdicts[i]), "output_format", "text", "visibility",
		                  verdicts[i].hidden ? "after_published" : "visible"));
	}
	json_t *board = json_array();
	if (points == most)
		json_array_append_new(board,
		                      json_pack("{s:s, s:I, s:s}", "name", "instructions", "value",
		                                (json_int_t)instructions, "order", "asc"));
	dump(file, json_pack("{s:o, s:s, s:s, s:o, s:o}", "score", number(points), "visibility",
	                     "visible", "stdout_visibility", "hidden", "tests", tests,
	                     "leaderboard", board));
}

/* A variable of the environment, or what stands for one that is not set. */
static const char *environment(const char *name, const char *otherwise)
{
	const char *value = getenv(name);
	return value != NULL && value[0] != 0 ? value : otherwise;
}

/* Whose work it is, as Classroom 50's runner says. */
static const char *kind_of_assignment(void)
{
	const char *mode = environment("MODE", "");
	return strcmp(mode, "group") == 0  ? "group"
	       : strcmp(mode, "team") == 0 ? "team"
	                                   : "individual";
}

/* Classroom 50's result.json, classroom50/result/v1. What the runner knows comes from its
 * environment; the instant is SOURCE_DATE_EPOCH where that is set, for a report that is the same
 * each time. */
static void write_classroom50(FILE *file, const struct assignment *assignment,
                              const struct verdict *verdicts, size_t count)
{
	json_t *tests = json_array();
	double points, most;
	char date[32];
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t now = epoch != NULL ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
	struct tm utc;
	(void)assignment;
	gmtime_r(&now, &utc);
	strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &utc);
	add_up(verdicts, count, &points, &most);
	for (size_t i = 0; i < count; i++)
		json_array_append_new(tests,
		                      json_pack("{s:s, s:b, s:o, s:o}", "test-name",
		                                verdicts[i].name, "passed", verdicts[i].passed,
		                                "score", number(verdicts[i].points), "max-score",
		                                number(verdicts[i].most)));
	dump(file,
	     json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o}",
	               "schema", "classroom50/result/v1", "classroom",
	               environment("CLASSROOM", "-"), "assignment", environment("ASSIGNMENT", "-"),
	               "assignment_type", kind_of_assignment(), "owner",
	               environment("USERNAME", "-"), "submission",
	               environment("SUBMISSION_TAG", "submit/-"), "commit",
	               environment("COMMIT_URL", "-"), "release", environment("RELEASE_URL", "-"),
	               "review", environment("REVIEW_URL", environment("COMMIT_URL", "-")),
	               "datetime", date, "score", number(points), "max-score", number(most),
	               "tests", tests));
}

/* A description in which # begins no directive. */
static void write_description(FILE *file, const char *text)
{
	for (; *text != 0; text++) {
		if (*text == '#' || *text == '\\')
			putc('\\', file);
		putc(*text, file);
	}
}

static void write_tap(FILE *file, const struct assignment *assignment,
                      const struct verdict *verdicts, size_t count)
{
	(void)assignment;
	fprintf(file, "TAP version 13\n1..%zu\n", count);
	for (size_t i = 0; i < count; i++) {
		fprintf(file, "%s %zu - ", verdicts[i].passed ? "ok" : "not ok", i + 1);
		write_description(file, verdicts[i].name);
		fprintf(file, " (%g/%g)\n", verdicts[i].points, verdicts[i].most);
		if (!verdicts[i].passed)
			print_lines(file, verdicts[i].lines, "# ");
	}
}

/* XML's text: what it may not hold is left out. */
static void write_xml(FILE *file, const char *text)
{
	for (; *text != 0; text++) {
		if (*text == '&')
			fputs("&amp;", file);
		else if (*text == '<')
			fputs("&lt;", file);
		else if (*text == '>')
			fputs("&gt;", file);
		else if (*text == '"')
			fputs("&quot;", file);
		else if ((unsigned char)*text >= ' ' || *text == '\n')
			putc(*text, file);
	}
}

/* An attribute of an XML element. */
static void write_attribute(FILE *file, const char *name, const char *text)
{
	fprintf(file, " %s=\"", name);
	write_xml(file, text != NULL ? text : "");
	putc('"', file);
}

/* As the schemas of Surefire and of Jenkins' xUnit plugin have it. A time is none of the host's:
 * what a test takes is counted in instructions. */
static void write_junit(FILE *file, const struct assignment *assignment,
                        const struct verdict *verdicts, size_t count)
{
	size_t failed = 0;
	for (size_t i = 0; i < count; i++)
		failed += !verdicts[i].passed;
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite", file);
	write_attribute(file, "name",
	                json_string_value(json_object_get(assignment->table, "title")));
	fprintf(file, " tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"0\" time=\"0\">\n",
	        count, failed);
	for (size_t i = 0; i < count; i++) {
		fputs("  <testcase", file);
		write_attribute(file, "classname",
		                verdicts[i].stage != NULL ? verdicts[i].stage : "building");
		write_attribute(file, "name", verdicts[i].name);
		fputs(" time=\"0\"", file);
		if (verdicts[i].passed) {
			fputs("/>\n", file);
			continue;
		}
		const char *first = json_string_value(json_array_get(verdicts[i].lines, 0));
		json_t *text = text_of(&verdicts[i]);
		fputs(">\n    <failure type=\"failed\"", file);
		write_attribute(file, "message", first != NULL ? first + strspn(first, " ") : "");
		putc('>', file);
		write_xml(file, json_string_value(text));
		fputs("</failure>\n  </testcase>\n", file);
		json_decref(text);
	}
	fputs("</testsuite>\n", file);
}

static void write_csv(FILE *file, const struct assignment *assignment,
                      const struct verdict *verdicts, size_t count)
{
	double points, most;
	(void)assignment;
	add_up(verdicts, count, &points, &most);
	fprintf(file, "%g,%g", points, most);
	for (size_t i = 0; i < count; i++)
		fprintf(file, ",%g", verdicts[i].points);
	putc('\n', file);
}

static const struct report_format {
	const char *name;
	void (*write)(FILE *file, const struct assignment *assignment,
	              const struct verdict *verdicts, size_t count);
} formats[] = {
	{ "terminal", write_terminal },
	{ "gradescope", write_gradescope },
	{ "classroom50", write_classroom50 },
	{ "tap", write_tap },
	{ "junit", write_junit },
	{ "csv", write_csv },
};

static const struct report_format *format_named(const char *name)
{
	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}

bool is_format(const char *name)
{
	return format_named(name) != NULL;
}

bool report(const struct request *request, const struct assignment *assignment,
            const struct verdict *verdicts, size_t count, char *message)
{
	char *text = NULL;
	size_t size;
	FILE *file = request->output != NULL ? open_memstream(&text, &size) : stdout;
	bool written = false;
	if (file != NULL) {
		format_named(request->format)->write(file, assignment, verdicts, count);
		written = !ferror(file);
		written = (file == stdout ? fflush(file) : fclose(file)) == 0 && written;
	}
	/* A report is there whole, or as it was. */
	if (written && request->output != NULL)
		written = write_whole(request->output, text, size, false) == 0;
	free(text);
	if (!written)
		snprintf(message, LINE, "%.300s: cannot be written",
		         request->output != NULL ? request->output : "standard output");
	return written;
}
