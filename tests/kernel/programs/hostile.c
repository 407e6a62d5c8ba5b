/* hostile: asks the toy kernel for what it must refuse, and checks how it does. Prints what went
 * wrong, and ends with 0 if nothing did. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include "programs/user/runtime/system.h"

/* Addresses that are not in the window, or from which it is not far to its end. */
static char *const wild[] = { (char *)0x40000000, (char *)0x7FFFFFFF, (char *)0x80000000,
	                      (char *)0xFFFFFFFF };

static int failures;

static void expect(const char *what, int result, int expected)
{
	if (result == expected)
		return;
	printf("hostile: %s gave %d, not %d\n", what, result, expected);
	failures++;
}

static void try_addresses(void)
{
	char *arguments[] = { "echo", NULL };
	for (unsigned i = 0; i < sizeof wild / sizeof wild[0]; i++) {
		char *at = wild[i];
		char *bad_arguments[] = { "echo", at, NULL };
		expect("read", kernel_read(STANDARD_INPUT, at, 1), ERROR_ADDRESS);
		expect("write", kernel_write(STANDARD_OUTPUT, at, 1), ERROR_ADDRESS);
		expect("open", kernel_open(at, OPEN_READ), ERROR_ADDRESS);
		expect("remove", kernel_remove(at), ERROR_ADDRESS);
		expect("list", kernel_list(0, (void *)at), ERROR_ADDRESS);
		expect("spawn", kernel_spawn(at, arguments, 0, 1), ERROR_ADDRESS);
		expect("spawn", kernel_spawn("echo", (void *)at, 0, 1), ERROR_ADDRESS);
		expect("spawn", kernel_spawn("echo", bad_arguments, 0, 1), ERROR_ADDRESS);
		expect("wait", kernel_wait(-1, (void *)at), ERROR_ADDRESS);
		expect("memory", kernel_memory((void *)at), ERROR_ADDRESS);
	}
	expect("write", kernel_write(STANDARD_OUTPUT, (char *)16, 0xFFFFFFFF), ERROR_ADDRESS);
	expect("read", kernel_read(STANDARD_INPUT, (char *)16, 0x80000000), ERROR_ADDRESS);
}

static void try_files(void)
{
	static const int numbers[] = { 3, 7, 8, -1, 0x7FFFFFFF };
	char *arguments[] = { "echo", NULL };
	char byte = 0;
	for (unsigned i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		expect("read", kernel_read(numbers[i], &byte, 1), ERROR_NOT_OPEN);
		expect("write", kernel_write(numbers[i], &byte, 1), ERROR_NOT_OPEN);
		expect("close", kernel_close(numbers[i]), ERROR_NOT_OPEN);
		expect("spawn", kernel_spawn("echo", arguments, numbers[i], 1), ERROR_NOT_OPEN);
		expect("spawn", kernel_spawn("echo", arguments, 0, numbers[i]), ERROR_NOT_OPEN);
	}
	expect("open", kernel_open("nothing", OPEN_READ), ERROR_NOT_FOUND);
	expect("open", kernel_open("nothing", OPEN_MODES), ERROR_ARGUMENT);
	expect("open", kernel_open("", OPEN_READ), ERROR_NOT_FOUND);
	expect("open", kernel_open("", OPEN_WRITE), ERROR_ARGUMENT);
	expect("open", kernel_open("a/b", OPEN_WRITE), ERROR_ARGUMENT);
	expect("open", kernel_open("a-name-of-24-characters-", OPEN_WRITE), ERROR_ARGUMENT);
	expect("remove", kernel_remove("nothing"), ERROR_NOT_FOUND);
	expect("list", kernel_list(1000000, (void *)((uintptr_t)&byte - 64)), 0);
}

/* Many may read a file, or one may write it. */
static void try_sharing(void)
{
	char byte = 'x';
	expect("open", kernel_open("shared", OPEN_WRITE), 3);
	expect("open", kernel_open("shared", OPEN_READ), ERROR_BUSY);
	expect("open", kernel_open("shared", OPEN_WRITE), ERROR_BUSY);
	expect("open", kernel_open("shared", OPEN_APPEND), ERROR_BUSY);
	expect("remove", kernel_remove("shared"), ERROR_BUSY);
	expect("read", kernel_read(3, &byte, 1), ERROR_NOT_OPEN);
	expect("write", kernel_write(3, &byte, 1), 1);
	expect("close", kernel_close(3), 0);
	expect("open", kernel_open("shared", OPEN_READ), 3);
	expect("open", kernel_open("shared", OPEN_READ), 4);
	expect("open", kernel_open("shared", OPEN_APPEND), ERROR_BUSY);
	expect("write", kernel_write(3, &byte, 1), ERROR_NOT_OPEN);
	expect("read", kernel_read(4, &byte, 1), 1);
	expect("read", kernel_read(4, &byte, 1), 0);
	expect("close", kernel_close(3), 0);
	expect("close", kernel_close(4), 0);
	expect("remove", kernel_remove("shared"), 0);
}

