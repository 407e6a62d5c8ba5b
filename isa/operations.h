/* Operations: the rows of pg32.def and flaws.def, and what is derived from them. */
#ifndef PG32_ISA_OPERATIONS_H
#define PG32_ISA_OPERATIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "isa/profiles.h"
#include "isa/traits.h"
#include "isa/word.h"

/* PG32's own, then OPERATIONS, which is none, then those of the profiles. */
enum operation {
#define INSTRUCTION(mnemonic, format, opcode, semantics) OPERATION_##mnemonic,
#include "isa/pg32.def"
	OPERATIONS,
#define FLAW(mnemonic, format, opcode, semantics, machine, text) OPERATION_##mnemonic,
#include "isa/flaws.def"
	ALL_OPERATIONS
};

enum opcode {
#define INSTRUCTION(mnemonic, format, opcode, semantics) OPCODE_##mnemonic = (opcode),
#include "isa/pg32.def"
#define FLAW(mnemonic, format, opcode, semantics, machine, text) OPCODE_##mnemonic = (opcode),
#include "isa/flaws.def"
};

struct operation_row {
	const char *mnemonic;
	uint8_t format; /* of enum format */
	uint8_t opcode;
	uint32_t traits; /* of enum trait */
};

extern const struct operation_row operation_rows[ALL_OPERATIONS];

/* The profile that an operation is of, and the operation that is a profile's own: OPERATIONS for
 * one that has none. Both lists are in the order of flaws.def. */
static inline enum profile profile_of(enum operation operation)
{
	return operation > OPERATIONS ? (enum profile)(operation - OPERATIONS) : PROFILE_pg32;
}

static inline enum operation flaw_of(enum profile profile)
{
	unsigned number = profile < FIRST_PAGING_PROFILE ? profile : PROFILE_pg32;
	return (enum operation)((unsigned)OPERATIONS + number);
}

/* The operation of group F that has this number (word.h), or OPERATIONS where there is none. */
enum operation privileged_operation(unsigned number);

/* Whether the word has the opcode of an instruction of PG32 that has one of these traits. Where
 * they are constant it is no more than the comparisons with those opcodes. */
static inline bool word_has(uint32_t word, uint32_t traits)
{
	return false
#define INSTRUCTION(mnemonic, format, opcode, semantics) \
	|| ((TRAITS_##mnemonic & traits) != 0 && word_opcode(word) == (opcode))
#include "isa/pg32.def"
	        ;
}

/* The operation of the profile's machine whose opcode this is, or OPERATIONS where there is none.
 */
enum operation operation_of(enum profile profile, uint8_t opcode);

#endif
