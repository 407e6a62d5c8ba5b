/* What pg32-run and pg32-vmm share: from the command line to the exit status. */
#include "machine/tool/tool.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "machine/check/check.h"
#include "machine/debug/gdb.h"
#include "machine/front/front.h"
#include "machine/front/exit_status.h"
#include "machine/front/file.h"
#include "machine/run/report.h"
#include "machine/run/save.h"
#include "machine/run/saved.h"

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

static bool open_disk(const struct session *session, struct host_disk *disk,
                      struct failure *failure)
{
	const char *path = session->options.disk;
	if (session->saved != NULL)
		return saved_open_disk(session->saved, disk, failure);
	const char *problem = host_disk_open(disk, path, DISK_RUN);
	return problem == NULL || fail(failure, EXIT_NO_INPUT, "%s: %s", path, problem);
}

/* Whether the timeline, if it is to be saved, can be written. */
static bool check_save(const struct options *options, struct failure *failure)
{
	if (options->save == NULL)
		return true;
	if (!options_check_output(options, "the timeline", options->save, failure))
		return false;
	int error = check_output(options->save);
	return error == 0 || fail(failure, EXIT_OUTPUT, "%s: %s", options->save, strerror(error));
}

bool tool_start(struct session *session, const struct tool *tool, struct failure *failure)
{
	const struct options *options = &session->options;
	struct host_disk disk;
	if (!saved_load(session, tool->is_vmm, failure) || !check_save(options, failure))
		return false;
	session->monitor = options->hybrid && tool->is_vmm ? tool->hybrid : tool->monitor;
	if (!session_load(session, failure) || !report_check_dump(session, failure))
		return false;
	struct equipment equipment = options->equipment;
	equipment.memory_size = (uint32_t)session_memory_size(session);
	if (tool->is_vmm) /* what its guest's buffer is shadowed in is behind its guest */
		equipment.memory_size += BUFFER_SIZE;
	/* What looks on is an engine of its own, over the reference engine. */
	enum engine_kind engine = options->checks != 0 ? ENGINE_reference : options->engine;
	if (!open_disk(session, &disk, failure) ||
	    !computer_create(&session->computer, &equipment, engine, options->input,
	                     options->terminal, &disk, failure))
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

/* Runs on to an end. */
static void run_timeline(struct timeline *timeline)
{
	while (timeline_forward(timeline, UINT64_MAX, NULL) != ARRIVAL_END)
		;
}

/* Runs what was saved to where that was left, and looks whether it comes there. */
static void replay(struct timeline *timeline, struct failure *failure)
{
	struct session *session = timeline->session;
	const struct saved *saved = session->saved;
	if (!timeline_go_to_saved(timeline, failure))
		return;
	timeline_go(timeline, saved->newest, NULL);
	if (saved->is_over)
		timeline_forward(timeline, saved->newest + 1, NULL);
	else
		session->has_replayed_all = session->outcome == OUTCOME_COMPLETED;
}

/* Records the run, or replays one. */
static bool run_recorded(struct session *session, struct failure *failure)
{
	struct timeline *timeline = calloc(1, sizeof *timeline);
	if (timeline == NULL || !timeline_begin(timeline, session)) {
		free(timeline);
		return fail(failure, EXIT_FAULT, "out of memory for the timeline");
	}
	if (session->saved != NULL) {
		timeline->spacing = UINT64_MAX; /* no one goes back */
		replay(timeline, failure);
	} else {
		terminal_leave_when_asked(); /* what was run so far is saved */
		run_timeline(timeline);
	}
	if (session->options.save != NULL && failure->status == 0)
		timeline_save(timeline, session->options.save, failure);
	timeline_end(timeline);
	free(timeline);
	return true;
}

/* Runs it to its end, by itself or by a debugger; false where that has left it. */
static bool run_or_debug(struct session *session, struct failure *failure)
{
	bool is_detached;
	if (session->options.gdb == NULL &&
	    (session->options.save != NULL || session->saved != NULL))
		return run_recorded(session, failure);
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
	if (session->saved != NULL && failure->status != 0) { /* it came to no end */
		struct failure ignored;
		computer_destroy(&session->computer, &ignored);
		return failure->status;
	}
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
