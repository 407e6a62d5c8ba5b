/* The disk: one sector at a time; who waits for it sleeps. */
#ifndef PG32_KERNEL_DISK_H
#define PG32_KERNEL_DISK_H

#include <stdbool.h>
#include <stdint.h>
#include "isa/architecture.h"

struct kernel;

struct disk {
	enum disk_status status; /* of the last transfer */
};

/* Number of sectors; 0 without a disk. */
uint32_t disk_sectors(void);

/* Transfers a sector between the disk and memory. The current process sleeps until it is done;
 * only one may be here at a time. False where the disk failed. */
bool disk_transfer(struct kernel *kernel, enum disk_command command, uint32_t sector, void *memory);

/* Takes the status of a transfer that has ended, if any: what the device interrupt asks for. */
void disk_interrupt(struct kernel *kernel);

#endif
