/* The line table of an image: which source line each instruction comes from. */
#ifndef PG32_ASSEMBLER_IMAGE_LINES_H
#define PG32_ASSEMBLER_IMAGE_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct image_lines;

/* Reads the lines of an executable of size bytes, which must outlive the result. An image with
 * no lines or a damaged table has an empty one. NULL only where memory ran out. */
struct image_lines *image_lines_read(const uint8_t *bytes, size_t size);

void image_lines_free(struct image_lines *lines);

/* The file and line of an address; false where unknown. */
bool image_lines_find(const struct image_lines *lines, uint32_t address, const char **file,
                      unsigned *line);

#endif
