/* Takes requests from the client, and answers them. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "machine/dap/dap.h"
#include "machine/dap/serve.h"
#include "machine/front/exit_status.h"

json_t *dap_refuse(struct dap *dap, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(dap->problem, sizeof dap->problem, format, arguments);
	va_end(arguments);
	return NULL;
}

json_t *dap_nothing(void)
{
	return json_object();
}

const char *dap_string(const json_t *arguments, const char *name)
{
	return json_string_value(json_object_get(arguments, name));
}

bool dap_number(const json_t *arguments, const char *name, int64_t least, int64_t most,
                int64_t *number)
{
	const json_t *value = json_object_get(arguments, name);
	if (!json_is_integer(value) || json_integer_value(value) < least ||
	    json_integer_value(value) > most)
		return false;
	*number = json_integer_value(value);
	return true;
}

bool dap_truth(const json_t *arguments, const char *name, bool otherwise)
{
	const json_t *value = json_object_get(arguments, name);
	return json_is_boolean(value) ? json_is_true(value) : otherwise;
}

void dap_event(struct dap *dap, const char *event, json_t *body)
{
	json_t *message = json_pack("{s:s}", "event", event);
	if (body != NULL)
		json_object_set_new(message, "body", body);
	channel_send(&dap->channel, "event", message);
}

/* Whatever is no character of UTF-8 in the guest's bytes is shown as such. */
json_t *dap_text(const char *bytes, size_t size)
{
	json_t *text = json_stringn(bytes, size);
	if (text != NULL)
		return text;
	char *plain = malloc(size + 1);
	if (plain == NULL)
		return NULL;
	for (size_t i = 0; i < size; i++)
		plain[i] = (uint8_t)bytes[i] < 0x80 ? bytes[i] : '?';
	text = json_stringn(plain, size);
	free(plain);
	return text;
}

static void send_output(struct dap *dap, const char *category, const char *bytes, size_t size)
{
	dap_event(dap, "output",
	          json_pack("{s:s, s:o}", "category", category, "output", dap_text(bytes, size)));
}

void dap_say(struct dap *dap, const char *category, const char *format, ...)
{
	char text[2 * MESSAGE_SIZE];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	send_output(dap, category, text, strlen(text));
}

void dap_flush_output(struct dap *dap)
{
	if (dap->output_size != 0)
		send_output(dap, "stdout", dap->output, dap->output_size);
	dap->output_size = 0;
}

static json_t *initialize(struct dap *dap, const json_t *arguments)
{
	static const char *const can[] = {
		"supportsConfigurationDoneRequest",
		"supportsFunctionBreakpoints",
		"supportsConditionalBreakpoints",
		"supportsHitConditionalBreakpoints",
		"supportsLogPoints",
		"supportsInstructionBreakpoints",
		"supportsDataBreakpoints",
		"supportsDataBreakpointBytes",
		"supportsExceptionFilterOptions",
		"supportsStepBack",
		"supportsSteppingGranularity",
		"supportsSetVariable",
		"supportsEvaluateForHovers",
		"supportsDisassembleRequest",
		"supportsReadMemoryRequest",
		"supportsWriteMemoryRequest",
		"supportsTerminateRequest",
		"supportsBreakpointLocationsRequest",
	};
	const json_t *lines = json_object_get(arguments, "linesStartAt1");
	const char *format = dap_string(arguments, "pathFormat");
	if (json_is_false(lines))
		return dap_refuse(dap, "lines are counted from 1 here");
	if (format != NULL && strcmp(format, "path") != 0)
		return dap_refuse(dap, "sources are named by paths here");
	json_t *body = json_object();
	for (size_t i = 0; i < sizeof can / sizeof can[0]; i++)
		json_object_set_new(body, can[i], json_true());
	json_object_set_new(body, "exceptionBreakpointFilters", dap_exception_filters());
	return body;
}

static json_t *configuration_done(struct dap *dap, const json_t *arguments)
{
	(void)arguments;
	if (dap->stops_on_entry && !dap->is_without_debugger)
		dap->stop = "entry";
	else
		dap->motion = RUN;
	return dap_nothing();
}

static json_t *terminate(struct dap *dap, const json_t *arguments)
{
	(void)arguments;
	dap->motion = STILL;
	dap->is_terminated = true;
	return dap_nothing();
}

static json_t *disconnect(struct dap *dap, const json_t *arguments)
{
	(void)arguments;
	dap->motion = STILL;
	dap->is_done = true;
	return dap_nothing();
}

/* When a request may come. */
enum when { ALWAYS, WITH_SESSION, STANDING };

