/* The toy kernel: its whole state, and the memory it lives in. */
#ifndef PG32_KERNEL_KERNEL_H
#define PG32_KERNEL_KERNEL_H

#include "programs/kernel/console.h"
#include "programs/kernel/disk.h"
#include "programs/kernel/file.h"
#include "programs/kernel/file_system.h"
#include "programs/kernel/memory.h"
#include "programs/kernel/process.h"
#include "programs/kernel/space.h"

/* Physical memory. The kernel sees all of it, a process its space only:
 *
 *     memory size  +------------------------------+
 *                  | boot table, boot modules     |
 *     a0 at start  +------------------------------+
 *                  | pages of the allocator:      |
 *                  |   windows of processes, or   |   user mode: base and bound of the PSW,
 *                  |   pages and tables           |   or a root table
 *                  |   a kernel stack for each    |
 *                  |   the volume's metadata      |
 *     _end         +------------------------------+
 *                  | kernel: data, boot stack     |
 *                  | kernel: text                 |   supervisor mode: base 0, bound = memory size
 *     0x1000       +------------------------------+
 *                  | struct low_memory            |
 *     0x0000       +------------------------------+
 */

/* With which statuses the machine halts where it is not the first process that says it. */
enum kernel_status { KERNEL_PANIC = 63, KERNEL_NOT_STARTED = 61 };

struct kernel {
	struct memory memory;
	struct console console;
	struct disk disk;
	struct file_system file_system;
	struct files files;
	struct spaces *spaces;
	struct process processes[PROCESSES];
	struct process *current;
	int last_number; /* that a process was given */
};

#endif
