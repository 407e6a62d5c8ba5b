/* A submission: the named source files, in a folder whose other files are the assignment's. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "programs/course/grade/grade.h"

enum { LARGEST_SOURCE = 1 << 20 };

static bool copy_bytes(int from, int to)
{
	char bytes[1 << 14];
	ssize_t count;
	while ((count = read(from, bytes, sizeof bytes)) > 0)
		if (write(to, bytes, (size_t)count) != count)
			return false;
	return count == 0;
}

/* Whether a file that is not opened for this is so because of how it was handed in. */
static bool is_of_the_file(int error)
{
	return error == ENOENT || error == ENOTDIR || error == ELOOP || error == EACCES ||
	       error == ENXIO;
}

/* Copies a regular file, and nothing that a link leads to. */
static bool copy_file(const char *from, const char *to, const char *name, bool *is_faulty,
                      char *message)
{
	struct stat status;
	int in = open(from, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC), out = -1;
	bool done = false;
	*is_faulty = in < 0 && !is_of_the_file(errno);
	if (in < 0 || (*is_faulty = fstat(in, &status) != 0))
		snprintf(message, LINE, "%.200s: %s", name,
		         errno == ELOOP ? "a link, not a file" : strerror(errno));
	else if (!S_ISREG(status.st_mode))
		snprintf(message, LINE, "%.200s: not a regular file", name);
	else if (status.st_size > LARGEST_SOURCE)
		snprintf(message, LINE, "%.200s: larger than %d KiB", name, LARGEST_SOURCE >> 10);
	else if ((*is_faulty =
	                  (out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) < 0 ||
	                  !copy_bytes(in, out)))
		snprintf(message, LINE, "%.200s: %s", name, strerror(errno));
	else
		done = true;
	if (in >= 0)
		close(in);
	if (out >= 0)
		close(out);
	return done;
}

static bool copy_folder(const char *from, const char *to, char *message)
{
	DIR *folder = opendir(from);
	struct dirent *entry;
	bool done = folder != NULL, is_faulty;
	if (folder == NULL)
		snprintf(message, LINE, "%.300s: %s", from, strerror(errno));
	while (done && (entry = readdir(folder)) != NULL) {
		char source[2 * PATH], copy[2 * PATH];
		struct stat status;
		snprintf(source, sizeof source, "%s/%s", from, entry->d_name);
		snprintf(copy, sizeof copy, "%s/%s", to, entry->d_name);
		if (entry->d_name[0] != '.' && stat(source, &status) == 0 &&
		    S_ISREG(status.st_mode))
			done = copy_file(source, copy, entry->d_name, &is_faulty, message);
	}
	if (folder != NULL)
		closedir(folder);
	return done;
}

static bool copy_sources(struct submission *submission, const struct assignment *assignment,
                         const char *from, char *message)
{
	const json_t *name;
	size_t i;
	json_array_foreach(json_object_get(assignment->table, "sources"), i, name)
	{
		char source[2 * PATH], copy[2 * PATH];
		snprintf(source, sizeof source, "%s/%s", from, json_string_value(name));
		snprintf(copy, sizeof copy, "%s/%s", submission->folder, json_string_value(name));
		if (!copy_file(source, copy, json_string_value(name), &submission->is_faulty,
		               message))
			return false;
	}
	return true;
}

static bool build(struct submission *submission, const struct assignment *assignment,
                  const struct request *request, char *message)
{
	const char *goal = json_string_value(json_object_get(assignment->table, "goal"));
	char tools[PATH + 8];
	snprintf(tools, sizeof tools, "PG32=%s", request->tools);
	/* Debug information has the paths of this host. */
	char *const arguments[] = { "make", "-s", tools, "DEBUG=", (char *)(uintptr_t)goal, NULL };
	int status = run_program(arguments, submission->folder, submission->log, true, request);
	submission->is_faulty = status == STATUS_NOT_RUN;
	if (status != 0)
		snprintf(message, LINE, "%s",
		         status == STATUS_NOT_RUN ? "make could not be run"
		                                  : "the submission does not build");
	return status == 0;
}

/* What the submission stands on, each over the one before: what is given to all assignments, the
 * starter of the assignment that this one builds on, and its own. */
static bool copy_starters(const struct submission *submission, const struct assignment *assignment,
                          char *message)
{
	const char *before = json_string_value(json_object_get(assignment->table, "builds_on"));
	char folder[PATH];
	snprintf(folder, sizeof folder, "%.3000s/../given", assignment->folder);
	if (!copy_folder(folder, submission->folder, message))
		return false;
	snprintf(folder, sizeof folder, "%.3000s/../%.200s/starter", assignment->folder,
	         before != NULL ? before : "");
	if (before != NULL && !copy_folder(folder, submission->folder, message))
		return false;
	snprintf(folder, sizeof folder, "%.3000s/starter", assignment->folder);
	return copy_folder(folder, submission->folder, message);
}

bool submission_build(struct submission *submission, const struct assignment *assignment,
                      const struct request *request, char *message)
{
	const char *temporary = getenv("TMPDIR");
	submission->is_faulty = true;
	snprintf(submission->folder, sizeof submission->folder, "%.3000s/pg32-grade-XXXXXX",
	         temporary != NULL ? temporary : "/tmp");
	if (mkdtemp(submission->folder) == NULL) {
		snprintf(message, LINE, "%.300s: %s", submission->folder, strerror(errno));
		submission->folder[0] = 0;
		return false;
	}
	snprintf(submission->log, sizeof submission->log, "%.3000s/.log", submission->folder);
	return copy_starters(submission, assignment, message) &&
	       copy_sources(submission, assignment, request->submission, message) &&
	       build(submission, assignment, request, message);
}

bool submission_has_room(const struct submission *submission)
{
	enum { LEAST_ROOM = 1 << 20 };
	struct statvfs system;
	return submission->folder[0] != 0 && statvfs(submission->folder, &system) == 0 &&
	       (system.f_files == 0 || system.f_favail != 0) &&
	       (uint64_t)system.f_bavail * system.f_frsize >= LEAST_ROOM;
}

void submission_remove(struct submission *submission)
{
	if (submission->folder[0] == 0)
		return;
	DIR *folder = opendir(submission->folder);
	struct dirent *entry;
	while (folder != NULL && (entry = readdir(folder)) != NULL)
		unlinkat(dirfd(folder), entry->d_name, 0);
	if (folder != NULL)
		closedir(folder);
	rmdir(submission->folder);
}
