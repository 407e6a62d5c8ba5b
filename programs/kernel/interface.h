/* What the toy kernel and its user programs agree on. */
#ifndef PG32_KERNEL_INTERFACE_H
#define PG32_KERNEL_INTERFACE_H

#include <stdint.h>
#include "programs/kernel/volume.h"

/* A user program's window, under the kernel of relocation. Its image is linked at USER_IMAGE; the
 * stack below it can not grow into anything: beneath address 0 the window ends. The heap grows
 * upwards, and the window with it. Under the kernel of paging the stack is elsewhere, and there is
 * more: paging/layout.h draws it.
 *
 *     bound  +---------------------------+
 *            | heap: grown by call grow  |
 *            | data, zeroed data         |
 *            | text, read-only data      |
 *     0x8000 +---------------------------+ USER_IMAGE
 *            | arguments: strings, argv  |
 *            | stack, downwards          |
 *     0x0000 +---------------------------+
 *
 * A program starts at its entry with a0 = the number of its arguments, its name among them,
 * and a1 = their array, which a null pointer ends.
 */
#define USER_IMAGE UINT32_C(0x8000)
#define USER_WINDOW_MAXIMUM UINT32_C(0x800000)

/* Bytes of all arguments together, each with its NUL; and how many there may be. */
enum { ARGUMENT_BYTES = 512, ARGUMENTS = 32 };

enum call {
#define CALL(name, number, arguments) CALL_##name = (number),
#include "programs/kernel/calls.def"
	CALLS
};

enum error {
#define ERROR(NAME, number, text) ERROR_##NAME = (number),
#include "programs/kernel/errors.def"
	NO_ERROR = 0
};

/* A file may be open for reading any number of times, or for writing once. */
enum open_mode { OPEN_READ, OPEN_WRITE /* made empty first */, OPEN_APPEND, OPEN_MODES };

/* The files that a process has from its parent. */
enum { STANDARD_INPUT, STANDARD_OUTPUT, STANDARD_ERROR, STANDARD_FILES };

/* One place of the directory. */
struct file_information {
	char name[NAME_SIZE]; /* empty where no file is at this place */
	uint32_t size;
};

/* Memory, in pages of 4096 bytes; and what a kernel of paging has done since it started. */
struct memory_information {
	uint32_t free;
	uint32_t swap_free;   /* on the disk */
	uint32_t faults;      /* of programs */
	uint32_t loaded;      /* parts of pages, from files */
	uint32_t copied;      /* that were shared, at a store */
	uint32_t swapped_out; /* to the disk, and back */
	uint32_t swapped_in;
};

/* The status of a process is 0 to 63, as the machine's; exit keeps the low six bits. These are
 * given by the kernel. */
enum { STATUS_MASK = 63, STATUS_KILLED = 62 };

#endif
