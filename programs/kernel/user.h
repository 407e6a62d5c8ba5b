/* What a system call does with addresses that a program hands over: nothing is trusted, and nothing
 * is there until it has been looked at. The functions return 0, or an error of errors.def. */
#ifndef PG32_KERNEL_USER_H
#define PG32_KERNEL_USER_H

#include <stdint.h>

struct kernel;
struct space;

/* Copies bytes out of a space, and into it. Where one of them may not be read, or written, nothing
 * is copied. */
int user_read(struct kernel *kernel, struct space *space, uint32_t address, void *to,
              uint32_t size);
int user_write(struct kernel *kernel, struct space *space, uint32_t address, const void *from,
               uint32_t size);

/* Copies a text with its NUL. One that needs more than size bytes is cut, and is
 * ERROR_ARGUMENT. */
int user_text(struct kernel *kernel, struct space *space, uint32_t address, char *to,
              uint32_t size);

#endif
