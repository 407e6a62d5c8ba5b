/* Open files: who may open what, and where each reads or writes next. */
#include "programs/kernel/file.h"
#include "programs/kernel/kernel.h"
#include "programs/kernel/scheduler.h"

/* The file system sleeps while the disk works, and another process may then want it. */
static void lock(struct kernel *kernel)
{
	while (kernel->files.locked)
		sleep(kernel, &kernel->files);
	kernel->files.locked = true;
}

static int unlock(struct kernel *kernel, int result)
{
	kernel->files.locked = false;
	wake(kernel, &kernel->files);
	return result;
}

static struct open_file *find_place(struct kernel *kernel)
{
	for (uint32_t i = 0; i < OPEN_FILES; i++) {
		if (kernel->files.open[i].references == 0)
			return &kernel->files.open[i];
	}
	return NULL;
}

/* Whether somebody has the file open in a way that keeps others from opening it so. */
static bool is_busy(const struct kernel *kernel, int entry, enum open_mode mode)
{
	for (uint32_t i = 0; i < OPEN_FILES; i++) {
		const struct open_file *file = &kernel->files.open[i];
		bool both_read = mode == OPEN_READ && file->mode == OPEN_READ;
		if (file->references > 0 && file->entry == entry && !both_read)
			return true;
	}
	return false;
}

/* The entry of a file that may be opened so, made or emptied where the mode wants it. */
static int prepare(struct kernel *kernel, const char *name, enum open_mode mode)
{
	int entry = file_system_find(kernel, name);
	if (entry == ERROR_NOT_FOUND && mode != OPEN_READ)
		return file_system_create(kernel, name);
	if (entry >= 0 && is_busy(kernel, entry, mode))
		return ERROR_BUSY;
	if (entry >= 0 && mode == OPEN_WRITE)
		return file_system_empty(kernel, entry);
	return entry;
}

int file_open(struct kernel *kernel, const char *name, enum open_mode mode,
              struct open_file **opened)
{
	lock(kernel);
	if (find_place(kernel) == NULL)
		return unlock(kernel, ERROR_FILES);
	int entry = prepare(kernel, name, mode);
	if (entry < 0)
		return unlock(kernel, entry);
	/* Places are taken under the lock only, so the one seen above is still there. */
	struct open_file *file = find_place(kernel);
	uint32_t offset = mode == OPEN_APPEND ? file_system_size(kernel, entry) : 0;
	*file = (struct open_file){
		.references = 1, .entry = entry, .mode = mode, .offset = offset
	};
	*opened = file;
	return unlock(kernel, 0);
}

struct open_file *file_open_console(struct kernel *kernel)
{
	struct open_file *file = find_place(kernel);
	if (file != NULL)
		*file = (struct open_file){ .references = 1, .entry = ENTRY_CONSOLE };
	return file;
}

struct open_file *file_share(struct open_file *file)
{
	file->references++;
	return file;
}

void file_close(struct open_file *file)
{
	file->references--;
}

int file_read(struct kernel *kernel, struct open_file *file, void *to, uint32_t size)
{
	if (size == 0)
		return 0;
	if (file->entry == ENTRY_CONSOLE)
		return (int)console_read(kernel, to, size);
	if (file->mode != OPEN_READ)
		return ERROR_NOT_OPEN;
	lock(kernel);
	int count = file_system_read(kernel, file->entry, file->offset, to, size);
	if (count > 0)
		file->offset += (uint32_t)count;
	return unlock(kernel, count);
}

int file_read_at(struct kernel *kernel, struct open_file *file, uint32_t offset, void *to,
                 uint32_t size)
{
	lock(kernel);
	int count = file_system_read(kernel, file->entry, offset, to, size);
	if (count >= 0)
		count = (uint32_t)count == size ? 0 : ERROR_DISK;
	return unlock(kernel, count);
}

int file_write(struct kernel *kernel, struct open_file *file, const void *from, uint32_t size)
{
	if (file->entry == ENTRY_CONSOLE) {
		console_write(from, size);
		return (int)size;
	}
	if (file->mode == OPEN_READ)
		return ERROR_NOT_OPEN;
	if (size == 0)
		return 0;
	lock(kernel);
	int count = file_system_write(kernel, file->entry, file->offset, from, size);
	if (count > 0)
		file->offset += (uint32_t)count;
	return unlock(kernel, count);
}

bool file_transfer(struct kernel *kernel, enum disk_command command, uint32_t sector, void *memory)
{
	lock(kernel);
	bool is_done = disk_transfer(kernel, command, sector, memory);
	unlock(kernel, 0);
	return is_done;
}

uint32_t file_size(const struct kernel *kernel, const struct open_file *file)
{
	return file_system_size(kernel, file->entry);
}

int file_remove(struct kernel *kernel, const char *name)
{
	lock(kernel);
	int entry = file_system_find(kernel, name);
	if (entry < 0)
		return unlock(kernel, entry);
	if (is_busy(kernel, entry, OPEN_WRITE))
		return unlock(kernel, ERROR_BUSY);
	return unlock(kernel, file_system_remove(kernel, entry));
}
