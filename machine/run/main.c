/* pg32-run: boots a kernel on the reference machine. */
#include <stdio.h>
#include <stdlib.h>

#include "machine/host/exit_status.h"
#include "machine/run/report.h"
#include "machine/run/session.h"

static const struct tool tool = {
	.name = "pg32-run",
	.synopsis = "KERNEL [MODULE...]",
	.description = "Runs a kernel on the PG32 machine. A VMM as the kernel runs its first "
	               "module as its\n"
	               "guest, and so on: pg32-run vmm.elf kernel.elf.",
	.has_depth = true,
};

/* Everything before the first instruction. */
static bool start(struct session *session, struct failure *failure)
{
	const struct options *options = &session->options;
	if (!session_load(session, failure))
		return false;
	uint64_t size = session_memory_size(session);
	if (size > UINT32_C(1) << 31)
		return fail(failure, EXIT_USAGE, "this needs %llu MiB of memory; 2048 is the most",
		            (unsigned long long)(size >> 20));
	if (!computer_create(&session->computer, (uint32_t)size, options->input, options->disk,
	                     failure))
		return false;
	enum boot_error error = boot(&session->computer.machine, &session->files[0],
	                             &session->files[1], session->file_count - 1);
	if (error == BOOT_OK)
		return true;
	fail(failure, EXIT_IMAGE, "%s: %s", options->files[0], boot_error_text(error));
	struct failure ignored;
	computer_destroy(&session->computer, &ignored);
	return false;
}

static int finish(struct session *session, struct failure *failure)
{
	const struct options *options = &session->options;
	struct view views[FILES + 1];
	unsigned count = session_views(session, views);
	fflush(stdout);
	int status = session_exit_status(session);
	if (status == EXIT_CHECK_STOP)
		report_check_stop(session, views, count);
	if (options->statistics != STATISTICS_NONE)
		report_statistics(session, views, count);
	if (options->dump != NULL)
		report_dump(session, views, count, status, failure);
	computer_destroy(&session->computer, failure);
	return status;
}

int main(int count, char **arguments)
{
	struct session *session = calloc(1, sizeof *session);
	struct failure failure = { .status = 0 };
	int status = 0;
	if (session == NULL)
		fail(&failure, EXIT_FAULT, "out of memory");
	else if (options_parse(&session->options, &tool, count, arguments, &failure) &&
	         start(session, &failure)) {
		session_run(session);
		status = finish(session, &failure);
	}
	if (failure.status != 0) {
		fprintf(stderr, "%s: %s\n", tool.name, failure.message);
		status = failure.status;
	}
	if (session != NULL)
		session_close(session);
	free(session);
	return status;
}
