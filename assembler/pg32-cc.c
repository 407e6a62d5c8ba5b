/* pg32-cc: GCC for the assembly text of C files, then pg32-as for the program. The text goes from
 * one to the other in files without names, so that nothing is left behind, whatever happens. */
#define _GNU_SOURCE

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "assembler/read/diagnostics.h"
#include "assembler/driver.h"
#include "assembler/floating_use.h"
#include "assembler/installation.h"
#include "assembler/memory.h"
#include "machine/front/front.h"

static const char compiler[] = "riscv64-unknown-elf-gcc";
static const char compiler_package[] = "gcc-riscv64-unknown-elf";

/* PG32 runs RV32EM's unprivileged instructions. Data may lie anywhere, which GCC makes use of
 * only when tuned for a processor that is fast at it; and address 0 is memory like any other. */
static const char *const machine_options[] = {
	"-march=rv32em",
	"-mabi=ilp32e",
	"-mcmodel=medlow",
	"-mno-strict-align",
	"-mtune=thead-c906",
	"-msmall-data-limit=0",
	/* Address 0 is memory like any other. */
	"--param=min-pagesize=0",
	"-fno-delete-null-pointer-checks",
	/* For pointers to nested functions GCC would have programs write RISC-V instructions. */
	"-Werror=trampolines",
	"-fno-pic",
	"-fno-asynchronous-unwind-tables",
	"-fno-unwind-tables",
};

static void show(const struct arguments *arguments)
{
	for (size_t i = 0; i < arguments->count; i++)
		fprintf(stderr, "%s%s", i == 0 ? "" : " ", arguments->items[i]);
	fputc('\n', stderr);
}

/* Runs a program with its output to a descriptor and waits for it. Returns its exit status; for
 * one that was ended by a signal 128 and the number; -1, with errno set, where it cannot run. */
