/* The listing: addresses and bytes beside the source. */
#ifndef PG32_ASSEMBLER_LISTING_H
#define PG32_ASSEMBLER_LISTING_H

#include <stddef.h>
#include <stdint.h>

struct assembler;
struct piece;
struct source;
struct unit;

/* What a statement made: some bytes of a piece. A statement that made none, and the end of a
 * text, is there for its place in the order of reading. */
struct listing_row {
	const struct unit *unit;
	uint32_t location;
	const struct piece *piece;
	uint32_t offset, size;
};

struct listing {
	struct listing_row *rows;
	size_t count, capacity;
};

/* The statement at a location has added to a piece what lies from an offset to its end; a piece
 * of NULL: nothing. Where no listing is asked for this does nothing. */
void list_statement(struct assembler *assembler, uint32_t location, const struct piece *piece,
                    size_t offset);

/* Writes the listing of the laid-out image to its file. Failure is an error of the run. */
void write_listing(struct assembler *assembler);

#endif
