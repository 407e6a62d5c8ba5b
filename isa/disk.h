/* The disk: its unit, and what it is told and answers. */
#ifndef PG32_ISA_DISK_H
#define PG32_ISA_DISK_H

enum { SECTOR_SIZE = 512 };
enum disk_command { DISK_READ = 1, DISK_WRITE = 2 };
enum disk_status { DISK_IDLE = 0, DISK_BUSY = 1, DISK_DONE = 2, DISK_FAILED = 3 };

#endif