static int run(const struct arguments *arguments, int output)
{
	extern char **environ;
	posix_spawn_file_actions_t actions;
	pid_t child;
	int status;
	posix_spawn_file_actions_init(&actions);
	if (output != STDOUT_FILENO)
		posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
	int error = posix_spawnp(&child, arguments->items[0], &actions, NULL,
	                         (char **)arguments->items, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (error != 0) {
		errno = error;
		return -1;
	}
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void add_all(struct arguments *to, const struct arguments *from)
{
	for (size_t i = 0; i < from->count; i++)
		add_argument(to, from->items[i]);
}

static bool has_ending(const char *path, const char *ending)
{
	size_t length = strlen(path), size = strlen(ending);
	return length > size && strcmp(path + length - size, ending) == 0;
}

/* GCC's command for one file; - is standard output. */
static struct arguments compiler_command(const struct driver *driver, const char *input,
                                         const char *output)
{
	struct arguments command = { 0 };
	bool only_preprocess = driver->stage == STAGE_PREPROCESSED || has_ending(input, ".S");
	add_argument(&command, compiler);
	for (size_t i = 0; i < sizeof machine_options / sizeof machine_options[0]; i++)
		add_argument(&command, machine_options[i]);
	if (driver->library == LIBRARY_HELPERS)
		add_argument(&command, "-ffreestanding");
	/* Line numbers cost nothing at run time, and traces and errors are better for them. */
	if (!driver->has_debug_option && !only_preprocess)
		add_argument(&command, "-g1");
	char *headers = beside_executable("../lib/pg32/include");
	if (headers != NULL) {
		add_argument(&command, "-isystem");
		add_argument(&command, headers);
		/* An image does not depend on where the tools are. GCC names headers by their real
		 * path. */
		char *real = realpath(headers, NULL);
		const char *from = real == NULL ? headers : real;
		char *map = allocate(strlen(from) + sizeof "-ffile-prefix-map==pg32");
		add_argument(&command,
		             strcat(strcat(strcpy(map, "-ffile-prefix-map="), from), "=pg32"));
		free(real);
	}
	add_all(&command, &driver->compiler);
	if (driver->wants_dependencies && !driver->names_dependencies) {
		const char *target = driver->output == NULL ? "a.out" : driver->output;
		char *name = allocate(strlen(target) + 3);
		strcat(strcpy(name, target), ".d");
		add_argument(&command, "-MF");
		add_argument(&command, name);
		add_argument(&command, "-MT");
		add_argument(&command, target);
	}
	add_argument(&command, only_preprocess ? "-E" : "-S");
	add_argument(&command, "-o");
	add_argument(&command, output);
	add_argument(&command, input);
	return command;
}

/* A file without a name that is there as long as this program and those it runs; -1 after an
 * error that was told. */
static int nameless_file(void)
{
	int file = memfd_create("pg32-cc", 0);
	if (file < 0)
		fprintf(stderr, "pg32-cc: no temporary file: %s\n", strerror(errno));
	return file;
}

/* Whether the dump that GCC wrote of a C file is free of floating point; what is not is told. */
static bool check_floating(int dump)
{
	struct use use;
	FILE *stream = fdopen(dump, "r");
	if (stream == NULL)
		return false;
	bool is_floating = find_floating_use(stream, &use);
	fclose(stream);
	if (is_floating)
		error_in_file(&(struct diagnostics){ .stream = stderr }, use.file, use.line,
		              use.column, "floating point is not supported");
	return !is_floating;
}

/* Compiles, or preprocesses, one file; standard output is the descriptor. False after an error
 * that was told. */
static bool compile(const struct driver *driver, const char *input, const char *output,
                    int descriptor)
{
	bool is_checked = driver->stage == STAGE_PROGRAM && has_ending(input, ".c");
	int dump = is_checked ? nameless_file() : -1;
	char option[80];
	struct arguments command = compiler_command(driver, input, output);
	if (is_checked && dump < 0)
		return false;
	if (driver->is_verbose)
		show(&command);
	if (is_checked) {
		snprintf(option, sizeof option, "-fdump-tree-optimized-lineno=/dev/fd/%d", dump);
		add_argument(&command, option);
	}
	int status = run(&command, descriptor);
	if (status < 0 && errno == ENOENT)
		fprintf(stderr,
		        "pg32-cc: the cross compiler %s is not there: install the Debian package "
		        "%s\n",
		        compiler, compiler_package);
	else if (status < 0)
		fprintf(stderr, "pg32-cc: cannot run %s: %s\n", compiler, strerror(errno));
	free(command.items);
	if (status == 0 && is_checked)
		return check_floating(dump);
	if (dump >= 0)
		close(dump);
	return status == 0;
}

static bool is_source(const char *path)
{
	return has_ending(path, ".c") || has_ending(path, ".s") || has_ending(path, ".S");
}

static bool check_input(const char *input)
{
	if (!is_source(input))
		fprintf(stderr, "pg32-cc: %s: not a .c, .s or .S file\n", input);
	else if (access(input, R_OK) != 0)
		fprintf(stderr, "pg32-cc: cannot read '%s': %s\n", input, strerror(errno));
	else
		return true;
	return false;
}

/* What pg32-as is to read for an input: the file, or the compiler's output in a file without a
 * name. NULL after an error that was told. */
static const char *assembly_of(const struct driver *driver, const char *input)
{
	if (!check_input(input))
		return NULL;
	if (has_ending(input, ".s"))
		return input;
	int file = nameless_file();
	if (file < 0 || !compile(driver, input, "-", file))
		return NULL;
	char path[40];
	snprintf(path, sizeof path, "/dev/fd/%d", file);
	return strcpy(allocate(strlen(path) + 1), path);
}

static int compare_paths(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The library's files that may be linked, in order of name. */
static struct arguments find_library(const struct driver *driver)
{
	struct arguments files = { 0 };
	char *directory = beside_executable("../lib/pg32");
	DIR *stream = directory == NULL ? NULL : opendir(directory);
	struct dirent *entry;
	while (stream != NULL && (entry = readdir(stream)) != NULL) {
		bool is_helper = strncmp(entry->d_name, "helper", strlen("helper")) == 0;
		if (!has_ending(entry->d_name, ".s") || strcmp(entry->d_name, "crt0.s") == 0 ||
		    (driver->library == LIBRARY_HELPERS && !is_helper))
			continue;
		char *path = allocate(strlen(directory) + strlen(entry->d_name) + 2);
		sprintf(path, "%s/%s", directory, entry->d_name);
		add_argument(&files, path);
	}
	if (stream != NULL)
		closedir(stream);
	free(directory);
	if (files.count > 0)
		qsort(files.items, files.count, sizeof *files.items, compare_paths);
	return files;
}

static int assemble_program(const struct driver *driver, const struct arguments *sources)
{
	struct arguments command = { 0 };
	char *assembler = beside_executable("pg32-as"),
	     *start = beside_executable("../lib/pg32/crt0.s");
	add_argument(&command, assembler == NULL ? "pg32-as" : assembler);
	add_argument(&command, "-o");
	add_argument(&command, driver->output == NULL ? "a.out" : driver->output);
	add_all(&command, &driver->assembler);
	struct arguments library = find_library(driver);
	for (size_t i = 0; i < library.count; i++) {
		add_argument(&command, "--library");
		add_argument(&command, library.items[i]);
	}
	if (driver->library == LIBRARY_ALL && start != NULL) {
		if (access(start, R_OK) != 0)
			refuse("the library is not there: cannot read '%s': %s", start,
			       strerror(errno));
		/* It is taken only where the program has no start of its own. */
		add_argument(&command, "--library");
		add_argument(&command, start);
	}
	add_all(&command, sources);
	if (driver->is_verbose)
		show(&command);
	int status = run(&command, STDOUT_FILENO);
	if (status < 0)
		fprintf(stderr, "pg32-cc: cannot run %s: %s\n", command.items[0], strerror(errno));
	return status < 0 ? EXIT_FAILED : status;
}

static int make_program(const struct driver *driver)
{
	struct arguments sources = { 0 };
	bool is_good = true;
	for (size_t i = 0; i < driver->inputs.count; i++) {
		const char *source = assembly_of(driver, driver->inputs.items[i]);
		if (source == NULL)
			is_good = false;
		else
			add_argument(&sources, source);
	}
	return is_good ? assemble_program(driver, &sources) : EXIT_FAILED;
}

/* The assembly text of FILE.c is FILE.s in the present directory. */
static const char *assembly_name(const char *input)
{
	const char *slash = strrchr(input, '/');
	const char *base = slash == NULL ? input : slash + 1;
	char *name = strcpy(allocate(strlen(base) + 1), base);
	name[strlen(name) - 1] = 's';
	return name;
}

static int stop_early(const struct driver *driver)
{
	bool is_good = true;
	for (size_t i = 0; i < driver->inputs.count; i++) {
		const char *input = driver->inputs.items[i], *output = driver->output;
		if (!check_input(input)) {
			is_good = false;
			continue;
		}
		if (output == NULL)
			output = driver->stage == STAGE_PREPROCESSED ? "-" : assembly_name(input);
		if (has_ending(input, ".s"))
			fprintf(stderr, "pg32-cc: %s is assembly text already\n", input);
		else if (compile(driver, input, output, STDOUT_FILENO))
			continue;
		is_good = false;
	}
	return is_good ? EXIT_SUCCESS : EXIT_FAILED;
}

int main(int argc, char **argv)
{
	struct driver driver;
	front_open();
	parse_command(&driver, argc, argv);
	return driver.stage == STAGE_PROGRAM ? make_program(&driver) : stop_early(&driver);
}
