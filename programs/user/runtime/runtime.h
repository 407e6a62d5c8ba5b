/* What user programs share beside the C library. */
#ifndef PG32_USER_RUNTIME_H
#define PG32_USER_RUNTIME_H

/* Writes all of the bytes to an open file; returns 0 or an error of errors.def. */
int write_all(int file, const void *from, unsigned size);

/* Writes what standard output still holds; returns 0 or an error of errors.def. */
int flush_output(void);

/* Reads an open file to its end, into memory from malloc. Returns NULL, and an error in *size,
 * where that fails. */
char *read_all(int file, int *size);

/* Prints "program: subject: the error in words" on standard error, and returns 1: the status of
 * a program that failed. */
int complain(const char *program, const char *subject, int error);

#endif
