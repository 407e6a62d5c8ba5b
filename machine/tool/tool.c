/* What pg32-run and pg32-vmm share: from the command line to the exit status. */
#include "machine/tool/tool.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "machine/check/check.h"
#include "machine/debug/gdb.h"
#include "machine/front/front.h"
#include "machine/front/exit_status.h"
#include "machine/run/report.h"

/* In one log with the trace the output is where it was put. A limit ends also a run that waits for
 * what no one writes into an open pipe: a second for so many instructions, and a few first. */
static void attend_console(struct session *session)
{
	enum { FIRST_PATIENCE = 5000, INSTRUCTIONS_A_MILLISECOND = 100 * 1000 };
	struct host_console *console = &session->computer.console;
	console->output.at_once =
	        session->options.trace != TRACE_NONE || session->options.checks != 0;
	console->room = session->options.output_limit;
	if (session->options.limit / INSTRUCTIONS_A_MILLISECOND < INT_MAX - FIRST_PATIENCE)
		console->patience =
		        FIRST_PATIENCE + (int)(session->options.limit / INSTRUCTIONS_A_MILLISECOND);
}

bool tool_start(struct session *session, const struct tool *tool, struct failure *failure)
{
	const struct options *options = &session->options;
	session->monitor = options->hybrid && tool->is_vmm ? tool->hybrid : tool->monitor;
	if (!session_load(session, failure) || !report_check_dump(session, failure))
		return false;
	struct equipment equipment = options->equipment;
	equipment.memory_size = (uint32_t)session_memory_size(session);
	if (tool->is_vmm) /* what its guest's buffer is shadowed in is behind its guest */
		equipment.memory_size += BUFFER_SIZE;
	/* What looks on is an engine of its own, over the reference engine. */
	enum engine_kind engine = options->checks != 0 ? ENGINE_reference : options->engine;
	if (!computer_create(&session->computer, &equipment, engine, options->input,
	                     options->terminal, options->disk, failure))
		return false;
	attend_console(session);
	enum boot_error error = session->monitor->boot(session);
	if (error == BOOT_OK && (options->checks == 0 || check_begin(session, failure)))
		return true;
	struct failure ignored;
	computer_destroy(&session->computer, &ignored);
	return error == BOOT_OK ? false
	                        : fail(failure, EXIT_IMAGE, "%s: %s", options->files[0],
	                               boot_error_text(error));
}

/* Runs it to its end, by itself or by a debugger; false where that has left it. */
static bool run_or_debug(struct session *session, struct failure *failure)
{
	bool is_detached;
	if (session->options.gdb == NULL) {
		session_run(session);
		return true;
	}
	return debug_serve(session, session->options.gdb, &is_detached, failure) &&
	       (is_detached || session->outcome != OUTCOME_COMPLETED);
}

static int finish(struct session *session, bool is_left, struct failure *failure)
{
	const struct options *options = &session->options;
	struct view views[VIEWS];
	unsigned count = session_views(session, views);
	if (session->onlooker != NULL)
		check_end(session);
	struct engine *engine = session->computer.engine;
	output_flush(&session->computer.console.output);
	for (unsigned user = 0; user < 2; user++)
		engine->recall(engine, &session->histories[user]);
	int status = is_left ? EXIT_LEFT : session_exit_status(session);
	if (status == EXIT_CHECK_STOP || status == EXIT_IDLE || status == EXIT_LIMIT)
		report_post_mortem(session, views, count);
	if (options->statistics != STATISTICS_NONE)
		report_statistics(session, views, count, status);
	if (options->dump != NULL)
		report_dump(session, views, count, status, failure);
	computer_destroy(&session->computer, failure);
	return status;
}

/* Whether counts or a trace were asked for and did not all reach standard error. */
static bool reports_are_lost(const struct session *session)
{
	return ferror(stderr) &&
	       (session->options.statistics != STATISTICS_NONE ||
	        session->options.trace != TRACE_NONE || session->options.checks != 0);
}

int tool_main(const struct tool *tool, int count, char **arguments)
{
	front_open();
	struct session *session = calloc(1, sizeof *session);
	struct failure failure = { .status = 0 };
	int status = 0;
	if (session == NULL) {
		fail(&failure, EXIT_FAULT, "out of memory");
	} else if (options_parse(&session->options, tool, count, arguments, &failure) &&
	           tool_start(session, tool, &failure)) {
		bool is_left = !run_or_debug(session, &failure);
		if (session->outcome == OUTCOME_COMPLETED || session_stopped_by_guest(session))
			session->monitor->settle(session);
		status = finish(session, is_left, &failure);
	}
	if (failure.status == 0 && (fflush(stdout) != 0 || reports_are_lost(session)))
		fail(&failure, EXIT_OUTPUT, "output could not be written");
	if (failure.status != 0) {
		fprintf(stderr, "%s: %s\n", tool->front->tool, failure.message);
		status = failure.status;
	}
	if (session != NULL)
		session_close(session);
	free(session);
	return status;
}
