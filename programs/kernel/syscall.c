/* System calls. Each checks what it is given: a number may be anything, and an address is the
 * program's own, to be found in its space. */
#include <string.h>
#include "programs/kernel/kernel.h"
#include "programs/kernel/machine.h"
#include "programs/kernel/syscall.h"
#include "programs/kernel/user.h"

static struct open_file *open_file(struct kernel *kernel, uint32_t number)
{
	return number < PROCESS_FILES ? kernel->current->files[number] : NULL;
}

static struct space *space(const struct kernel *kernel)
{
	return kernel->current->space;
}

/* The name of a file. One that is cut is no file's. */
static int name_at(struct kernel *kernel, uint32_t address, char name[NAME_SIZE + 1])
{
	int error = user_text(kernel, space(kernel), address, name, NAME_SIZE + 1);
	return error == ERROR_ARGUMENT ? 0 : error;
}

static int call_exit(struct kernel *kernel, const uint32_t *arguments)
{
	process_end(kernel, (int)(arguments[0] & STATUS_MASK));
}

/* The next bytes of those that a call moves. */
static int move_span(struct kernel *kernel, struct open_file *file, uint32_t access,
                     struct span *span)
{
	int count = space_hold(kernel, space(kernel), access, span);
	if (count < 0)
		return count;
	if (access == ENTRY_WRITE)
		count = file_read(kernel, file, span->bytes, span->size);
	else
		count = file_write(kernel, file, span->bytes, span->size);
	space_release(kernel, span);
	return count;
}

/* Moves bytes between a file and the program's memory, which is to be accessed so, until as many
 * are moved as there are. The console has given what it gives after the first of them. */
static int move(struct kernel *kernel, const uint32_t *arguments, uint32_t access)
{
	struct open_file *file = open_file(kernel, arguments[0]);
	uint32_t address = arguments[1], size = arguments[2], done = 0;
	if (file == NULL)
		return ERROR_NOT_OPEN;
	if (!space_permits(space(kernel), address, size, access))
		return ERROR_ADDRESS;
	bool is_console = access == ENTRY_WRITE && file->entry == ENTRY_CONSOLE;
	while (done < size) {
		struct span span = { .address = address + done, .size = size - done };
		int count = move_span(kernel, file, access, &span);
		if (count < 0)
			return done > 0 ? (int)done : count;
		done += (uint32_t)count;
		if ((uint32_t)count < span.size || is_console)
			break;
	}
	return (int)done;
}

static int call_read(struct kernel *kernel, const uint32_t *arguments)
{
	return move(kernel, arguments, ENTRY_WRITE);
}

static int call_write(struct kernel *kernel, const uint32_t *arguments)
{
	return move(kernel, arguments, ENTRY_READ);
}

static int call_open(struct kernel *kernel, const uint32_t *arguments)
{
	struct open_file **files = kernel->current->files;
	char name[NAME_SIZE + 1];
	int number = 0, error = name_at(kernel, arguments[0], name);
	if (error < 0)
		return error;
	if (arguments[1] >= OPEN_MODES)
		return ERROR_ARGUMENT;
	while (number < PROCESS_FILES && files[number] != NULL)
		number++;
	if (number == PROCESS_FILES)
		return ERROR_FILES;
	error = file_open(kernel, name, (enum open_mode)arguments[1], &files[number]);
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
	char name[NAME_SIZE + 1];
	int error = name_at(kernel, arguments[0], name);
	return error < 0 ? error : file_remove(kernel, name);
}

static int call_list(struct kernel *kernel, const uint32_t *arguments)
{
	const struct volume *volume = &kernel->file_system.volume;
	struct file_information information = { .size = 0 };
	if (!space_permits(space(kernel), arguments[1], sizeof information, ENTRY_WRITE))
		return ERROR_ADDRESS;
	if (arguments[0] >= volume->entries)
		return 0;
	const struct entry *entry = &volume->directory[arguments[0]];
	if (entry->name[0] != '\0') {
		memcpy(information.name, entry->name, NAME_SIZE);
		information.size = entry->size;
	}
	int error =
	        user_write(kernel, space(kernel), arguments[1], &information, sizeof information);
	return error < 0 ? error : 1;
}

