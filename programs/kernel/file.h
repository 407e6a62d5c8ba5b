/* Open files: the console or a file of the volume, shared by the processes that inherit them. */
#ifndef PG32_KERNEL_FILE_H
#define PG32_KERNEL_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include "isa/architecture.h"
#include "programs/kernel/interface.h"

struct kernel;

enum { OPEN_FILES = 48 };

/* The entry that stands for the console. */
enum { ENTRY_CONSOLE = -1 };

/* A file may be open for reading any number of times, or for writing once: so an offset is never
 * beyond the file's end. */
struct open_file {
	uint32_t references; /* 0: this place is free */
	int entry;           /* in the directory of the volume */
	enum open_mode mode;
	uint32_t offset; /* of the next byte to read or write */
};

struct files {
	struct open_file open[OPEN_FILES];
	bool locked; /* a process works with the file system, or sleeps in it */
};

/* The functions that return an int return an error of errors.def where they fail. */

/* Opens a file as the mode says. */
int file_open(struct kernel *kernel, const char *name, enum open_mode mode,
              struct open_file **opened);

/* The console as a file, or NULL where too many are open. */
struct open_file *file_open_console(struct kernel *kernel);

/* One more, one fewer user of an open file; the last one closes it. */
struct open_file *file_share(struct open_file *file);
void file_close(struct open_file *file);

/* Moves bytes, the console's included. Returns how many. */
int file_read(struct kernel *kernel, struct open_file *file, void *to, uint32_t size);
int file_write(struct kernel *kernel, struct open_file *file, const void *from, uint32_t size);

/* Reads exactly so many bytes at an offset of a file of the volume, whose own offset stays. Returns
 * 0. */
int file_read_at(struct kernel *kernel, struct open_file *file, uint32_t offset, void *to,
                 uint32_t size);

/* Moves a sector that is no file's, when no other process works with the disk. False where it
 * failed. */
bool file_transfer(struct kernel *kernel, enum disk_command command, uint32_t sector, void *memory);

/* The size of an open file of the volume in bytes. */
uint32_t file_size(const struct kernel *kernel, const struct open_file *file);

/* Removes a file that nobody has open. Returns 0. */
int file_remove(struct kernel *kernel, const char *name);

#endif
