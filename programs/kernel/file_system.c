/* The file system: brings the volume's changes to the disk. */
#include <string.h>
#include "programs/kernel/file_system.h"
#include "programs/kernel/kernel.h"
#include "programs/kernel/print.h"

static bool write_metadata(struct kernel *kernel, uint32_t sector)
{
	uint8_t *metadata = kernel->file_system.volume.metadata;
	return disk_transfer(kernel, DISK_WRITE, sector, metadata + sector * SECTOR_SIZE);
}

static bool write_entry(struct kernel *kernel, int entry)
{
	return write_metadata(kernel, volume_entry_sector(&kernel->file_system.volume, entry));
}

/* Brings a data sector into the buffer. */
static bool load(struct kernel *kernel, uint32_t sector)
{
	struct file_system *system = &kernel->file_system;
	if (system->cached == sector)
		return true;
	system->cached = 0;
	if (!disk_transfer(kernel, DISK_READ, sector, system->buffer))
		return false;
	system->cached = sector;
	return true;
}

/* Adds a sector of zeros, in the buffer, to a file. Returns its number or an error. The new
 * sector's map word reaches the disk before the word that leads to it. */
static int extend(struct kernel *kernel, int entry)
{
	struct file_system *system = &kernel->file_system;
	uint32_t previous, sector = volume_extend(&system->volume, entry, &previous);
	if (sector == 0)
		return ERROR_FULL;
	uint32_t map = volume_map_sector(sector);
	if (!write_metadata(kernel, map))
		return ERROR_DISK;
	if (previous != 0 && volume_map_sector(previous) != map &&
	    !write_metadata(kernel, volume_map_sector(previous)))
		return ERROR_DISK;
	memset(system->buffer, 0, SECTOR_SIZE);
	system->cached = sector;
	return (int)sector;
}

/* Brings the sector with this byte into the buffer, a new one at the end of the file. Returns
 * its number or an error. */
static int prepare(struct kernel *kernel, int entry, uint32_t offset)
{
	uint32_t sector = volume_sector(&kernel->file_system.volume, entry, offset);
	if (sector == 0)
		return extend(kernel, entry);
	return load(kernel, sector) ? (int)sector : ERROR_DISK;
}

/* Makes a file empty on the disk: first its entry, then the map words of its sectors, so that no
 * file ever has a free sector. */
static bool make_empty(struct kernel *kernel, int entry)
{
	struct volume *volume = &kernel->file_system.volume;
	uint32_t sector = volume_detach(volume, entry);
	if (!write_entry(kernel, entry))
		return false;
	while (sector != MAP_END) {
		uint32_t map = volume_map_sector(sector);
		sector = volume_free(volume, sector);
		bool more_in_map = sector != MAP_END && volume_map_sector(sector) == map;
		if (!more_in_map && !write_metadata(kernel, map))
			return false;
	}
	return true;
}

int file_system_find(const struct kernel *kernel, const char *name)
{
	int entry = volume_find(&kernel->file_system.volume, name);
	return entry >= 0 ? entry : ERROR_NOT_FOUND;
}

int file_system_create(struct kernel *kernel, const char *name)
{
	if (!volume_name_is_valid(name))
		return ERROR_ARGUMENT;
	int entry = volume_create(&kernel->file_system.volume, name);
	if (entry < 0)
		return ERROR_DIRECTORY;
	return write_entry(kernel, entry) ? entry : ERROR_DISK;
}

int file_system_empty(struct kernel *kernel, int entry)
{
	bool is_empty = kernel->file_system.volume.directory[entry].first == MAP_END;
	return is_empty || make_empty(kernel, entry) ? entry : ERROR_DISK;
}

/* How many of size bytes at the offset lie in its sector. */
static uint32_t part_in_sector(uint32_t offset, uint32_t size)
{
	uint32_t room = SECTOR_SIZE - offset % SECTOR_SIZE;
	return size < room ? size : room;
}

