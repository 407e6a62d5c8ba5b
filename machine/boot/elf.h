/* Loading an ELF image, for boot.c. */
#ifndef PG32_MACHINE_BOOT_ELF_H
#define PG32_MACHINE_BOOT_ELF_H

#include "machine/boot/boot.h"

/* Whether the file is an image all of whose segments lie below limit; *end is the first address
 * after the last one. */
enum boot_error elf_check(const struct file *file, uint32_t limit, uint32_t *end);

/* Copies the segments of a checked image into memory; the entry. */
uint32_t elf_load(const struct file *file, struct memory *memory);

#endif
