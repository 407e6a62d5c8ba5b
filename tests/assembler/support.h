/* What the assembler's tests share: a text in, an image or messages out. */
#ifndef PG32_TESTS_ASSEMBLER_SUPPORT_H
#define PG32_TESTS_ASSEMBLER_SUPPORT_H

#include <stddef.h>
#include <stdint.h>

#include "assembler/assemble.h"
#include "assembler/image/image.h"

/* What a run gave: its exit status and messages, and where it succeeded the image. */
struct outcome {
	int status;
	char *messages;
	struct image *image;
};

/* Makes an empty directory the present one until the test ends. */
void enter_directory(void);
void leave_directory(void);

/* Writes a file of the present directory. */
void write_text(const char *name, const char *text);
char *read_text(const char *name, size_t *size);

/* Assembles the text as a.s to a.elf, and the same with options, whose inputs are files that are
 * there. The outcome is to be freed. */
struct outcome assemble_text(const char *text);
struct outcome assemble_with(struct options options);
void free_outcome(struct outcome *outcome);

/* The options of a run with one input, a.s. */
struct options plain_options(void);

/* Asserts that the text assembles to these words, and nothing else, from the origin on. */
void expect_words(const char *text, const uint32_t *words, size_t count);
#define WORDS(...) (const uint32_t[]){ __VA_ARGS__ }, sizeof((const uint32_t[]){ __VA_ARGS__ }) / 4

/* Asserts that the text assembles and that these are the bytes of memory from an address on. */
void expect_bytes(const char *text, uint32_t address, const void *bytes, size_t count);

/* The bytes of an image at an address, which must be inside of a segment's bytes in the file. */
const uint8_t *bytes_at(const struct image *image, uint32_t address, size_t count);
uint32_t word_at(const struct image *image, uint32_t address);

/* The address of a symbol that must be there. */
uint32_t address_of(const struct image *image, const char *name);

#endif
