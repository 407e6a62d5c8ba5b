/* From objects to a program: GNU's linker links, and its result is converted. */
#ifndef PG32_ASSEMBLER_DRIVER_LINK_H
#define PG32_ASSEMBLER_DRIVER_LINK_H

#include <stdbool.h>

#include "assembler/driver/driver.h"

/* What the linker reads for each of the driver's inputs, in their order: a file, an option. */
struct linked {
	const struct input *input;
	const char *text;
};

/* Links the program and writes it. False after errors that were told. */
bool link_program(const struct driver *driver, const struct linked *linked);

#endif
