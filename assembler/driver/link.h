/* From objects to a program: GNU's linker links, and its result is converted. */
#ifndef PG32_ASSEMBLER_DRIVER_LINK_H
#define PG32_ASSEMBLER_DRIVER_LINK_H

#include <stdbool.h>

#include "assembler/driver/driver.h"

/* Links the program and writes it. False after errors that were told. */
bool link_program(const struct driver *driver, const struct linked *linked);

#endif
