/* The file system: the volume on the disk. */
#ifndef PG32_KERNEL_FILE_SYSTEM_H
#define PG32_KERNEL_FILE_SYSTEM_H

#include <stdint.h>
#include "programs/kernel/interface.h"
#include "programs/kernel/volume.h"

struct kernel;

/* Whatever changes is written to the disk at once, in an order such that a machine that stops
 * at any instruction leaves a sound volume: at worst, sectors that no file has are not free. Where
 * the disk fails, memory may be ahead of it. */
struct file_system {
	struct volume volume; /* without entries until it is mounted */
	uint32_t cached;      /* the data sector that buffer holds, or 0 */
	uint8_t buffer[SECTOR_SIZE];
};

/* Reads and checks the volume's metadata, and says what it found. Where the volume is not there
 * or not sound, or memory does not suffice, it stays empty. */
void file_system_mount(struct kernel *kernel);

/* The functions below sleep while the disk works. Only one process at a time may be in any of
 * them: file.c sees to that. They return an error of errors.def where they can not do their work.
 * An entry is the number of a file. */

/* The file with this name. Does not sleep. */
int file_system_find(const struct kernel *kernel, const char *name);

/* A new, empty file with a name that no file has; an existing file, made empty. */
int file_system_create(struct kernel *kernel, const char *name);
int file_system_empty(struct kernel *kernel, int entry);

/* Moves bytes of a file, from an offset that is at most its size. Returns how many: when
 * reading, fewer where the file ends; when writing, fewer where the disk fills up or fails. */
int file_system_read(struct kernel *kernel, int entry, uint32_t offset, void *to, uint32_t size);
int file_system_write(struct kernel *kernel, int entry, uint32_t offset, const void *from,
                      uint32_t size);

/* Makes the file not exist. Returns 0. */
int file_system_remove(struct kernel *kernel, int entry);

/* The size of a file in bytes. */
uint32_t file_system_size(const struct kernel *kernel, int entry);

#endif
