/* The loader: what a program file wants to be put where. */
#ifndef PG32_KERNEL_LOADER_H
#define PG32_KERNEL_LOADER_H

#include <stdint.h>
#include "programs/kernel/elf.h"

struct kernel;
struct open_file;

struct program {
	struct elf_header header;
	struct elf_segment segments[ELF_SEGMENTS];
	uint32_t end; /* of its memory */
};

/* Reads all but the contents of the segments, which are then sound: inside the file, and in memory
 * from USER_IMAGE to USER_WINDOW_MAXIMUM. Returns 0 or an error of errors.def. */
int read_program(struct kernel *kernel, struct open_file *file, struct program *program);

#endif
