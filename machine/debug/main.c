/* pg32-gdb: starts Debian's gdb for a kernel, ready to debug it. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "machine/front/exit_status.h"
#include "machine/front/file.h"
#include "machine/front/front.h"
#include "machine/run/report.h"
#include "machine/run/saved.h"
#include "machine/run/session.h"

enum { OPTION_VIRTUAL = 1024, OPTION_COMMANDS, OPTION_BATCH, OPTION_TUI, MOST_ARGUMENTS = 256 };

static const struct option_row gdb_options[] = {
	{ 0, NULL, NULL, "Of pg32-gdb itself" },
	{ OPTION_VIRTUAL, "hosted", NULL, "under pg32-vmm, instead of pg32-run" },
	{ OPTION_COMMANDS, "commands", "FILE", "gdb's commands to begin with; may be repeated" },
	{ OPTION_BATCH, "batch", NULL, "leave after them" },
	{ OPTION_TUI, "tui", NULL, "with gdb's windows: source, instructions, registers" },
	{ 0 },
};

struct request {
	struct options options;
	bool is_hosted, is_batch, has_windows;
	const char *commands[MOST_ARGUMENTS];
	unsigned command_count;
};

static bool take(void *context, int code, const char *argument, struct failure *failure)
{
	struct request *request = context;
	switch (code) {
	case OPTION_VIRTUAL:
		request->is_hosted = true;
		return true;
	case OPTION_BATCH:
		request->is_batch = true;
		return true;
	case OPTION_TUI:
		request->has_windows = true;
		return true;
	case OPTION_COMMANDS:
		if (request->command_count == MOST_ARGUMENTS / 4)
			return fail(failure, EXIT_USAGE, "too many times --commands");
		request->commands[request->command_count++] = argument;
		return true;
	default:
		return options_take(&request->options, code, argument, failure) &&
		       (request->options.gdb == NULL ||
		        fail(failure, EXIT_USAGE, "--gdb is what pg32-gdb does itself"));
	}
}

/* The folder of this program, or beside it. */
static const char *beside(const char *name)
{
	static char path[3][PATH_MAX];
	static unsigned next;
	char *at = path[next++];
	ssize_t length = readlink("/proc/self/exe", at, PATH_MAX - 64);
	at[length < 0 ? 0 : length] = 0;
	char *slash = strrchr(at, '/');
	snprintf(slash == NULL ? at : slash + 1, 64, "%s", name);
	return at;
}

/* A word as the shell reads it back. */
static void quote(FILE *file, const char *word)
{
	fputs(" '", file);
	for (; *word != 0; word++)
		if (*word == '\'')
			fputs("'\\''", file);
		else
			putc(*word, file);
	putc('\'', file);
}

/* Whether gdb's arguments have this one of ours: it is not the machine's. */
static bool is_ours(const char *argument, bool *takes_next)
{
	*takes_next = strcmp(argument, "--commands") == 0;
	return *takes_next || strcmp(argument, "--hosted") == 0 ||
	       strcmp(argument, "--batch") == 0 || strcmp(argument, "--tui") == 0 ||
	       strncmp(argument, "--commands=", 11) == 0;
}

/* target remote | pg32-run --gdb=- ... */
static char *connection(const struct request *request, int count, char **arguments)
{
	char *text = NULL;
	size_t size;
	bool takes_next, is_over = false;
	FILE *file = open_memstream(&text, &size);
	if (file == NULL)
		return NULL;
	fputs("target remote | exec", file);
	quote(file, beside(request->is_hosted ? "pg32-vmm" : "pg32-run"));
	fputs(" --gdb=-", file);
	for (int i = 1; i < count; i++) {
		is_over = is_over || strcmp(arguments[i], "--") == 0;
		if (!is_over && is_ours(arguments[i], &takes_next))
			i += takes_next;
		else
			quote(file, arguments[i]);
	}
	return fclose(file) == 0 ? text : NULL;
}

static int start_gdb(struct request *request, char *target)
{
	const char *arguments[MOST_ARGUMENTS];
	unsigned count = 0;
	arguments[count++] = "gdb-multiarch";
	arguments[count++] = "-q";
	if (request->is_batch)
		arguments[count++] = "-batch";
	if (request->has_windows)
		arguments[count++] = "-tui";
	static const char *const settings[] = {
		"set architecture riscv:rv32",
		"set osabi none",
		"set confirm off",
		"set stack-cache off",
		"set code-cache off",
		"set remotetimeout 60",
		"set pagination off",
		/* What is watched lies where the address is when it is set, and by the next stop
		 * that may be another space. */
		"set breakpoint always-inserted on",
		"set print thread-events off",
	};
	for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
		arguments[count++] = "-iex";
		arguments[count++] = settings[i];
	}
	arguments[count++] = "-iex";
	/* The images of a saved timeline are with what replays it. */
	arguments[count++] =
	        request->options.replay != NULL ? "set sysroot target:" : "set sysroot /";
	arguments[count++] = "-ex";
	arguments[count++] = target;
	arguments[count++] = "-x";
	arguments[count++] = beside("../lib/pg32/pg32-gdb.py");
	for (unsigned i = 0; i < request->command_count; i++) {
		arguments[count++] = "-x";
		arguments[count++] = request->commands[i];
	}
	arguments[count] = NULL;
	setenv("PG32_TARGET", target, true); /* for who wants to begin again */
	execvp(arguments[0], (char *const *)(uintptr_t)arguments);
	fprintf(stderr, "pg32-gdb: gdb-multiarch: %s\n", strerror(errno));
	return EXIT_NO_INPUT;
}

