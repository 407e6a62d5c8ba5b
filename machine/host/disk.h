/* The host's side of the disk: a file of whole sectors. */
#ifndef PG32_MACHINE_HOST_DISK_H
#define PG32_MACHINE_HOST_DISK_H

#include <stdbool.h>
#include <stdint.h>

struct host_disk {
	int file; /* descriptor, or -1 without a disk */
	uint32_t sectors;
	int write_error; /* errno of the first sector that could not be written; 0: none */
};

enum disk_use {
	DISK_RUN,   /* read and written by one run at a time */
	DISK_COPIED /* read once */
};

/* Opens the file; NULL for no disk. NULL, or one line that says why not. */
const char *host_disk_open(struct host_disk *disk, const char *path, enum disk_use use);

/* 0, or errno where the file could not be brought up to date. */
int host_disk_close(struct host_disk *disk);

/* Moves a sector to memory, or from it to the file; false on the host's error. */
bool host_disk_transfer(struct host_disk *disk, uint32_t sector, uint8_t *memory, bool write);

#endif
