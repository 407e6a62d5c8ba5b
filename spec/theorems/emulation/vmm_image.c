/* The VMM's binary as the loader puts it into memory. */
#include "spec/theorems/emulation/vmm_image.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/image/image.h"
#include "machine/core/layout.h"
#include "machine/core/memory.h"

/* A VMM larger than this is none of ours. */
enum { LARGEST_VMM = 1 << 20 };

static bool refuse(const char *path, const char *why, char *message, size_t size)
{
	snprintf(message, size, "%s: %s", path, why);
	return false;
}

static bool load(struct vmm_image *vmm)
{
	size_t count = image_segments(vmm->image);
	struct image_segment last = image_segment(vmm->image, count - 1);
	uint64_t end = (uint64_t)last.address + last.memory_size;
	if (end > LARGEST_VMM || image_segment(vmm->image, 0).address < PAGE_SIZE)
		return false;
	vmm->end = ((uint32_t)end + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1);
	vmm->bytes = calloc(vmm->end, 1);
	if (vmm->bytes == NULL)
		abort();
	for (size_t i = 0; i < count; i++) {
		struct image_segment segment = image_segment(vmm->image, i);
		memcpy(vmm->bytes + segment.address, segment.bytes, segment.file_size);
	}
	return true;
}

/* Whether the whole table is in the image, and each part of the state is in page 0. */
static bool read_layout(struct vmm_image *vmm)
{
	uint32_t at;
	if (!image_symbol_address(vmm->image, "vmm_layout", &at) || at % 4 != 0 ||
	    at > vmm->end - LAYOUT_WORDS * sizeof *vmm->layout)
		return false;
	vmm->layout = calloc(LAYOUT_WORDS, sizeof *vmm->layout);
	if (vmm->layout == NULL)
		abort();
	for (unsigned i = 0; i < LAYOUT_WORDS; i++) {
		vmm->layout[i] = vmm_image_word(vmm, at + 4 * i);
		if (i != LAYOUT_MAGIC &&
		    (vmm->layout[i] < TRAP_AREA_END || vmm->layout[i] >= PAGE_SIZE - 64))
			return false;
	}
	return vmm->layout[LAYOUT_MAGIC] == VMM_LAYOUT_MAGIC;
}

bool vmm_image_open(struct vmm_image *vmm, const char *path, char *message, size_t size)
{
	*vmm = (struct vmm_image){ .image = image_open(path, message, size) };
	if (vmm->image == NULL)
		return false;
	if (load(vmm) && read_layout(vmm) &&
	    image_symbol_address(vmm->image, "vmm_exit", &vmm->exit) && vmm->exit % 4 == 0 &&
	    image_symbol_address(vmm->image, "virtual_backend", &vmm->backend))
		return true;
	vmm_image_close(vmm);
	return refuse(path, "not a VMM of this kind: its state cannot be found", message, size);
}

void vmm_image_close(struct vmm_image *vmm)
{
	image_close(vmm->image);
	free(vmm->bytes);
	free(vmm->layout);
}

uint32_t vmm_image_word(const struct vmm_image *vmm, uint32_t address)
{
	return read_word(vmm->bytes + address);
}
