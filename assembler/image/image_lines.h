/* The line table of an image: which source line each instruction comes from. */
#ifndef PG32_ASSEMBLER_IMAGE_LINES_H
#define PG32_ASSEMBLER_IMAGE_LINES_H

#include <elfutils/libdw.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct image_lines;

/* Reads the lines of an executable of size bytes. An image with
 * no lines or a damaged table has an empty one. NULL only where memory ran out. */
struct image_lines *image_lines_read(const uint8_t *bytes, size_t size);

void image_lines_free(struct image_lines *lines);

/* The file and line of an address; false where unknown. */
bool image_lines_find(const struct image_lines *lines, uint32_t address, const char **file,
                      unsigned *line);

/* Whether a statement begins at an address. */
bool image_lines_begin(const struct image_lines *lines, uint32_t address);

/* The addresses at which code of a line begins; see image_line_addresses. */
size_t image_lines_addresses(const struct image_lines *lines, const char *file, unsigned *line,
                             uint32_t *addresses, size_t most);

/* The source file of this index; NULL where there are no more. */
const char *image_lines_source(const struct image_lines *lines, size_t index);

/* What they were read from; NULL where there is no debug information. It belongs to the lines. */
Dwarf *image_lines_dwarf(const struct image_lines *lines);

#endif
