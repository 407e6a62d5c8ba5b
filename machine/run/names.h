/* What people call places, causes and ports. */
#ifndef PG32_MACHINE_RUN_NAMES_H
#define PG32_MACHINE_RUN_NAMES_H

#include <stdint.h>
#include <stdio.h>

#include "assembler/image/image.h"
#include "isa/causes.h"

/* Writes " <symbol+0x8> file:line", as far as known, for an address of the level. */
void print_place(FILE *file, struct image *image, uint32_t address);

/* The name of a cause, and of a port; "?" and "no device's" where there is none. */
const char *cause_text(enum cause cause);
const char *port_name(uint32_t port);

#endif
