/* The paged kind of R over terms: the mapping that the buffer holds, which is what is in force.
 *
 * It is two mappings, one behind the other, as Goldberg has it: from the pages of the space to
 * names of storage, and from the names to frames. The first says what a program sees of the
 * mapping: which pages it may use and how, and which of them are the same storage. The second says
 * where that is, which no program is to see. So two states have the same contents, aliasing
 * included, if they have the first mapping and the storage by its names in common. */
#ifndef PG32_SPEC_THEOREMS_SPACE_H
#define PG32_SPEC_THEOREMS_SPACE_H

#include <stdbool.h>
#include <stdint.h>
#include <z3.h>

#include "isa/psw.h"

struct symbolic_space {
	Z3_ast names;  /* of the storage of each page: an array, 20 bits to 20 */
	Z3_ast bits;   /* of the entry that is held for each page, 0 where none is: 20 bits to 12 */
	Z3_ast root;   /* which table they were read through */
	Z3_ast limit;  /* beyond it no page is held that is below the bound */
	Z3_ast frames; /* of each name: 20 bits to 20 */
	Z3_ast owners; /* of each frame: 20 bits to 21, a name with bit 20, or without it no name */
};

struct symbolic_space any_space(Z3_context z, const char *suffix);
Z3_sort page_sort(Z3_context z);
Z3_sort bits_sort(Z3_context z);

/* No translation is held. */
Z3_ast no_bits(Z3_context z);

/* The page of an address, and the address so far into the page of this number. */
Z3_ast page_term(Z3_context z, Z3_ast address);
Z3_ast address_in(Z3_context z, Z3_ast page, Z3_ast address);

/* Whether an entry is held that has this bit. */
Z3_ast space_permits(Z3_context z, const struct symbolic_space *space, Z3_ast address,
                     enum entry_bit permission);

/* The bits that are held for the page of an address. */
Z3_ast space_bits(Z3_context z, const struct symbolic_space *space, Z3_ast address);

/* Where in the storage an address is, and where in memory. */
Z3_ast space_storage(Z3_context z, const struct symbolic_space *space, Z3_ast address);
Z3_ast space_physical(Z3_context z, const struct symbolic_space *space, Z3_ast address);

/* The storage that a physical address is, and whether it is any. */
Z3_ast storage_of_physical(Z3_context z, const struct symbolic_space *space, Z3_ast address);
Z3_ast is_storage(Z3_context z, const struct symbolic_space *space, Z3_ast address);

/* Whether frames and owners say the same of the page of an address, and of a physical address; and
 * the frame is one of so much memory, and what is held no more than these bits. What is proved does
 * not need it, witnesses do. */
Z3_ast is_consistent_page(Z3_context z, const struct symbolic_space *space, Z3_ast address,
                          Z3_ast memory_size, uint32_t bits);
Z3_ast is_consistent_frame(Z3_context z, const struct symbolic_space *space, Z3_ast address);

#endif
