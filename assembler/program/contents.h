/* What is put into the present piece: bytes, instructions, what is not known yet, padding. */
#ifndef PG32_ASSEMBLER_CONTENTS_H
#define PG32_ASSEMBLER_CONTENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct assembler;
struct expression;

/* Adds size bytes (zeros where bytes is NULL) to the present piece. A piece in .bss takes only
 * zeros. False after an error at the location. */
bool add_bytes(struct assembler *assembler, uint32_t location, const void *bytes, size_t size);

/* Adds so many bytes of one value. */
bool add_filled(struct assembler *assembler, uint32_t location, int fill, size_t size);

/* Adds so many copies of size bytes. */
bool add_copies(struct assembler *assembler, uint32_t location, const void *bytes, size_t size,
                size_t count);

/* Adds what is not known yet: zeros, and a fixup for them. */
bool add_fixup(struct assembler *assembler, uint32_t location, char kind, size_t size,
               const struct expression *expression);

/* Adds an instruction's word, with the fixup (kind 0: none) of its immediate. */
bool add_word(struct assembler *assembler, uint32_t location, uint32_t word, char kind,
              const struct expression *expression);

/* Fills up to a multiple of the alignment, a power of two: with the byte fill, or where fill is
 * negative with what suits the section. No more than maximum bytes, else nothing. */
bool align_to(struct assembler *assembler, uint32_t location, uint32_t alignment, int fill,
              uint32_t maximum);

/* Fills the present piece with a byte up to a place in it, or to an offset: .org. The place NULL is
 * one that failed. */
void move_on(struct assembler *assembler, uint32_t location, const struct expression *place,
             int fill);

#endif
