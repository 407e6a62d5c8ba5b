/* The errors of system calls in words, for the kernel and for user programs. */
#ifndef PG32_KERNEL_ERROR_H
#define PG32_KERNEL_ERROR_H

/* The text of an error of errors.def. */
const char *error_text(int error);

#endif
