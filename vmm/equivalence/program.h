/* A generated kernel: the words of its first page that matter, its code, and the shape of its
 * image.
 */
#ifndef PG32_TESTS_EQUIVALENCE_PROGRAM_H
#define PG32_TESTS_EQUIVALENCE_PROGRAM_H

#include <stdint.h>
#include <stdio.h>

#include "isa/profiles.h"
#include "machine/boot/boot.h"
#include "vmm/equivalence/host.h"
#include "vmm/equivalence/shape.h"

/* Memory of a generated kernel's machine:
 *
 *   0x0000  the trap area; from 0x20 on the new PSW and others to load, each of five words
 *   0x1000  its code
 *   0x2000  free
 *   0x3000  the boot table
 */
enum {
	PROGRAM_MEMORY = 16 * 1024,
	PROGRAM_PAGE = 0x120, /* bytes of page 0 */
	PROGRAM_CODE = 0x1000,
	PROGRAM_WORDS = 256,
	PROGRAM_HANDLER = 160, /* the word at which the handler begins */
	PROGRAM_SECTORS = 8,
	PROGRAM_LATE = 0x100 /* a PSW on page 0 whose timer a late program first waits for */
};
_Static_assert(PROGRAM_LATE + sizeof(struct psw) <= PROGRAM_PAGE, "it is on the page");
#define NO_OPERATION UINT32_C(0x30000000) /* addi zero, zero, 0 */

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
struct supply program_supply(enum profile profile);

/* Writes the program as assembly, but for its shape; the heading is lines of comment. */
void program_write(const struct program *program, const char *heading, FILE *file);

#endif
