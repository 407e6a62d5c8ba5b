/* shell: starts programs and waits for them, as lines of its input or of a script tell it.
 *
 *     shell [script]
 *
 *     name words...      starts the program and waits until it ends
 *     name words... &    starts it and goes on
 *     ... < file         its input is the file
 *     ... > file         its output is the file, made empty first; >> appends
 *     a ; b              first a, then b
 *     # text             nothing
 *
 * What it does itself: wait (until all programs have ended), status (prints that of the last one),
 * prompt [text] (printed before each line from now on), exit [status]. There is no prompt
 * at first, for input is mostly a file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "programs/user/runtime/runtime.h"
#include "programs/user/runtime/system.h"
#include "programs/user/shell/parse.h"

struct shell {
	int input;  /* an open file: where the lines come from */
	int status; /* of the last program waited for */
	char prompt[NAME_SIZE];
};

/* Waits for one program, any if it is -1; false where there is none. */
static bool wait_for(struct shell *shell, int process)
{
	int ended, status;
	while ((ended = kernel_wait(-1, &status)) >= 0) {
		if (ended == process || process == -1) {
			shell->status = process == -1 ? shell->status : status;
			return true;
		}
	}
	return false;
}

/* Opens the file of a redirection, or gives the standard file where there is none. */
static int redirect(const char *name, enum open_mode mode, int standard)
{
	return name == NULL ? standard : kernel_open(name, mode);
}

static void run_program(struct shell *shell, const struct command *command)
{
	enum open_mode mode = command->appends ? OPEN_APPEND : OPEN_WRITE;
	int input = redirect(command->input, OPEN_READ, STANDARD_INPUT);
	int output = input < 0 ? input : redirect(command->output, mode, STANDARD_OUTPUT);
	int process = output;
	const char *subject = input < 0 ? command->input : command->output;
	if (output >= 0) {
		subject = command->words[0];
		process = kernel_spawn(subject, command->words, input, output);
	}
	if (input > STANDARD_ERROR)
		kernel_close(input);
	if (output > STANDARD_ERROR)
		kernel_close(output);
	if (process < 0)
		shell->status = complain("shell", subject, process);
	else if (!command->in_background)
		wait_for(shell, process);
}

static void do_exit(struct shell *shell, const struct command *command)
{
	exit(command->count > 1 ? atoi(command->words[1]) : shell->status);
}

static void do_prompt(struct shell *shell, const struct command *command)
{
	const char *text = command->count > 1 ? command->words[1] : "";
	snprintf(shell->prompt, sizeof shell->prompt, "%s", text);
}

static void do_status(struct shell *shell, const struct command *command)
{
	(void)command;
	printf("%d\n", shell->status);
}

static void do_wait(struct shell *shell, const struct command *command)
{
	(void)command;
	while (wait_for(shell, -1))
		;
}

static void run_command(struct shell *shell, const struct command *command)
{
	static const struct {
		const char *name;
		void (*run)(struct shell *, const struct command *);
	} own[] = { { "exit", do_exit },
		    { "prompt", do_prompt },
		    { "status", do_status },
		    { "wait", do_wait } };
	for (unsigned i = 0; i < sizeof own / sizeof own[0]; i++) {
		if (strcmp(command->words[0], own[i].name) == 0) {
			own[i].run(shell, command);
			return;
		}
	}
	run_program(shell, command);
}

static void run_line(struct shell *shell, const char *line)
{
	struct command command;
	char strings[LINE_SIZE];
	while (*line != '\0') {
		const char *error = parse_command(&line, &command, strings);
		if (error != NULL) {
			fprintf(stderr, "shell: %s\n", error);
			shell->status = 1;
			return;
		}
		if (command.count > 0)
			run_command(shell, &command);
	}
}

/* Reads a line, byte by byte: what is behind it may be for a program that shares the input.
 * Returns its length without the newline, LINE_SIZE where it is too long, or -1 at the end. */
static int read_line(const struct shell *shell, char line[LINE_SIZE])
{
	int length = 0, count;
	char byte;
	while ((count = kernel_read(shell->input, &byte, 1)) > 0 && byte != '\n') {
		if (length < LINE_SIZE)
			line[length++] = byte;
	}
	if (length < LINE_SIZE)
		line[length] = '\0';
	return count <= 0 && length == 0 ? -1 : length;
}

int main(int count, char **arguments)
{
	struct shell shell = { .input = STANDARD_INPUT };
	char line[LINE_SIZE];
	int length;
	if (count > 1)
		shell.input = kernel_open(arguments[1], OPEN_READ);
	if (shell.input < 0)
		return complain("shell", arguments[1], shell.input);
	for (;;) {
		fputs(shell.prompt, stdout);
		flush_output();
		length = read_line(&shell, line);
		if (length < 0)
			return shell.status;
		if (length < LINE_SIZE)
			run_line(&shell, line);
		else
			fputs("shell: the line is too long\n", stderr);
	}
}
