/* What the parts of the kernel offer each other, and what the grader looks at. */
#ifndef KERNEL_H
#define KERNEL_H

#include "isa/architecture.h"
#include "pg32.h"

/* Low memory, as in assignments 2 and 3; entry.s places it at address 0. */
struct low_memory {
	struct psw old;
	uint32_t cause, value, word;
	struct psw new;
	uint32_t unused[3];
	uint32_t registers[16];
};

extern struct low_memory low_memory;

/* entry.s calls it at each trap, on a stack of its own: the kernel may be at work on the other one.
 */
void trap(void);

/* pause.s: passes time until a device requests attention, and lets its interrupt in: trap is
 * called, and then pause returns. Outside of it interrupts are off. */
void pause(void);

/* console.c. The interrupt takes the byte that was received; read gives the next one, or -1 at the
 * end of the input, and pauses until there is one. */
void console_start(void);
void console_interrupt(void);
int console_read(void);
void console_write(int byte);

/* disk.c. Both pause until the disk has done it. */
enum { SECTOR = 512 };
void disk_interrupt(void);
void disk_read(uint32_t sector, void *to);
void disk_write(uint32_t sector, const void *from);

/* files.c. A disk of zeros is one without files. Names have 1 to NAME - 1 letters, files at most
 * FILE_SIZE bytes, and there are at most FILES of them. put makes a file, or replaces it whole;
 * remove removes it. When put or remove returns, it will last: whenever the machine stops, and is
 * started again with the same disk, the files are those before the call that was interrupted or
 * those after it. Both return 0, or -1 and change nothing where it is not possible. get returns the
 * file's size and fills so much of to, or -1 where there is none. */
enum { NAME = 12, FILES = 16, FILE_SIZE = 2048 };
void files_start(void);
int files_put(const char *name, const uint8_t *bytes, uint32_t size);
int files_remove(const char *name);
int files_get(const char *name, uint8_t *to);

/* main.c, for the grader: how many orders are done, what each returned, and at the end the size and
 * a sum of each file. */
enum { ORDERS = 64 };
extern uint32_t done, results[ORDERS], sizes[FILES], sums[FILES];

#endif
