/* Opens and reads state files. */
#include "vmm/equivalence/state.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "machine/front/exit_status.h"
#include "machine/front/file.h"
#include "vmm/equivalence/generate.h"

/* A campaign that was killed lets go of its file a moment later. */
enum { LOCK_ATTEMPTS = 10, LOCK_PAUSE = 100 * 1000 * 1000 /* nanoseconds */ };

#define NAME_START "generator-"

bool state_open(struct state *state, const char *path, struct failure *failure)
{
	int descriptor = open_to_read(path);
	*state = (struct state){ .path = path };
	if (descriptor >= 0)
		state->file = fdopen(descriptor, "r");
	return state->file != NULL ||
	       fail(failure, EXIT_NO_INPUT, "%s: %s", path, reading_problem(errno));
}

/* Whether no other process has the lock; where the file system has none, so it is. */
static bool lock(int descriptor)
{
	static const struct timespec pause = { .tv_nsec = LOCK_PAUSE };
	unsigned attempts = 0;
	while (flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
		if (++attempts == LOCK_ATTEMPTS || nanosleep(&pause, NULL) != 0)
			return false;
	return true;
}

bool state_open_to_append(struct state *state, const char *path, struct failure *failure)
{
	struct stat status;
	bool is_there = stat(path, &status) == 0;
	*state = (struct state){ .path = path, .made = !is_there };
	if (is_there && !S_ISREG(status.st_mode))
		return fail(failure, EXIT_NO_INPUT, "%s: not a regular file", path);
	int descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);
	if (descriptor < 0 || (state->file = fdopen(descriptor, "a+")) == NULL)
		return fail(failure, EXIT_OUTPUT, "%s: %s", path, strerror(errno));
	rewind(state->file);
	if (lock(descriptor))
		return true;
	fclose(state->file);
	return fail(failure, EXIT_OUTPUT, "%s: another campaign is writing it", path);
}

/* The bytes up to a newline, which is one of them, up to a zero byte, which is not, or to the end.
 * As many as were read. */
static size_t read_line(FILE *file, char line[RESULTS_LINE])
{
	size_t length = 0;
	int byte = 0;
	while (length < RESULTS_LINE - 1 && byte != '\n' && (byte = getc(file)) > 0)
		line[length++] = (char)byte;
	line[length] = 0;
	return length;
}

/* Whether the generator that the line names is not this one: its numbers mean other things. */
static bool is_of_another_generator(const char *line, size_t length)
{
	char name[CAMPAIGN_ROOM];
	snprintf(name, sizeof name, NAME_START "%d,", GENERATOR);
	size_t start = strcspn(line, " ");
	return strncmp(line, NAME_START, strlen(NAME_START)) == 0 &&
	       strncmp(line, name, strlen(name)) != 0 &&
	       start + strspn(line + start, " 0123456789abcdef") == length - 1;
}

/* Whether this can be the beginning of a line. */
static bool is_begun(const char *line, size_t length)
{
	size_t start = strcspn(line, " ");
	size_t name = length < strlen(NAME_START) ? length : strlen(NAME_START);
	return strncmp(line, NAME_START, name) == 0 &&
	       start + strspn(line + start, " 0123456789abcdef") == length;
}

bool state_next(struct state *state, struct failure *failure)
{
	char line[RESULTS_LINE];
	size_t length = read_line(state->file, line);
	bool ended = feof(state->file) != 0;
	if (ferror(state->file) != 0)
		return fail(failure, EXIT_NO_INPUT, "%s: cannot be read", state->path);
	if (ended && length == 0)
		return false;
	state->number++;
	state->torn = ended && is_begun(line, length);
	if (state->torn)
		return false;
	state->whole += (off_t)length;
	state->known = !is_of_another_generator(line, length);
	bool whole = length != 0 && line[length - 1] == '\n' &&
	             strncmp(line, NAME_START, strlen(NAME_START)) == 0;
	if (whole && (!state->known || results_read(&state->results, state->campaign, line)))
		return true;
	return fail(failure, EXIT_IMAGE, "%s:%u: no line of a state file", state->path,
	            state->number);
}
