/* Where in a guest's memory something was written since the two were last compared: a bit for each
 * of 64 parts. What is marked may be equal; what is not marked has not changed. */
#ifndef PG32_VMM_EQUIVALENCE_NOTES_H
#define PG32_VMM_EQUIVALENCE_NOTES_H

#include <stdint.h>

enum { PARTS = 64 };

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

/* Marks a byte, where it is in the memory. */
static inline void note_byte(struct notes *notes, uintptr_t at)
{
	uintptr_t place = at - (uintptr_t)notes->bytes;
	if (place < notes->size)
		notes->parts |= UINT64_C(1) << (place >> notes->shift);
}

/* Marks what is written: so many bytes, at least one. */
static inline void note_store(struct notes *notes, const uint8_t *at, uint32_t count)
{
	uintptr_t first = (uintptr_t)at, last = first + count - 1;
	for (; last - first >= UINT64_C(1) << notes->shift; first += UINT64_C(1) << notes->shift)
		note_byte(notes, first);
	note_byte(notes, first);
	note_byte(notes, last);
}

#endif