int file_system_read(struct kernel *kernel, int entry, uint32_t offset, void *to, uint32_t size)
{
	struct volume *volume = &kernel->file_system.volume;
	uint32_t file_size = volume->directory[entry].size, done = 0;
	if (size > file_size - offset)
		size = file_size - offset;
	while (done < size) {
		uint32_t place = offset + done, part = part_in_sector(place, size - done);
		if (!load(kernel, volume_sector(volume, entry, place)))
			return done > 0 ? (int)done : ERROR_DISK;
		memcpy((uint8_t *)to + done, kernel->file_system.buffer + place % SECTOR_SIZE,
		       part);
		done += part;
	}
	return (int)done;
}

/* Writes the bytes that lie in one sector. Returns how many, or an error. */
static int write_part(struct kernel *kernel, int entry, uint32_t offset, const uint8_t *from,
                      uint32_t size)
{
	uint8_t *buffer = kernel->file_system.buffer;
	uint32_t part = part_in_sector(offset, size);
	int sector = prepare(kernel, entry, offset);
	if (sector < 0)
		return sector;
	memcpy(buffer + offset % SECTOR_SIZE, from, part);
	if (!disk_transfer(kernel, DISK_WRITE, (uint32_t)sector, buffer))
		return ERROR_DISK;
	return (int)part;
}

int file_system_write(struct kernel *kernel, int entry, uint32_t offset, const void *from,
                      uint32_t size)
{
	uint32_t *file_size = &kernel->file_system.volume.directory[entry].size;
	uint32_t done = 0;
	int part = 0;
	while (done < size) {
		part = write_part(kernel, entry, offset + done, (const uint8_t *)from + done,
		                  size - done);
		if (part < 0)
			break;
		done += (uint32_t)part;
	}
	if (offset + done > *file_size)
		*file_size = offset + done;
	if (!write_entry(kernel, entry))
		return ERROR_DISK;
	return done > 0 ? (int)done : part;
}

int file_system_remove(struct kernel *kernel, int entry)
{
	struct volume *volume = &kernel->file_system.volume;
	if (!make_empty(kernel, entry))
		return ERROR_DISK;
	volume_remove(volume, entry);
	return write_entry(kernel, entry) ? 0 : ERROR_DISK;
}

uint32_t file_system_size(const struct kernel *kernel, int entry)
{
	return kernel->file_system.volume.directory[entry].size;
}

/* Reads the metadata into memory that stays the file system's. Returns NULL where there is none
 * to read, having said why. */
static uint8_t *read_metadata(struct kernel *kernel)
{
	struct superblock *superblock = (void *)kernel->file_system.buffer;
	uint32_t count;
	if (disk_sectors() == 0 || !disk_transfer(kernel, DISK_READ, 0, superblock)) {
		print("kernel: no disk\n");
		return NULL;
	}
	enum volume_state state = volume_measure(superblock, disk_sectors(), &count);
	if (state != VOLUME_SOUND) {
		print("kernel: the disk is %s\n", volume_state_text(state));
		return NULL;
	}
	uint8_t *metadata = memory_allocate(&kernel->memory, page_up(count * SECTOR_SIZE));
	if (metadata == NULL) {
		print("kernel: no memory for the disk's directory\n");
		return NULL;
	}
	for (uint32_t sector = 0; sector < count; sector++) {
		if (!disk_transfer(kernel, DISK_READ, sector, metadata + sector * SECTOR_SIZE)) {
			print("kernel: the disk failed\n");
			return NULL;
		}
	}
	return metadata;
}

void file_system_mount(struct kernel *kernel)
{
	struct volume volume;
	uint8_t *metadata = read_metadata(kernel);
	if (metadata == NULL)
		return;
	enum volume_state state = volume_open(&volume, metadata);
	if (state != VOLUME_SOUND) {
		print("kernel: the disk is %s\n", volume_state_text(state));
		return;
	}
	kernel->file_system.volume = volume;
	print("kernel: %u of %u sectors of the disk are free\n", volume_free_sectors(&volume),
	      volume.sectors);
}
