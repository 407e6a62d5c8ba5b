/* System calls: what a user program may ask of the kernel. */
#ifndef PG32_KERNEL_SYSCALL_H
#define PG32_KERNEL_SYSCALL_H

#include <stdint.h>

struct kernel;

/* Does the call with this number for the current process, with the arguments from its registers.
 * Returns its result or an error of errors.def. */
int system_call(struct kernel *kernel, uint32_t number, const uint32_t arguments[4]);

#endif