static bool check_file(const char *path, struct failure *failure)
{
	struct stat status;
	if (access(path, R_OK) != 0 || stat(path, &status) != 0)
		return fail(failure, EXIT_NO_INPUT, "%s: %s", path, strerror(errno));
	if (!S_ISREG(status.st_mode))
		return fail(failure, EXIT_NO_INPUT, "%s: not a regular file, as gdb needs", path);
	return true;
}

/* Images are read by the machine and by gdb, and commands by gdb, which says nothing to the shell
 * of what it could not read. */
static bool can_be_read(const struct request *request, int count, char **images,
                        struct failure *failure)
{
	for (int i = 0; i < count; i++)
		if (!check_file(images[i], failure))
			return false;
	for (unsigned i = 0; i < request->command_count; i++)
		if (!check_file(request->commands[i], failure))
			return false;
	return true;
}

static bool check_disk(const char *path, struct failure *failure)
{
	struct host_disk disk;
	const char *problem = host_disk_open(&disk, path, DISK_RUN);
	if (problem != NULL)
		return fail(failure, EXIT_NO_INPUT, "%s: %s", path, problem);
	host_disk_close(&disk);
	return true;
}

/* A pipe is not opened: who writes to it is the machine's to read. */
static bool check_input(const char *path, struct failure *failure)
{
	struct stat status = { .st_mode = 0 };
	int error =
	        path == NULL || (access(path, R_OK) == 0 && stat(path, &status) == 0) ? 0 : errno;
	if (error == 0 && S_ISDIR(status.st_mode))
		error = EISDIR;
	return error == 0 || fail(failure, EXIT_NO_INPUT, "%s: %s", path, reading_problem(error));
}

/* Whether the machine can be made: gdb would show no more than that it went away. */
static bool can_be_made(const struct request *request, struct failure *failure)
{
	static struct session session;
	session.options = request->options;
	session.monitor = &machine_monitor;
	bool is_sound = saved_load(&session, request->is_hosted, failure) &&
	                session_load(&session, failure) && report_check_dump(&session, failure) &&
	                (session.saved != NULL || check_disk(session.options.disk, failure)) &&
	                check_input(session.options.input, failure);
	session_close(&session);
	return is_sound;
}

int main(int count, char **arguments)
{
	static const struct option_row *const groups[] = { gdb_options, run_machine_options,
		                                           run_tower_options, run_report_options,
		                                           NULL };
	static const struct front front = {
		.tool = "pg32-gdb",
		.summary = "debugs a kernel with gdb, forward and backward, at any level",
		.usage = "[OPTION...] KERNEL [MODULE...] [-- ARGUMENT...]",
		.text = "Starts gdb-multiarch for a kernel on the machine, which stands at its "
		        "first "
		        "instruction. gdb's monitor help lists what there is beyond gdb. The "
		        "disk's "
		        "file is not written.",
		.groups = groups,
		.exits = "0 gdb has ended\n64 wrong usage\n65 an image or a saved timeline is "
		         "not sound\n66 a file cannot be read, or gdb-multiarch is not "
		         "installed\n70 the machine did not start",
	};
	static struct request request;
	struct failure failure = { .status = 0 };
	int first;
	front_open();
	request.options = options_default();
	int own = arguments_split(count, arguments, &request.options.arguments);
	char *target;
	if (!front_read(&front, own, arguments, &first, take, &request, &failure))
		return front_end(&front, &failure, failure.status);
	if (request.is_batch && request.has_windows) {
		fail(&failure, EXIT_USAGE, "--tui is not for --batch, which has no terminal");
		return front_end(&front, &failure, failure.status);
	}
	request.options.gdb = "-"; /* what does not go with it is refused before gdb starts */
	const struct tool tool = { .front = &front, .is_vmm = request.is_hosted };
	if (!options_finish(&request.options, &tool, own - first, arguments + first, &failure))
		return front_end(&front, &failure, failure.status);
	if (!can_be_read(&request, own - first, arguments + first, &failure) ||
	    !can_be_made(&request, &failure))
		return front_end(&front, &failure, failure.status);
	target = connection(&request, count, arguments);
	if (target == NULL) {
		fail(&failure, EXIT_FAULT, "out of memory");
		return front_end(&front, &failure, failure.status);
	}
	return start_gdb(&request, target);
}
