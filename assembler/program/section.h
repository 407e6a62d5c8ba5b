/* Sections of the image, and the pieces that each unit puts into them: bytes, what is to be
 * filled in once addresses are known, and the source lines. */
#ifndef PG32_ASSEMBLER_SECTION_H
#define PG32_ASSEMBLER_SECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct assembler;
struct expression;
struct unit;

/* The parts of an image, in their order in memory. Dropped sections are not loaded: they have
 * places, from 0 on, but no bytes. */
enum part { PART_TEXT, PART_RODATA, PART_DATA, PART_BSS, PARTS, PART_DROPPED = PARTS };

struct section {
	const char *name;
	enum part part;
	uint32_t address, size, alignment;
	uint32_t offset;                    /* in the file */
	unsigned number;                    /* in the file's section table */
	struct piece *pieces, **last_piece; /* of the units that are linked, in their order */
	struct section *next;
};

/* How a value is put into bytes once it is known: as data of so many bytes, or as the
 * immediate of an instruction, by its letter in letters.def. */
struct fixup {
	const struct expression *expression;
	uint32_t offset;
	uint32_t location;
	char kind; /* '1' '2' '4' '8', or an operand letter */
};

/* From this offset on, code comes from this line of this file of the unit (from 1). */
struct line_row {
	uint32_t offset;
	uint32_t line;
	uint32_t file : 20;
	uint32_t column : 12;
};

/* From this offset on, a piece is instructions, or it is data. */
struct stretch {
	uint32_t offset;
	bool is_code;
};

struct piece {
	struct section *section;
	struct unit *unit;
	const char *name; /* as the source writes it: pieces of one unit with one name are one */
	uint8_t *bytes;   /* NULL where the section has no bytes in the file */
	size_t size, capacity;
	uint32_t alignment;
	uint32_t address;
	bool is_vague; /* dropped, and its size is not known */
	struct fixup *fixups;
	size_t fixup_count, fixup_capacity;
	struct line_row *lines;
	size_t line_count, line_capacity;
	struct stretch *stretches;
	size_t stretch_count, stretch_capacity;
	unsigned number;         /* in an object's section table */
	struct line_row pending; /* what .loc said of the next instruction; line 0: nothing */
	struct piece *next;      /* of the unit */
	struct piece *next_of_section;
};

/* What .section says of a section beside its name. */
struct section_flags {
	bool is_given, is_loaded, is_written, is_executed, has_no_bytes;
};

/* What a section's name and flags say. */
enum part part_of(const char *name, const struct section_flags *flags);

/* Whether the compiler and linkers know the name, so that it needs no flags. */
bool is_known_section(const char *name);

/* The piece of the present unit for a section of this name, made if there is none. */
struct piece *piece_of(struct assembler *assembler, const char *name, enum part part);

/* At the end of a unit: its pieces of dropped sections have addresses. */
void place_dropped(struct unit *unit);

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

void piece_free(struct piece *piece);

#endif