static int call_grow(struct kernel *kernel, const uint32_t *arguments)
{
	int end = space_grow(kernel, space(kernel), arguments[0]);
	space_select(space(kernel), &low_memory.psw);
	return end;
}

/* Copies the strings of argv, which a null pointer ends. */
static int gather(struct kernel *kernel, uint32_t argv, struct arguments *arguments)
{
	arguments->count = arguments->size = 0;
	for (;;) {
		uint32_t string, room = ARGUMENT_BYTES - arguments->size;
		char *to = arguments->bytes + arguments->size;
		int error = user_read(kernel, space(kernel), argv + arguments->count * 4, &string,
		                      sizeof string);
		if (error < 0 || string == 0)
			return error;
		if (arguments->count == ARGUMENTS || room == 0)
			return ERROR_ARGUMENT;
		error = user_text(kernel, space(kernel), string, to, room);
		if (error < 0)
			return error;
		arguments->size += strlen(to) + 1;
		arguments->count++;
	}
}

static int call_spawn(struct kernel *kernel, const uint32_t *numbers)
{
	struct arguments arguments;
	struct open_file *files[STANDARD_FILES] = { open_file(kernel, numbers[2]),
		                                    open_file(kernel, numbers[3]),
		                                    open_file(kernel, STANDARD_ERROR) };
	char name[NAME_SIZE + 1];
	int error = name_at(kernel, numbers[0], name);
	if (error < 0)
		return error;
	for (uint32_t i = 0; i < STANDARD_FILES; i++) {
		if (files[i] == NULL)
			return ERROR_NOT_OPEN;
	}
	error = gather(kernel, numbers[1], &arguments);
	return error < 0 ? error : process_start(kernel, name, &arguments, files);
}

static int call_wait(struct kernel *kernel, const uint32_t *arguments)
{
	int status;
	if (!space_permits(space(kernel), arguments[1], sizeof status, ENTRY_WRITE))
		return ERROR_ADDRESS;
	int number = process_wait(kernel, (int)arguments[0], &status);
	int error = 0;
	if (number >= 0)
		error = user_write(kernel, space(kernel), arguments[1], &status, sizeof status);
	return error < 0 ? error : number;
}

static int call_fork(struct kernel *kernel, const uint32_t *arguments)
{
	(void)arguments;
	return process_fork(kernel);
}

static int call_map(struct kernel *kernel, const uint32_t *arguments)
{
	struct open_file *file = NULL;
	if (arguments[0] != (uint32_t)-1) {
		file = open_file(kernel, arguments[0]);
		if (file == NULL || file->entry == ENTRY_CONSOLE || file->mode != OPEN_READ)
			return ERROR_NOT_OPEN;
	}
	return space_map(kernel, space(kernel), file, arguments[1], arguments[2]);
}

static int call_unmap(struct kernel *kernel, const uint32_t *arguments)
{
	return space_unmap(kernel, space(kernel), arguments[0], arguments[1]);
}

static int call_memory(struct kernel *kernel, const uint32_t *arguments)
{
	struct memory_information information;
	space_count(kernel, &information);
	return user_write(kernel, space(kernel), arguments[0], &information, sizeof information);
}

int system_call(struct kernel *kernel, uint32_t number, const uint32_t arguments[4])
{
	static int (*const calls[CALLS])(struct kernel *, const uint32_t *) = {
#define CALL(name, number, arguments) [number] = call_##name,
#include "programs/kernel/calls.def"
	};
	return number < CALLS ? calls[number](kernel, arguments) : ERROR_NO_CALL;
}
