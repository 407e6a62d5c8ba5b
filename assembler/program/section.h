/* Sections of the image, and the pieces that each unit puts into them: bytes, what is to be
 * filled in once addresses are known, and the source lines. */
#ifndef PG32_ASSEMBLER_SECTION_H
#define PG32_ASSEMBLER_SECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assembler/program/part.h"

struct assembler;
struct expression;
struct unit;

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

void piece_free(struct piece *piece);

#endif