/* A process has eight files. */
static void try_many_files(void)
{
	for (int number = 3; number < 8; number++)
		expect("open", kernel_open("pg32.md", OPEN_READ), number);
	expect("open", kernel_open("pg32.md", OPEN_READ), ERROR_FILES);
	for (int number = 3; number < 8; number++)
		expect("close", kernel_close(number), 0);
}

static void try_calls(void)
{
	register int a0 __asm__("a0");
	__asm__ volatile("syscall 14" : "=r"(a0));
	expect("call 14", a0, ERROR_NO_CALL);
	__asm__ volatile("syscall -1" : "=r"(a0));
	expect("call -1", a0, ERROR_NO_CALL);
}

static void try_arguments(void)
{
	static char text[ARGUMENT_BYTES + 1], *arguments[ARGUMENTS + 2];
	int status;
	memset(text, 'x', ARGUMENT_BYTES);
	arguments[0] = text;
	expect("spawn", kernel_spawn("echo", arguments, 0, 1), ERROR_ARGUMENT);
	for (int i = 0; i <= ARGUMENTS; i++)
		arguments[i] = "";
	expect("spawn", kernel_spawn("echo", arguments, 0, 1), ERROR_ARGUMENT);
	expect("spawn", kernel_spawn("nothing", arguments + 1, 0, 1), ERROR_NOT_FOUND);
	expect("spawn", kernel_spawn("pg32.md", arguments + 1, 0, 1), ERROR_PROGRAM);
	expect("wait", kernel_wait(-1, &status), ERROR_NO_CHILD);
	expect("wait", kernel_wait(1, &status), ERROR_NO_CHILD);
}

/* All memory that there is, kept whole while the window moves; and no more. */
static void try_memory(void)
{
	enum { STEP = 65536 };
	uint32_t *first = (uint32_t *)kernel_grow(STEP), *words = first;
	unsigned steps = 0;
	expect("grow", kernel_grow(-16), ERROR_MEMORY);
	expect("grow", kernel_grow(0x7FFFFFFF), ERROR_MEMORY);
	while ((int)words > 0) {
		expect("fresh memory", (int)words[STEP / 4 - 1], 0);
		words[0] = words[STEP / 4 - 1] = steps++;
		words = (uint32_t *)kernel_grow(STEP);
	}
	for (unsigned i = 0; i < steps; i++) {
		expect("memory", (int)first[i * STEP / 4], (int)i);
		expect("memory", (int)first[(i + 1) * STEP / 4 - 1], (int)i);
	}
	printf("hostile: %s of 64 KiB\n", steps > 10 ? "many steps" : "few steps");
}

/* What no kernel maps. One of relocation maps nothing. */
static void try_mappings(void)
{
	static const struct {
		int file;
		unsigned offset, size;
		int error;
	} tries[] = {
		{ 3, 0, 0, ERROR_ARGUMENT },          { 3, 1, 1, ERROR_ARGUMENT },
		{ 3, 0x80000000, 1, ERROR_ARGUMENT }, { 3, 0, 0xFFFFFFFF, ERROR_ARGUMENT },
		{ -1, 0, 0xFFFFFFFF, ERROR_MEMORY },  { -1, 0, 0x800000, ERROR_MEMORY },
		{ 0, 0, 1, ERROR_NOT_OPEN },          { 4, 0, 1, ERROR_NOT_OPEN },
		{ -2, 0, 1, ERROR_NOT_OPEN },
	};
	expect("open", kernel_open("pg32.md", OPEN_READ), 3);
	bool is_paged = kernel_map(3, 0, 1) != ERROR_NO_CALL;
	for (unsigned i = 0; i < sizeof tries / sizeof tries[0]; i++) {
		int error = is_paged || tries[i].error == ERROR_NOT_OPEN ? tries[i].error
		                                                         : ERROR_NO_CALL;
		expect("map", kernel_map(tries[i].file, tries[i].offset, tries[i].size), error);
	}
	int error = is_paged ? ERROR_ARGUMENT : ERROR_NO_CALL;
	expect("unmap", kernel_unmap(NULL, 4096), error);
	expect("unmap", kernel_unmap((void *)0x8000, 4096), error);
	expect("unmap", kernel_unmap(wild[3], 0xFFFFFFFF), error);
	expect("close", kernel_close(3), 0);
}

/* More programs than there is room for: the kernel refuses, and has not forgotten any. */
static void try_processes(void)
{
	char *arguments[] = { "echo", NULL };
	int output = kernel_open("echoes", OPEN_WRITE), count = 0, ended = 0, status, result;
	while ((result = kernel_spawn("echo", arguments, 0, output)) > 0)
		count++;
	expect("spawn", result == ERROR_PROCESSES || result == ERROR_MEMORY, 1);
	while (kernel_wait(-1, &status) > 0)
		ended++;
	expect("children", ended, count);
	expect("close", kernel_close(output), 0);
	expect("remove", kernel_remove("echoes"), 0);
}

int main(void)
{
	try_addresses();
	try_files();
	try_sharing();
	try_many_files();
	try_calls();
	try_arguments();
	try_mappings();
	try_processes();
	try_memory();
	printf("hostile: %d failures\n", failures);
	return failures != 0;
}
