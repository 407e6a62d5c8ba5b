/* System calls. Each checks what it is given: a number may be anything, and an address is the
 * program's own, to be found in its window. */
#include <string.h>
#include "programs/kernel/kernel.h"
#include "programs/kernel/syscall.h"

static struct open_file *open_file(struct kernel *kernel, uint32_t number)
{
	return number < PROCESS_FILES ? kernel->current->files[number] : NULL;
}

static void *bytes_at(struct kernel *kernel, uint32_t address, uint32_t size)
{
	return window_bytes(&kernel->current->window, address, size);
}

static const char *text_at(struct kernel *kernel, uint32_t address)
{
	return window_text(&kernel->current->window, address);
}

static int call_exit(struct kernel *kernel, const uint32_t *arguments)
{
	process_end(kernel, (int)(arguments[0] & STATUS_MASK));
}

static int call_read(struct kernel *kernel, const uint32_t *arguments)
{
	struct open_file *file = open_file(kernel, arguments[0]);
	void *to = bytes_at(kernel, arguments[1], arguments[2]);
	if (file == NULL)
		return ERROR_NOT_OPEN;
	return to == NULL ? ERROR_ADDRESS : file_read(kernel, file, to, arguments[2]);
}

static int call_write(struct kernel *kernel, const uint32_t *arguments)
{
	struct open_file *file = open_file(kernel, arguments[0]);
	const void *from = bytes_at(kernel, arguments[1], arguments[2]);
	if (file == NULL)
		return ERROR_NOT_OPEN;
	return from == NULL ? ERROR_ADDRESS : file_write(kernel, file, from, arguments[2]);
}

static int call_open(struct kernel *kernel, const uint32_t *arguments)
{
	struct open_file **files = kernel->current->files;
	const char *name = text_at(kernel, arguments[0]);
	int number = 0;
	if (name == NULL)
		return ERROR_ADDRESS;
	if (arguments[1] >= OPEN_MODES)
		return ERROR_ARGUMENT;
	while (number < PROCESS_FILES && files[number] != NULL)
		number++;
	if (number == PROCESS_FILES)
		return ERROR_FILES;
	int error = file_open(kernel, name, (enum open_mode)arguments[1], &files[number]);
	return error < 0 ? error : number;
}

static int call_close(struct kernel *kernel, const uint32_t *arguments)
{
	struct open_file *file = open_file(kernel, arguments[0]);
	if (file == NULL)
		return ERROR_NOT_OPEN;
	kernel->current->files[arguments[0]] = NULL;
	file_close(file);
	return 0;
}

static int call_remove(struct kernel *kernel, const uint32_t *arguments)
{
	const char *name = text_at(kernel, arguments[0]);
	return name == NULL ? ERROR_ADDRESS : file_remove(kernel, name);
}

static int call_list(struct kernel *kernel, const uint32_t *arguments)
{
	const struct volume *volume = &kernel->file_system.volume;
	struct file_information information = { .size = 0 };
	void *to = bytes_at(kernel, arguments[1], sizeof information);
	if (to == NULL)
		return ERROR_ADDRESS;
	if (arguments[0] >= volume->entries)
		return 0;
	const struct entry *entry = &volume->directory[arguments[0]];
	if (entry->name[0] != '\0') {
		memcpy(information.name, entry->name, NAME_SIZE);
		information.size = entry->size;
	}
	memcpy(to, &information, sizeof information);
	return 1;
}

static int call_grow(struct kernel *kernel, const uint32_t *arguments)
{
	struct window *window = &kernel->current->window;
	uint32_t end = window->end;
	if (!window_grow(window, &kernel->memory, arguments[0]))
		return ERROR_MEMORY;
	low_memory.psw.base = (uint32_t)window->base;
	low_memory.psw.bound = window->bound;
	return (int)end;
}

/* Copies the strings of argv, which a null pointer ends, out of the window. */
static int gather(struct kernel *kernel, uint32_t argv, struct arguments *arguments)
{
	arguments->count = arguments->size = 0;
	for (;;) {
		const uint32_t *word = bytes_at(kernel, argv + arguments->count * 4, 4);
		if (word == NULL)
			return ERROR_ADDRESS;
		if (*word == 0)
			return 0;
		const char *string = text_at(kernel, *word);
		if (string == NULL)
			return ERROR_ADDRESS;
		uint32_t size = strlen(string) + 1;
		if (arguments->count == ARGUMENTS || size > ARGUMENT_BYTES - arguments->size)
			return ERROR_ARGUMENT;
		memcpy(arguments->bytes + arguments->size, string, size);
		arguments->size += size;
		arguments->count++;
	}
}

static int call_spawn(struct kernel *kernel, const uint32_t *numbers)
{
	struct arguments arguments;
	struct open_file *files[STANDARD_FILES] = { open_file(kernel, numbers[2]),
		                                    open_file(kernel, numbers[3]),
		                                    open_file(kernel, STANDARD_ERROR) };
	const char *name = text_at(kernel, numbers[0]);
	if (name == NULL)
		return ERROR_ADDRESS;
	for (uint32_t i = 0; i < STANDARD_FILES; i++) {
		if (files[i] == NULL)
			return ERROR_NOT_OPEN;
	}
	int error = gather(kernel, numbers[1], &arguments);
	return error < 0 ? error : process_start(kernel, name, &arguments, files);
}

static int call_wait(struct kernel *kernel, const uint32_t *arguments)
{
	int status;
	void *to = bytes_at(kernel, arguments[1], sizeof status);
	if (to == NULL)
		return ERROR_ADDRESS;
	int number = process_wait(kernel, (int)arguments[0], &status);
	if (number >= 0)
		memcpy(to, &status, sizeof status);
	return number;
}

int system_call(struct kernel *kernel, uint32_t number, const uint32_t arguments[4])
{
	static int (*const calls[CALLS])(struct kernel *, const uint32_t *) = {
#define CALL(name, number, arguments) [number] = call_##name,
#include "programs/kernel/calls.def"
	};
	return number < CALLS ? calls[number](kernel, arguments) : ERROR_NO_CALL;
}
