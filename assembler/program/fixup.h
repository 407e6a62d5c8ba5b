/* Values put into bytes and words, with their ranges checked. */
#ifndef PG32_ASSEMBLER_FIXUP_H
#define PG32_ASSEMBLER_FIXUP_H

#include <stdbool.h>
#include <stdint.h>

#include "isa/formats.h"

struct assembler;
struct unit;

/* Puts a number into the immediate field of a word at an address, as its operand letter in
 * letters.def says. False after an error at the location. */
bool place_immediate(struct assembler *assembler, uint32_t location, enum letter letter,
                     int64_t number, uint32_t address, uint32_t *word);

/* Puts a number into bytes as little-endian data of 1, 2, 4 or 8 bytes. False after an error. */
bool place_data(struct assembler *assembler, uint32_t location, unsigned size, int64_t number,
                uint8_t *bytes);

/* Applies the fixups of a unit whose pieces and symbols have addresses. */
void apply_fixups(struct assembler *assembler, struct unit *unit);

#endif
