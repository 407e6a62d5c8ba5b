/* The guest's memory while the VMM runs: what it held, and what was written since.
 *
 * An offset is a physical address of the guest, a term. What was written is a list, the latest
 * first, in which each write happened where its guard is true; lists share their tails, so that a
 * branch costs nothing and two branches can be joined. */
#ifndef PG32_SPEC_THEOREMS_GUEST_MEMORY_H
#define PG32_SPEC_THEOREMS_GUEST_MEMORY_H

#include "spec/theorems/terms/state.h"

#include <stdbool.h>

/* What it held: a window, and what is outside of it, as in a symbolic_state. */
struct guest_memory {
	Z3_ast base, window_size;
	Z3_ast window, outside;
};

struct guest_write {
	const struct guest_write *before; /* NULL: none */
	unsigned depth;
	Z3_ast guard, offset;
	unsigned bytes;
	Z3_ast value; /* 8 * bytes bits; NULL: it is the sector */
	Z3_ast sector;
	struct guest_write *made_before; /* all writes of an arena */
};

/* Who owns the writes: an arena, empty at first. */
struct guest_writes {
	struct guest_write *latest;
};

const struct guest_write *guest_write_word(Z3_context z, struct guest_writes *arena,
                                           const struct guest_write *written, Z3_ast offset,
                                           unsigned bytes, Z3_ast value);

/* The sector of the disk, where the guard is true. */
const struct guest_write *guest_write_sector(struct guest_writes *arena,
                                             const struct guest_write *written, Z3_ast guard,
                                             Z3_ast offset, Z3_ast sector);

/* The list of which one branch wrote a, under its condition, and the other b, under its own. */
const struct guest_write *guest_writes_join(Z3_context z, struct guest_writes *arena,
                                            const struct guest_write *a, Z3_ast condition_of_a,
                                            const struct guest_write *b, Z3_ast condition_of_b);

/* The byte at an offset: as it was, and after the writes. */
Z3_ast guest_initial_byte(Z3_context z, const struct guest_memory *memory, Z3_ast offset);
Z3_ast guest_read_byte(Z3_context z, const struct guest_memory *memory,
                       const struct guest_write *written, Z3_ast offset);

/* So many bytes, the one at the lowest offset last; all of them in the window, if it is known that
 * they are. */
Z3_ast guest_read(Z3_context z, const struct guest_memory *memory,
                  const struct guest_write *written, Z3_ast offset, unsigned bytes,
                  bool is_in_window);

void guest_writes_free(struct guest_writes *arena);

/* Whether all bytes of the access are in a window, or memory, of the size. */
Z3_ast holds_access(Z3_context z, Z3_ast size, Z3_ast address, unsigned bytes);

#endif
