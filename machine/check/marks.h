/* What is known of each byte of a machine's memory. */
#ifndef PG32_MACHINE_CHECK_MARKS_H
#define PG32_MACHINE_CHECK_MARKS_H

#include <stdbool.h>
#include <stdint.h>

#include "machine/core/translate.h"

struct machine;

enum memory_mark {
	MARK_WRITTEN = 1 << 0,
	/* Of a word, at its first byte; a store to one of its bytes takes them away. */
	MARK_EXECUTED = 1 << 1,         /* in supervisor mode */
	MARK_EXECUTED_BY_USER = 1 << 2, /* in user mode */
	MARK_CODE = 1 << 3,             /* it was looked at: it may be executed */
	MARK_CODE_OF_PROGRAM = 1 << 4,  /* of one whose image is known */
	MARK_STORED_BY_USER = 1 << 5,
	MARKS_OF_WORD = MARK_EXECUTED | MARK_EXECUTED_BY_USER | MARK_CODE | MARK_CODE_OF_PROGRAM |
	                MARK_STORED_BY_USER
};

struct marks {
	uint8_t *bytes; /* a set of marks for each byte */
	uint32_t size;
};

/* Where an access lies in physical memory: in one piece or two. */
struct piece {
	uint32_t physical, size;
};

/* None for a memory of this size; false where there is no room. */
bool marks_begin(struct marks *marks, uint32_t size);
void marks_end(struct marks *marks);

/* The bytes, as far as they are in memory, are written. */
void marks_write(struct marks *marks, uint32_t physical, uint32_t bytes);

static inline uint8_t *mark_of_word(const struct marks *marks, uint32_t physical)
{
	return &marks->bytes[physical & ~UINT32_C(3)];
}

/* The pieces of an access of so many bytes, at most a page, under the PSW in force; false where it
 * will not be let through. The second may be of size 0. */
bool find_pieces(const struct machine *machine, uint32_t address, uint32_t bytes,
                 enum access access, struct piece pieces[2]);

/* Where a byte of the access lies. */
static inline uint32_t piece_at(const struct piece pieces[2], uint32_t byte)
{
	return byte < pieces[0].size ? pieces[0].physical + byte
	                             : pieces[1].physical + (byte - pieces[0].size);
}

/* Whether nothing has written any of these bytes. */
bool marks_are_unwritten(const struct marks *marks, const struct piece pieces[2], uint32_t first,
                         uint32_t bytes);

#endif
