/* A client of the Debug Adapter Protocol: carries out a script, a line each, and stops at the first
 * that is not as it should be.
 *
 *   COMMAND ARGUMENTS      sends a request, and waits for its response
 *   send COMMAND ARGUMENTS sends it alone
 *   wait EVENT             waits for an event that was not waited for yet
 *   expect PATH VALUE      of the response or event that was waited for last
 *   output TEXT            what the guest and the debugger have said has this in it
 *   let NAME PATH          what $NAME is from then on: the first line of it
 *   odd                    every request with arguments that it cannot want: each has its response
 *
 * A path is of names and indices with a slash between; NAME=VALUE finds an element. A value may
 * begin or end with "...". */
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NAMES = 32, TEXT = 8192, OUTPUT = 1 << 16 };

struct client {
	FILE *to, *from;
	json_int_t sent;
	json_t *last;   /* the message that was waited for last */
	json_t *events; /* not waited for yet */
	char output[OUTPUT];
	size_t output_size;
	char names[NAMES][32], values[NAMES][256];
	unsigned name_count, line;
};

static void fail(const struct client *client, const char *what, const char *about)
{
	printf("line %u: %s: %s\n", client->line, what, about);
	char *text = json_dumps(client->last, JSON_INDENT(1));
	printf("%.2000s\nthe console: %.*s\n", text == NULL ? "" : text, (int)client->output_size,
	       client->output);
	exit(1);
}

static void send(struct client *client, const char *command, const json_t *arguments)
{
	json_t *message = json_pack("{s:I, s:s, s:s, s:O?}", "seq", ++client->sent, "type",
	                            "request", "command", command, "arguments", arguments);
	char *text = json_dumps(message, JSON_COMPACT);
	fprintf(client->to, "Content-Length: %zu\r\n\r\n%s", strlen(text), text);
	fflush(client->to);
	free(text);
	json_decref(message);
}

static json_t *receive(struct client *client)
{
	char line[256];
	size_t size = 0;
	while (fgets(line, sizeof line, client->from) != NULL && strcmp(line, "\r\n") != 0)
		if (sscanf(line, "Content-Length: %zu", &size) != 1)
			fail(client, "a head of a message", line);
	char *text = size == 0 ? NULL : malloc(size);
	if (text == NULL || fread(text, 1, size, client->from) != size)
		fail(client, "the server", "went away");
	json_error_t error;
	json_t *message = json_loadb(text, size, 0, &error);
	if (message == NULL)
		fail(client, "no JSON", error.text);
	free(text);
	return message;
}

static const char *text_of(const json_t *message, const char *name)
{
	const char *text = json_string_value(json_object_get(message, name));
	return text == NULL ? "" : text;
}

/* Takes in what came: output is gathered, other events are kept. */
static void take_event(struct client *client, json_t *message)
{
	const char *text = text_of(json_object_get(message, "body"), "output");
	if (strcmp(text_of(message, "event"), "output") != 0) {
		json_array_append_new(client->events, message);
		return;
	}
	size_t size = strlen(text);
	if (size < OUTPUT - client->output_size) {
		memcpy(client->output + client->output_size, text, size);
		client->output_size += size;
	}
	json_decref(message);
}

static void keep(struct client *client, json_t *message)
{
	json_decref(client->last);
	client->last = message;
}

static void request(struct client *client, const char *command, const json_t *arguments)
{
	send(client, command, arguments);
	for (;;) {
		json_t *message = receive(client);
		if (strcmp(text_of(message, "type"), "response") != 0) {
			take_event(client, message);
		} else if (json_integer_value(json_object_get(message, "request_seq")) ==
		           client->sent) {
			keep(client, message);
			return;
		} else {
			json_decref(message); /* of what was sent without waiting */
		}
	}
}

static void wait_for(struct client *client, const char *event)
{
	for (;;) {
		for (size_t i = 0; i < json_array_size(client->events); i++) {
			json_t *message = json_array_get(client->events, i);
			if (strcmp(text_of(message, "event"), event) != 0)
				continue;
			keep(client, json_incref(message));
			json_array_remove(client->events, i);
			return;
		}
		json_t *message = receive(client);
		if (strcmp(text_of(message, "type"), "event") == 0)
			take_event(client, message);
		else
			json_decref(message);
	}
}

/* The part of a value that a word of a path names. */
static const json_t *part_of(const json_t *value, const char *word)
{
	const char *equal = strchr(word, '=');
	char name[64];
	if (!json_is_array(value))
		return json_object_get(value, word);
	if (equal == NULL)
		return json_array_get(value, strtoul(word, NULL, 10));
	snprintf(name, sizeof name, "%.*s", (int)(equal - word), word);
	for (size_t i = 0; i < json_array_size(value); i++)
		if (strcmp(text_of(json_array_get(value, i), name), equal + 1) == 0)
			return json_array_get(value, i);
	return NULL;
}

