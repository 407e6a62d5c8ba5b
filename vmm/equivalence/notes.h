/* Where in a guest's memory something was written since the two were last compared: a bit for each
 * of 64 parts. What is marked may be equal; what is not marked has not changed. */
#ifndef PG32_VMM_EQUIVALENCE_NOTES_H
#define PG32_VMM_EQUIVALENCE_NOTES_H

#include <stdint.h>

#include "isa/psw.h"

enum { PARTS = 64, SMALLEST_PART = PAGE_SIZE / PARTS };

struct notes {
	const uint8_t *bytes; /* the memory; NULL: none is known yet */
	uint32_t size;
	unsigned shift; /* a part has 1 << shift bytes */
	uint64_t parts; /* those that are marked */
};

/* Marks all of memory. */
static inline void note_all(struct notes *notes)
{
	notes->parts = UINT64_MAX;
}

/* Begins with memory all of which is marked. */
static inline void notes_begin(struct notes *notes, const uint8_t *bytes, uint32_t size)
{
	*notes = (struct notes){ .bytes = bytes, .size = size };
	while (size > (uint64_t)PARTS << notes->shift)
		notes->shift++;
	note_all(notes);
}

/* Marks what is written, where any of it is in the memory: so many bytes, at least one, and no more
 * than the smallest part has. */
static inline void note_store(struct notes *notes, const uint8_t *at, uint32_t count)
{
	const uintptr_t more = count - 1, place = (uintptr_t)at - (uintptr_t)notes->bytes;
	if (place + more >= notes->size + more)
		return;
	/* Beside what is in the memory another part may be marked, too. */
	notes->parts |= UINT64_C(1) << (place >> notes->shift) % PARTS |
	                UINT64_C(1) << ((place + more) >> notes->shift) % PARTS;
}

/* The same for any number of bytes. */
static inline void note_bytes(struct notes *notes, const uint8_t *at, uint32_t count)
{
	for (; count > SMALLEST_PART; at += SMALLEST_PART, count -= SMALLEST_PART)
		note_store(notes, at, SMALLEST_PART);
	note_store(notes, at, count);
}

#endif
