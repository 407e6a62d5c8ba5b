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

#endif
