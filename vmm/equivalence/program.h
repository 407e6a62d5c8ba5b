/* A generated kernel: the words of its first page that matter, its code, and the shape of its
 * image.
 */
#ifndef PG32_VMM_EQUIVALENCE_PROGRAM_H
#define PG32_VMM_EQUIVALENCE_PROGRAM_H

#include <stdint.h>
#include <stdio.h>

#include "machine/boot/boot.h"
#include "vmm/equivalence/host.h"
#include "vmm/equivalence/program_map.h"
#include "vmm/equivalence/shape.h"

/* addi zero, zero, 0: a word that does nothing. */
extern const uint32_t no_operation;

struct program {
	struct equipment equipment; /* of the machine that it is for */
	uint32_t page[PROGRAM_PAGE / 4];
	uint32_t code[PROGRAM_WORDS];
	struct shape shape;
};

enum {
	PROGRAM_CONTENTS = 0x1000, /* in the file, behind all headers */
	PROGRAM_SIZE = PROGRAM_CODE + 4 * PROGRAM_WORDS,
	PROGRAM_FREE = PROGRAM_MEMORY - 0x1000, /* without the boot table */
	PROGRAM_FILES = 1 + SHAPE_MODULES
};

/* Room for an image, and its files: the kernel, then the modules. */
struct program_image {
	uint8_t bytes[PROGRAM_CONTENTS + PROGRAM_SIZE];
	struct file files[PROGRAM_FILES];
};

/* Makes the program's files, whose bytes are in the image; returns how many. */
uint32_t program_files(const struct program *program, struct program_image *image);

enum { LATE_WORDS = 2 };

/* Has the program begin at a clock about this one: its first two words load a PSW and wait. */
void program_make_late(struct program *program, uint32_t clock);

/* The clock that it begins at, where its first two words still do that and its image is one
 * that begins with them; else 0. */
uint32_t program_lateness(const struct program *program);

/* The machine of the profile, and the input and the disk that generated kernels get. */
struct supply program_supply(uint32_t profile);

/* Writes the program as assembly, but for its shape; the heading is lines of comment. */
void program_write(const struct program *program, const char *heading, FILE *file);

#endif
