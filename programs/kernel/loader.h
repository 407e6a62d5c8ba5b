/* The loader: a program file becomes a window. */
#ifndef PG32_KERNEL_LOADER_H
#define PG32_KERNEL_LOADER_H

#include <stdint.h>
#include "programs/kernel/relocation/window.h"

struct kernel;

/* Makes a window and loads the program with this name into it. Returns 0 and the program's entry,
 * or an error of errors.def and no window. */
int load_program(struct kernel *kernel, const char *name, struct window *window, uint32_t *entry);

#endif
