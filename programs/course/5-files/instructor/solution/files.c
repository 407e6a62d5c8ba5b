/* Files on the disk, which survive a stop at any instant. Sector 0 is the directory. A change
 * writes data to sectors that no file of it has, and then the directory: its one sector is the
 * instant at which the change happens. */
#include "kernel.h"

enum { DIRECTORY = 0, DATA = 1 };

struct directory {
	struct file {
		char name[NAME];
		uint16_t start, size; /* start is 0 where there is no file */
	} files[FILES];
	uint8_t rest[SECTOR - FILES * (NAME + 4)];
};

static struct directory directory, other;
static uint8_t buffer[SECTOR];

static void copy(void *to, const void *from, uint32_t size)
{
	uint8_t *a = to;
	const uint8_t *b = from;
	while (size-- > 0)
		*a++ = *b++;
}

void files_start(void)
{
	disk_read(DIRECTORY, &directory);
}

static struct file *find(struct directory *in, const char *name)
{
	for (uint32_t i = 0; i < FILES; i++) {
		uint32_t k = 0;
		while (k < NAME - 1 && in->files[i].name[k] == name[k] && name[k] != 0)
			k++;
		if (in->files[i].start != 0 && in->files[i].name[k] == name[k])
			return &in->files[i];
	}
	return 0;
}

static uint32_t sectors_of(uint32_t size)
{
	return (size + SECTOR - 1) / SECTOR;
}

/* The first of so many sectors that no file has, or 0. */
static uint32_t find_room(uint32_t sectors)
{
	uint32_t end = read_port(PORT_DISK_SECTORS);
	for (uint32_t start = DATA; start + sectors <= end; start++) {
		uint32_t i = 0;
		while (i < FILES &&
		       (directory.files[i].start == 0 ||
		        start + sectors <= directory.files[i].start ||
		        start >= directory.files[i].start + sectors_of(directory.files[i].size)))
			i++;
		if (i == FILES)
			return start;
	}
	return 0;
}

/* The instant of a change. */
static void commit(void)
{
	disk_write(DIRECTORY, &other);
	directory = other;
}

int files_put(const char *name, const uint8_t *bytes, uint32_t size)
{
	uint32_t length = 0;
	while (length < NAME && name[length] != 0)
		length++;
	if (length == 0 || length == NAME || size > FILE_SIZE)
		return -1;
	other = directory;
	struct file *file = find(&other, name);
	for (uint32_t i = 0; file == 0 && i < FILES; i++)
		if (other.files[i].start == 0)
			file = &other.files[i];
	uint32_t start = find_room(sectors_of(size));
	if (file == 0 || start == 0)
		return -1;
	for (uint32_t i = 0; i < sectors_of(size); i++) {
		uint32_t left = size - i * SECTOR;
		copy(buffer, bytes + i * SECTOR, left < SECTOR ? left : SECTOR);
		disk_write(start + i, buffer);
	}
	uint32_t k = 0;
	for (; k < NAME - 1 && name[k] != 0; k++)
		file->name[k] = name[k];
	for (; k < NAME; k++)
		file->name[k] = 0;
	file->start = (uint16_t)start;
	file->size = (uint16_t)size;
	commit();
	return 0;
}

int files_remove(const char *name)
{
	other = directory;
	struct file *file = find(&other, name);
	if (file == 0)
		return -1;
	file->start = 0;
	commit();
	return 0;
}

int files_get(const char *name, uint8_t *to)
{
	struct file *file = find(&directory, name);
	if (file == 0)
		return -1;
	for (uint32_t i = 0; i < sectors_of(file->size); i++) {
		uint32_t left = file->size - i * SECTOR;
		disk_read(file->start + i, buffer);
		copy(to + i * SECTOR, buffer, left < SECTOR ? left : SECTOR);
	}
	return (int)file->size;
}
