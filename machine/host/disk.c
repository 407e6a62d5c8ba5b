/* Disk sectors to and from a host file. */
#include "machine/host/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "isa/disk.h"

const char *host_disk_open(struct host_disk *disk, const char *path, enum disk_use use)
{
	*disk = (struct host_disk){ .file = -1 };
	if (path == NULL)
		return NULL;
	/* A pipe is not waited for: it is refused. */
	int access = use == DISK_RUN ? O_RDWR : O_RDONLY;
	int lock = use == DISK_RUN ? LOCK_EX : LOCK_SH;
	disk->file = open(path, access | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (disk->file < 0)
		return strerror(errno);
	struct stat status;
	const char *problem = NULL;
	if (fstat(disk->file, &status) != 0)
		problem = strerror(errno);
	else if (!S_ISREG(status.st_mode))
		problem = "a disk must be a regular file";
	else if (flock(disk->file, lock | LOCK_NB) != 0 && errno == EWOULDBLOCK)
		problem = "another run has this disk";
	else if (status.st_size % SECTOR_SIZE != 0)
		problem = "a disk's size must be a multiple of 512 bytes";
	else if (status.st_size / SECTOR_SIZE > UINT32_MAX)
		problem = "a disk has at most 2^32 - 1 sectors";
	if (problem != NULL) {
		close(disk->file);
		disk->file = -1;
		return problem;
	}
	disk->sectors = (uint32_t)(status.st_size / SECTOR_SIZE);
	return NULL;
}

int host_disk_close(struct host_disk *disk)
{
	int error = disk->file < 0 || close(disk->file) == 0 ? 0 : errno;
	disk->file = -1;
	return disk->write_error != 0 ? disk->write_error : error;
}

bool host_disk_transfer(struct host_disk *disk, uint32_t sector, uint8_t *memory, bool write)
{
	off_t offset = (off_t)sector * SECTOR_SIZE;
	ssize_t moved;
	do
		moved = write ? pwrite(disk->file, memory, SECTOR_SIZE, offset)
		              : pread(disk->file, memory, SECTOR_SIZE, offset);
	while (moved < 0 && errno == EINTR);
	if (write && moved != SECTOR_SIZE && disk->write_error == 0)
		disk->write_error = moved < 0 ? errno : ENOSPC;
	return moved == SECTOR_SIZE;
}
