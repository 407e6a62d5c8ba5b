/* Running programs. */
#define _GNU_SOURCE
#include "assembler/driver/process.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "assembler/driver/messages.h"
#include "machine/front/file.h"
#include "machine/front/front.h"
#include "machine/front/memory.h"

const char compiler[] = "riscv64-unknown-elf-gcc";
const char compiler_package[] = "gcc-riscv64-unknown-elf";

static void show(const struct arguments *arguments)
{
	for (size_t i = 0; i < arguments->count; i++) {
		fputs(i == 0 ? "" : " ", stderr);
		show_text(arguments->items[i], strlen(arguments->items[i]));
	}
	fputc('\n', stderr);
}

static int report(const struct arguments *command, int error)
{
	if (error == ENOENT && strcmp(command->items[0], compiler) == 0)
		fprintf(stderr,
		        "pg32-cc: the cross compiler %s is not there: install the Debian package "
		        "%s\n",
		        compiler, compiler_package);
	else
		fprintf(stderr, "pg32-cc: cannot run %s: %s\n", command->items[0], strerror(error));
	return -1;
}

int run(const struct driver *driver, const struct arguments *command, int output, int errors)
{
	extern char **environ;
	posix_spawn_file_actions_t actions;
	pid_t child;
	int status;
	if (driver->is_verbose)
		show(command);
	posix_spawn_file_actions_init(&actions);
	if (output >= 0)
		posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
	if (errors >= 0)
		posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
	int error = posix_spawnp(&child, command->items[0], &actions, NULL, (char **)command->items,
	                         environ);
	posix_spawn_file_actions_destroy(&actions);
	if (error != 0)
		return report(command, error);
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return report(command, errno);
	if (WIFSIGNALED(status))
		fprintf(stderr, "pg32-cc: %s was ended by signal %d\n", command->items[0],
		        WTERMSIG(status));
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int nameless_file(void)
{
	int file = memfd_create("pg32-cc", 0);
	if (file < 0)
		fprintf(stderr, "pg32-cc: no temporary file: %s\n", strerror(errno));
	return file;
}

const char *nameless_path(int file)
{
	char path[40];
	snprintf(path, sizeof path, "/dev/fd/%d", file);
	return strcpy(allocate(strlen(path) + 1), path);
}

bool write_output(const char *path, const uint8_t *data, size_t size, bool is_executable)
{
	int error = write_whole(path, data, size, is_executable);
	if (error != 0)
		front_say("pg32-cc", EXIT_FAILURE, "cannot write '%s': %s", path,
		          writing_problem(error));
	return error == 0;
}

uint8_t *read_nameless(const char *path, size_t *size)
{
	uint8_t *data = read_whole(path, INT32_MAX, size);
	if (data == NULL)
		front_say("pg32-cc", EXIT_FAILURE, "no temporary file: %s", reading_problem(errno));
	return data;
}
