/* The one reader of PG32 executables on the host: segments, symbols and source lines.
 * Segments are checked here, so what an open image gives is inside the file and does not overlap.
 */
#ifndef PG32_ASSEMBLER_IMAGE_H
#define PG32_ASSEMBLER_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "isa/profiles.h"

struct image;

/* A part of memory that the image fills: file_size bytes, then zeros up to memory_size.
 * The bytes belong to the image. */
struct image_segment {
	uint32_t address; /* physical */
	uint32_t memory_size;
	uint32_t file_size;
	const uint8_t *bytes;
};

/* Reads an executable; the caller closes it. On failure returns NULL with one line, without a
 * newline, in message (of size bytes); errno then is 0 where the file could be read but is no
 * sound image, and otherwise says why it could not be read. */
struct image *image_open(const char *path, char *message, size_t size);

/* The same from size bytes at bytes, which must outlive the image. The path is for messages. */
struct image *image_from_bytes(const char *path, const uint8_t *bytes, size_t count, char *message,
                               size_t size);

void image_close(struct image *image);

/* The whole file as it was read; it belongs to the image. */
const uint8_t *image_bytes(const struct image *image, size_t *size);

/* The profile whose instructions it may have: ELF's flags are its number. */
enum profile image_profile(const struct image *image);

/* The address of the first instruction. */
uint32_t image_entry(const struct image *image);

/* The loadable segments of nonzero size in order of address; there is at least one. The index
 * is below the count. */
size_t image_segments(const struct image *image);
struct image_segment image_segment(const struct image *image, size_t index);

/* The parts of the image that are instructions: the sections marked so, or where there is no
 * section table the segments. In order of address; the bytes belong to the image. */
struct image_code {
	uint32_t address;
	uint32_t size;
	const uint8_t *bytes;
};

size_t image_codes(const struct image *image);
struct image_code image_code(const struct image *image, size_t index);

/* The name of the nearest symbol at or before an address inside the image and the distance from
 * it in bytes, or NULL where there is none. The name belongs to the image. */
const char *image_symbol_at(const struct image *image, uint32_t address, uint32_t *offset);

/* The address of the symbol of this name (a global one first); false where there is none. */
bool image_symbol_address(const struct image *image, const char *name, uint32_t *address);

/* Names, of symbols and of source files, are as the file has them, whatever bytes those are. Prints
 * one as a terminal may show it (isa/printable.h). */
void image_print_name(FILE *file, const char *name);

/* A symbol as the table of the file has it. */
struct image_symbol {
	const char *name;
	uint32_t address;
	uint32_t size;
	char kind; /* 'f' function, 'o' object, '-' label or unknown */
	bool global;
};

/* The symbols in order of address. The index is below the count. */
size_t image_symbols(const struct image *image);
struct image_symbol image_symbol(const struct image *image, size_t index);

/* The source file and line of the instruction at an address; false where unknown. The first
 * call reads the line table. The file name belongs to the image. */
bool image_line_at(struct image *image, uint32_t address, const char **file, unsigned *line);

#endif
