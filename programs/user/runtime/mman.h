/* Mappings of files and of zeros, as <sys/mman.h> has them elsewhere. The kernel of relocation has
 * none: ENOSYS. */
#ifndef PG32_USER_MMAN_H
#define PG32_USER_MMAN_H

#include <stddef.h>
#include <sys/types.h>

/* A mapping may be read and written, whatever is asked for, and only a private one can be had. */
enum { PROT_NONE = 0, PROT_READ = 1, PROT_WRITE = 2 };
enum { MAP_PRIVATE = 2, MAP_ANONYMOUS = 0x20 };

#define MAP_FAILED ((void *)-1)

/* The kernel chooses the address. The offset is a multiple of 4096, and the size ends in the file's
 * last page at most. */
void *mmap(void *address, size_t size, int protection, int flags, int file, off_t offset);

/* Unmaps all of a mapping. */
int munmap(void *address, size_t size);

#endif
