/* Makes the session that a client asks for: its arguments are pg32-run's options, by their names.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "isa/ports.h"
#include "machine/dap/dap.h"
#include "machine/front/exit_status.h"
#include "machine/run/save.h"
#include "machine/run/saved.h"
#include "machine/tool/tool.h"

/* Options that are not for a debugger. */
static bool is_for_reports(const char *name)
{
	static const char *const names[] = { "gdb",      "check",         "trace",
		                             "stats",    "dump",          "dump-memory",
		                             "terminal", "save-timeline", "replay" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static const struct option_row *option_named(const char *name)
{
	for (unsigned group = 0; run_options[group] != NULL; group++)
		for (const struct option_row *row = run_options[group]; row->text != NULL; row++)
			if (row->name != NULL && strcmp(row->name, name) == 0)
				return row;
	return NULL;
}

/* Adds a word to the command line; false where there is no room. */
static bool add(struct dap *dap, const char *name, const char *value)
{
	char *word = NULL;
	size_t size;
	FILE *file = dap->argument_count + 1 < MOST_ARGUMENTS ? open_memstream(&word, &size) : NULL;
	if (file == NULL)
		return false;
	fprintf(file, "%s%s%s%s", name == NULL ? "" : "--", name == NULL ? "" : name,
	        name == NULL || value == NULL ? "" : "=", value == NULL ? "" : value);
	if (fclose(file) != 0)
		return false;
	dap->arguments[dap->argument_count++] = word;
	return true;
}

/* A word of the client's; *is_wrong where it is of another type. */
static bool add_value(struct dap *dap, const char *name, const json_t *value)
{
	char number[32];
	snprintf(number, sizeof number, "%lld", (long long)json_integer_value(value));
	const char *text = json_is_integer(value) ? number : json_string_value(value);
	if (text == NULL || strcmp(text, "help") == 0) {
		dap_refuse(dap, "'%s' is a text or a number, or a list of them",
		           name == NULL ? "args" : name);
		return false;
	}
	if (add(dap, name, text))
		return true;
	dap_refuse(dap, "too many arguments");
	return false;
}

/* A value, or a list of them. */
static bool add_values(struct dap *dap, const char *name, const json_t *value)
{
	size_t index;
	const json_t *item;
	if (!json_is_array(value))
		return add_value(dap, name, value);
	json_array_foreach(value, index, item) if (!add_value(dap, name, item)) return false;
	return true;
}

static bool add_option(struct dap *dap, const char *name, const json_t *value)
{
	const struct option_row *row = option_named(name);
	if (row == NULL)
		return true;
	if (is_for_reports(name)) {
		dap_refuse(dap, "'%s' is not for a debugger", name);
		return false;
	}
	if (row->argument != NULL)
		return add_values(dap, name, value);
	if (!json_is_boolean(value)) {
		dap_refuse(dap, "'%s' is true or false", name);
		return false;
	}
	if (!json_is_true(value) || add(dap, name, NULL))
		return true;
	dap_refuse(dap, "too many arguments");
	return false;
}

/* What else a client says: ours that are no options, and what editors have of their own. */
static bool is_known(const char *name)
{
	static const char *const names[] = {
		"program",       "modules",       "args",
		"cwd",           "hosted",        "stopOnEntry",
		"timeline",      "noDebug",       "name",
		"type",          "request",       "presentation",
		"preLaunchTask", "postDebugTask", "internalConsoleOptions",
		"debugServer",   "console",       "restart"
	};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return strncmp(name, "__", 2) == 0 || option_named(name) != NULL;
}

/* The command line that the client's arguments stand for. */
static bool make_command_line(struct dap *dap, const json_t *arguments, const char *program,
                              const char *timeline)
{
	const char *name;
	json_t *value;
	const json_t *modules = json_object_get(arguments, "modules");
	const json_t *words = json_object_get(arguments, "args");
	if (!add(dap, NULL, "pg32-debug"))
		return false;
	json_object_foreach((json_t *)(uintptr_t)arguments, name, value)
	{
		if (!is_known(name))
			dap_say(dap, "important", "'%s' is not known here, and ignored\n", name);
		if (!add_option(dap, name, value))
			return false;
	}
	if (program != NULL && !add(dap, NULL, program))
		return false;
	if (timeline != NULL && !add(dap, "replay", timeline))
		return false;
	if (modules != NULL && !add_values(dap, NULL, modules))
		return false;
	return words == NULL || (add(dap, "", NULL) && add_values(dap, NULL, words));
}

static void free_command_line(struct dap *dap)
{
	for (unsigned i = 0; i < dap->argument_count; i++)
		free(dap->arguments[i]);
	dap->argument_count = 0;
}

static bool is_called(void *context)
{
	struct dap *dap = context;
	return channel_is_ready(&dap->channel, 0);
}

static void put(void *context, uint8_t byte)
{
	struct dap *dap = context;
	dap->output[dap->output_size++] = (char)byte;
	if (byte == '\n' || dap->output_size == sizeof dap->output)
		dap_flush_output(dap);
}

/* What was typed; where the guest has nothing else to do, the client is waited for. */
static uint32_t poll_typed(void *context, bool idle)
{
	enum { A_WHILE = 20 };
	struct dap *dap = context;
	uint32_t typed = debug_poll_typed(&dap->debugger, idle);
	if (typed == CONSOLE_NONE && idle) {
		dap_flush_output(dap);
		channel_is_ready(&dap->channel, A_WHILE);
	}
	return typed;
}

static bool begin(struct dap *dap, struct failure *failure)
{
	struct debugger *debugger = &dap->debugger;
	struct search *search = &debugger->search;
	*debugger = (struct debugger){ .session = &dap->session, .user_of = NEVER };
	if (!timeline_begin(&search->timeline, &dap->session)) {
		computer_destroy(&dap->session.computer, failure);
		session_close(&dap->session);
		return fail(failure, EXIT_FAULT, "out of memory for the timeline");
	}
	dap->has_session = true;
	search->context = dap;
	search->stops_after = true;
	search->timeline.record.context = dap;
	search->timeline.record.put = put;
	if (dap->session.options.input == NULL)
		search->timeline.record.poll = poll_typed;
	debug_stand_at_kernel(debugger);
	if (dap->session.saved != NULL) {
		struct failure other;
		if (!timeline_go_to_saved(&search->timeline, &other))
			dap_say(dap, "important", "%s\n", other.message);
		search_settle(search);
	}
	search->is_called = is_called;
	return true;
}

static bool start(struct dap *dap, const struct tool *tool, struct failure *failure)
{
	dap->session = (struct session){ .vmms = 0 };
	if (!options_parse(&dap->session.options, tool, (int)dap->argument_count, dap->arguments,
	                   failure))
		return false;
	if (!tool_start(&dap->session, tool, failure)) {
		session_close(&dap->session);
		return false;
	}
	return begin(dap, failure);
}

/* Makes the session of a program, or of a timeline. */
static json_t *make_session(struct dap *dap, const struct tool *tool, const json_t *arguments,
                            const char *program, const char *timeline)
{
	struct failure failure = { .status = 0 };
	dap->problem[0] = 0;
	if (!make_command_line(dap, arguments, program, timeline)) {
		free_command_line(dap);
		return dap->problem[0] != 0 ? NULL : dap_refuse(dap, "too many arguments");
	}
	if (!start(dap, tool, &failure)) {
		dap_end_session(dap);
		return dap_refuse(dap, "%s", failure.message);
	}
	dap->stops_on_entry = dap_truth(arguments, "stopOnEntry", timeline != NULL);
	dap->is_without_debugger = dap_truth(arguments, "noDebug", false);
	dap->announces = true;
	return dap_nothing();
}

/* Whether there is none yet, and the files that are named are found. */
static bool may_begin(struct dap *dap, const json_t *arguments)
{
	const char *cwd = dap_string(arguments, "cwd");
	if (dap->has_session)
		dap_refuse(dap, "a program was launched already");
	else if (cwd != NULL && chdir(cwd) != 0)
		dap_refuse(dap, "%s: %s", cwd, strerror(errno));
	else
		return true;
	return false;
}

json_t *dap_launch(struct dap *dap, const json_t *arguments)
{
	const char *program = dap_string(arguments, "program");
	const struct tool *tool = dap_truth(arguments, "hosted", false) ? dap->hosted : dap->bare;
	if (!may_begin(dap, arguments))
		return NULL;
	if (program == NULL || *program == 0 || *program == '-')
		return dap_refuse(dap, "which kernel? its file is \"program\"");
	return make_session(dap, tool, arguments, program, NULL);
}

json_t *dap_attach(struct dap *dap, const json_t *arguments)
{
	struct failure failure = { .status = 0 };
	const char *path = dap_string(arguments, "timeline");
	if (!may_begin(dap, arguments))
		return NULL;
	if (path == NULL)
		return dap_refuse(dap, "which saved timeline? its file is \"timeline\"");
	struct saved *saved = saved_read(path, &failure);
	if (saved == NULL)
		return dap_refuse(dap, "%s", failure.message);
	const struct tool *tool = saved->is_hosted ? dap->hosted : dap->bare;
	saved_free(saved);
	return make_session(dap, tool, arguments, NULL, path);
}

void dap_end_session(struct dap *dap)
{
	struct failure failure = { .status = 0 };
	if (dap->has_session) {
		timeline_end(&dap->debugger.search.timeline);
		if (!computer_destroy(&dap->session.computer, &failure))
			fprintf(stderr, "pg32-debug: %s\n", failure.message);
		session_close(&dap->session);
		dap->has_session = false;
	}
	dap_forget_breakpoints(dap);
	free_command_line(dap);
}