static const struct row {
	const char *command;
	dap_request *function;
	enum when when;
} requests[] = {
	{ "initialize", initialize, ALWAYS },
	{ "launch", dap_launch, ALWAYS },
	{ "attach", dap_attach, ALWAYS },
	{ "terminate", terminate, ALWAYS },
	{ "disconnect", disconnect, ALWAYS },
	{ "setBreakpoints", dap_set_breakpoints, WITH_SESSION },
	{ "setFunctionBreakpoints", dap_set_function_breakpoints, WITH_SESSION },
	{ "setInstructionBreakpoints", dap_set_instruction_breakpoints, WITH_SESSION },
	{ "setDataBreakpoints", dap_set_data_breakpoints, WITH_SESSION },
	{ "setExceptionBreakpoints", dap_set_exception_breakpoints, WITH_SESSION },
	{ "breakpointLocations", dap_breakpoint_locations, WITH_SESSION },
	{ "source", dap_source, WITH_SESSION },
	{ "threads", dap_threads, WITH_SESSION },
	{ "pause", dap_pause, WITH_SESSION },
	{ "configurationDone", configuration_done, STANDING },
	{ "dataBreakpointInfo", dap_data_breakpoint_info, STANDING },
	{ "stackTrace", dap_stack_trace, STANDING },
	{ "scopes", dap_scopes, STANDING },
	{ "variables", dap_variables, STANDING },
	{ "setVariable", dap_set_variable, STANDING },
	{ "evaluate", dap_evaluate, STANDING },
	{ "continue", dap_continue, STANDING },
	{ "next", dap_next, STANDING },
	{ "stepIn", dap_step_in, STANDING },
	{ "stepOut", dap_step_out, STANDING },
	{ "stepBack", dap_step_back, STANDING },
	{ "reverseContinue", dap_reverse_continue, STANDING },
	{ "disassemble", dap_disassemble, STANDING },
	{ "readMemory", dap_read_memory, STANDING },
	{ "writeMemory", dap_write_memory, STANDING },
};

static json_t *answer(struct dap *dap, const char *command, const json_t *arguments)
{
	for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++) {
		const struct row *row = &requests[i];
		if (strcmp(row->command, command) != 0)
			continue;
		if (row->when != ALWAYS && !dap->has_session)
			return dap_refuse(dap, "nothing was launched");
		if (row->when == STANDING && dap->motion != STILL)
			return dap_refuse(dap, "the machine runs");
		return row->function(dap, arguments);
	}
	return dap_refuse(dap, "no such request");
}

/* What is told behind a response. */
static void announce(struct dap *dap)
{
	if (dap->announces)
		dap_event(dap, "initialized", NULL);
	dap->announces = false;
	if (dap->is_terminated)
		dap_event(dap, "terminated", NULL);
	dap->is_terminated = false;
	const char *stop = dap->stop;
	dap->stop = NULL;
	if (stop != NULL)
		dap_tell_stop(dap, stop, NULL);
}

static void take(struct dap *dap, const json_t *message)
{
	const char *type = dap_string(message, "type"), *command = dap_string(message, "command");
	int64_t number = 0;
	if (type == NULL || strcmp(type, "request") != 0 || command == NULL) {
		dap_say(dap, "important", "the client sent what is no request\n");
		return;
	}
	json_t *none = json_object();
	const json_t *arguments = json_object_get(message, "arguments");
	dap_number(message, "seq", INT64_MIN, INT64_MAX, &number);
	json_t *body = answer(dap, command, json_is_object(arguments) ? arguments : none);
	json_decref(none);
	json_t *response = json_pack("{s:I, s:s, s:b}", "request_seq", (json_int_t)number,
	                             "command", command, "success", body != NULL);
	if (body != NULL) {
		json_object_set_new(response, "body", body);
	} else {
		json_object_set_new(response, "message",
		                    dap_text(dap->problem, strlen(dap->problem)));
		json_object_set_new(response, "body",
		                    json_pack("{s:{s:i, s:O, s:b}}", "error", "id", 1, "format",
		                              json_object_get(response, "message"), "showUser", 1));
	}
	channel_send(&dap->channel, "response", response);
	announce(dap);
}

/* False where there will be no more. */
static bool take_next(struct dap *dap)
{
	json_t *message;
	json_error_t error;
	if (!channel_receive(&dap->channel, &message, &error))
		return false;
	if (message == NULL)
		dap_say(dap, "important", "the client sent what is no JSON: %s\n", error.text);
	else
		take(dap, message);
	json_decref(message);
	return true;
}

bool dap_attend(struct dap *dap)
{
	while (dap->motion != STILL && channel_is_ready(&dap->channel, 0))
		if (!take_next(dap)) {
			dap->motion = STILL;
			dap->is_done = true;
		}
	return dap->motion == STILL;
}

static int end(struct dap *dap, bool is_gone)
{
	int status = 0;
	if (dap->channel.wrong != NULL) {
		fprintf(stderr, "pg32-debug: %s\n", dap->channel.wrong);
		status = EXIT_IMAGE;
	} else if (is_gone) {
		fprintf(stderr, "pg32-debug: the client went away\n");
		status = EXIT_LEFT;
	}
	dap_end_session(dap);
	channel_close(&dap->channel);
	return status;
}

int dap_serve(const struct tool *bare, const struct tool *hosted, int in, int out)
{
	static struct dap served; /* large */
	struct dap *dap = &served;
	bool is_there = true;
	*dap = (struct dap){ .bare = bare, .hosted = hosted };
	channel_open(&dap->channel, in, out);
	while (is_there && !dap->is_done) {
		if (dap->motion != STILL)
			dap_move(dap);
		else
			is_there = take_next(dap);
	}
	return end(dap, !is_there || dap->channel.is_gone);
}