static void find(const struct client *client, char *path, char text[TEXT])
{
	const json_t *value = client->last;
	for (char *word = strtok(path, "/"); word != NULL; word = strtok(NULL, "/"))
		value = part_of(value, word);
	if (value == NULL) {
		strcpy(text, "(none)");
	} else if (json_is_string(value)) {
		snprintf(text, TEXT, "%s", json_string_value(value));
	} else {
		char *dump = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
		snprintf(text, TEXT, "%s", dump);
		free(dump);
	}
}

static int is_value(const char *text, const char *wanted)
{
	char part[TEXT];
	int begins = strncmp(wanted, "...", 3) == 0;
	snprintf(part, sizeof part, "%s", wanted + 3 * begins);
	size_t length = strlen(part), size = strlen(text);
	if (length >= 3 && strcmp(part + length - 3, "...") == 0) {
		part[length - 3] = 0;
		return begins ? strstr(text, part) != NULL : strncmp(text, part, length - 3) == 0;
	}
	if (begins)
		return size >= length && strcmp(text + size - length, part) == 0;
	return strcmp(text, part) == 0;
}

static void expect(struct client *client, char *rest)
{
	char text[TEXT];
	size_t length = strcspn(rest, " ");
	char *value = rest[length] == 0 ? rest + length : rest + length + 1;
	rest[length] = 0;
	find(client, rest, text);
	if (!is_value(text, value)) {
		printf("it is: %s\n", text);
		fail(client, "expected", value);
	}
}

static void let(struct client *client, char *rest)
{
	char text[TEXT];
	size_t length = strcspn(rest, " ");
	if (client->name_count == NAMES || rest[length] == 0)
		fail(client, "let", rest);
	rest[length] = 0;
	find(client, rest + length + 1, text);
	text[strcspn(text, "\n")] = 0;
	unsigned index = client->name_count++;
	snprintf(client->names[index], sizeof client->names[0], "%s", rest);
	snprintf(client->values[index], sizeof client->values[0], "%.255s", text);
}

/* Puts in what $NAME stands for; the one that was set last. */
static void replace(const struct client *client, const char *line, char to[TEXT])
{
	size_t at = 0;
	while (*line != 0 && at < TEXT - 300) {
		const char *value = NULL;
		size_t length = 0;
		for (unsigned i = client->name_count; *line == '$' && value == NULL && i-- > 0;) {
			length = strlen(client->names[i]);
			if (strncmp(line + 1, client->names[i], length) == 0)
				value = client->values[i];
		}
		if (value != NULL) {
			at += (size_t)snprintf(to + at, TEXT - at, "%s", value);
			line += length + 1;
		} else {
			to[at++] = *line++;
		}
	}
	to[at] = 0;
}

/* Requests, and arguments that none of them has to like. */
static const char *const odd_commands[] = { "initialize",
	                                    "launch",
	                                    "attach",
	                                    "terminate",
	                                    "setBreakpoints",
	                                    "setFunctionBreakpoints",
	                                    "setInstructionBreakpoints",
	                                    "setDataBreakpoints",
	                                    "setExceptionBreakpoints",
	                                    "breakpointLocations",
	                                    "source",
	                                    "threads",
	                                    "pause",
	                                    "dataBreakpointInfo",
	                                    "stackTrace",
	                                    "scopes",
	                                    "variables",
	                                    "setVariable",
	                                    "evaluate",
	                                    "continue",
	                                    "next",
	                                    "stepIn",
	                                    "stepOut",
	                                    "stepBack",
	                                    "reverseContinue",
	                                    "disassemble",
	                                    "readMemory",
	                                    "writeMemory",
	                                    "nonsense",
	                                    "" };
