/* The host's side of the disk: a file of whole sectors. */
#ifndef PG32_MACHINE_HOST_DISK_H
#define PG32_MACHINE_HOST_DISK_H

#include <stdbool.h>
#include <stdint.h>

struct host_disk {
	int file; /* descriptor, or -1 without a disk */
	uint32_t sectors;
};

/* Opens the file for reading and writing; NULL for no disk. NULL, or one line that says why not. */
const char *host_disk_open(struct host_disk *disk, const char *path);

/* False where the file could not be brought up to date. */
bool host_disk_close(struct host_disk *disk);

/* Moves a sector to memory, or from it to the file; false on the host's error. */
bool host_disk_transfer(struct host_disk *disk, uint32_t sector, uint8_t *memory, bool write);

#endif
