/* The arguments of a program, which are behind -- on the command line: handed over as the last boot
 * module, so that a virtual run sees the same (spec, section 10). */
#ifndef PG32_MACHINE_RUN_ARGUMENTS_H
#define PG32_MACHINE_RUN_ARGUMENTS_H

#include <stdbool.h>

#include "machine/boot/boot.h"
#include "machine/front/failure.h"

struct program_arguments {
	char **items; /* NULL: there is no -- */
	unsigned count;
};

/* Takes what is behind the first -- that follows a file; returns how many words are before it. */
int arguments_split(int count, char **words, struct program_arguments *arguments);

/* Makes the module for a program of this name: bytes that the caller frees. */
bool arguments_module(const struct program_arguments *arguments, const char *program,
                      struct file *module, struct failure *failure);

#endif