static const char *const odd_arguments[] = {
	"null",
	"[]",
	"\"text\"",
	"7",
	"{}",
	"{\"threadId\": -1, \"frameId\": -1}",
	"{\"threadId\": 9223372036854775807, \"frameId\": 9223372036854775807, "
	"\"variablesReference\": 9223372036854775807, \"memoryReference\": \"-1\", "
	"\"count\": 9223372036854775807, \"instructionCount\": 9223372036854775807}",
	"{\"threadId\": \"1\", \"frameId\": [], \"variablesReference\": {}, \"name\": 1, "
	"\"expression\": 2, \"source\": 3, \"breakpoints\": 4, \"filters\": 5}",
	"{\"source\": {\"path\": \"\"}, \"breakpoints\": [1, null, {}, {\"line\": -1}, "
	"{\"line\": 1e300}, {\"dataId\": \"0x0+0\"}, {\"dataId\": \"+\"}, "
	"{\"instructionReference\": \"0xffffffffffffffffff\"}, {\"name\": null}]}",
	"{\"filters\": [null, 1, \"\", \"any\"], \"filterOptions\": [{\"filterId\": "
	"\"system call\", \"condition\": \"99\"}]}",
	"{\"memoryReference\": \"0xfffffffe\", \"offset\": 2147483647, \"count\": 1048576, "
	"\"instructionOffset\": -2147483648, \"instructionCount\": 100, \"data\": "
	"\"====\"}",
	"{\"memoryReference\": \"0x0\", \"count\": 1048577, \"data\": 3}",
	"{\"frameId\": 1, \"expression\": \"((((((((((((((((((((((((((((((((((((((((\", "
	"\"variablesReference\": 16777216, \"name\": \"[4294967295]\", \"value\": \"*\"}",
	"{\"frameId\": 1, \"expression\": \"**&-*-1[\\u0000\", \"context\": \"repl\"}",
	"{\"frameId\": 1, \"expression\": \"goto -1\", \"context\": \"repl\"}",
	"{\"frameId\": 1, \"expression\": \"level 99\", \"context\": \"repl\"}",
	"{\"program\": \"/\", \"depth\": [[]], \"hosted\": 1, \"timeline\": \"/\"}",
	"{\"program\": \"\\u0000\", \"cwd\": \"/nowhere\"}",
};

/* Every request, with what it cannot want. */
static void send_odd(struct client *client)
{
	for (size_t i = 0; i < sizeof odd_commands / sizeof odd_commands[0]; i++)
		for (size_t k = 0; k < sizeof odd_arguments / sizeof odd_arguments[0]; k++) {
			json_error_t error;
			json_t *arguments = json_loads(odd_arguments[k],
			                               JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
			if (arguments == NULL)
				fail(client, "the script's JSON", error.text);
			request(client, odd_commands[i], arguments);
			json_decref(arguments);
		}
}

/* An expression that is as deep as it is long. */
static void send_deep(struct client *client)
{
	enum { DEPTH = 1 << 20 };
	char *deep = malloc(DEPTH);
	if (deep == NULL)
		fail(client, "out of", "memory");
	memset(deep, '*', DEPTH);
	json_t *arguments = json_pack("{s:s%}", "expression", deep, (size_t)DEPTH);
	request(client, "evaluate", arguments);
	json_decref(arguments);
	free(deep);
}

static void carry_out(struct client *client, char *line)
{
	char *rest = line + strcspn(line, " ");
	json_error_t error;
	bool waits = true;
	if (*rest != 0)
		*rest++ = 0;
	if (strcmp(line, "wait") == 0) {
		wait_for(client, rest);
	} else if (strcmp(line, "expect") == 0) {
		expect(client, rest);
	} else if (strcmp(line, "output") == 0) {
		client->output[client->output_size] = 0;
		if (strstr(client->output, rest) == NULL)
			fail(client, "expected output", rest);
	} else if (strcmp(line, "let") == 0) {
		let(client, rest);
	} else if (strcmp(line, "odd") == 0) {
		send_odd(client);
		send_deep(client);
	} else {
		if (strcmp(line, "send") == 0) {
			waits = false;
			line = rest;
			rest += strcspn(rest, " ");
			if (*rest != 0)
				*rest++ = 0;
		}
		json_t *arguments = *rest == 0 ? json_object() : json_loads(rest, 0, &error);
		if (arguments == NULL)
			fail(client, "the script's JSON", error.text);
		if (waits)
			request(client, line, arguments);
		else
			send(client, line, arguments);
		json_decref(arguments);
	}
}

static pid_t start(struct client *client, char **command)
{
	int to[2], from[2];
	if (pipe(to) != 0 || pipe(from) != 0)
		exit(2);
	pid_t child = fork();
	if (child == 0) {
		dup2(to[0], 0);
		dup2(from[1], 1);
		close(to[1]);
		close(from[0]);
		execv(command[0], command);
		_exit(127);
	}
	close(to[0]);
	close(from[1]);
	client->to = fdopen(to[1], "w");
	client->from = fdopen(from[0], "r");
	return child;
}

int main(int count, char **arguments)
{
	static struct client client;
	char line[TEXT], replaced[TEXT];
	FILE *script = count > 2 ? fopen(arguments[1], "r") : NULL;
	if (script == NULL)
		return 2;
	client.events = json_array();
	pid_t child = start(&client, arguments + 2);
	while (fgets(line, sizeof line, script) != NULL) {
		client.line++;
		line[strcspn(line, "\n")] = 0;
		if (line[0] == 0 || line[0] == '#')
			continue;
		replace(&client, line, replaced);
		carry_out(&client, replaced);
	}
	int status;
	fclose(client.to);
	waitpid(child, &status, 0);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		fail(&client, "the server ended", "with another status than 0");
	return 0;
}
