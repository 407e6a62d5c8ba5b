/* The VMM's binary: its bytes in memory, its symbols, and where its state is. */
#ifndef PG32_SPEC_THEOREMS_VMM_IMAGE_H
#define PG32_SPEC_THEOREMS_VMM_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "isa/psw.h"

struct vmm_image {
	struct image *image;
	uint8_t *bytes;   /* of memory from 0 to end, as loaded; owned */
	uint32_t end;     /* the first address after the image, a multiple of the page */
	uint32_t exit;    /* where traps go */
	uint32_t backend; /* the table of the virtual devices' backend */
	uint32_t *layout; /* the words of machine/core/layout.h; owned */
};

/* Reads vmm.elf; false with one line in message where it is none. */
bool vmm_image_open(struct vmm_image *vmm, const char *path, char *message, size_t size);
void vmm_image_close(struct vmm_image *vmm);

/* The word at an address of the image. */
uint32_t vmm_image_word(const struct vmm_image *vmm, uint32_t address);

#endif
