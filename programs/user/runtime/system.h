/* What a user program asks of the toy kernel: one function for each call of calls.def. A negative
 * result is an error of errors.def. */
#ifndef PG32_USER_SYSTEM_H
#define PG32_USER_SYSTEM_H

#include <stdint.h>
#include "programs/kernel/interface.h"

/* Ends the program at once. exit() of stdlib.h writes what is still to be written, and ends here.
 */
_Noreturn void kernel_exit(int status);

/* Bytes moved; a read gives 0 at the end of the file, and from the console at most one line. */
int kernel_read(int file, void *to, unsigned size);
int kernel_write(int file, const void *from, unsigned size);

/* A file number; the file is created, or emptied, as the mode says. */
int kernel_open(const char *name, enum open_mode mode);
int kernel_close(int file);
int kernel_remove(const char *name);

/* What is at this place of the directory, counted from 0: returns 1, or 0 beyond the last one. */
int kernel_list(unsigned place, struct file_information *information);

/* Moves the end of the data by so many bytes, and returns where it was. */
int kernel_grow(int increment);

/* Starts a program with these arguments (its name the first, a null pointer after the last) and
 * these open files as its input and output. Returns its process number. */
int kernel_spawn(const char *name, char *const *arguments, int input, int output);

/* Waits until this child, or any child if it is -1, has ended. Returns its process number. */
int kernel_wait(int process, int *status);

/* Starts a copy of the process, with all its memory and open files. Returns its process number, and
 * 0 in the copy. */
int kernel_fork(void);

/* Makes size bytes of a file that is open for reading, from an offset that is a multiple of the
 * page, appear in memory; of zeros where the file is -1. Returns their address. What is written
 * there stays the process's own. The mapping ends in the file's last page at most; it stays when
 * the file is closed, and goes as a whole. */
int kernel_map(int file, unsigned offset, unsigned size);
int kernel_unmap(void *mapping, unsigned size);

/* What the kernel has of memory. */
int kernel_memory(struct memory_information *information);

#endif
