/* Which parts of a section are code: as GNU's mapping symbols say, and those of our objects. */
#ifndef PG32_ASSEMBLER_MAPPING_H
#define PG32_ASSEMBLER_MAPPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The names of our own: MAPPING_PG32 begins code that may have escapes, MAPPING_ISA is followed by
 * the name of a profile, that the object is made for. $x and $d are GNU's. */
#define MAPPING_CODE "$x"
#define MAPPING_DATA "$d"
#define MAPPING_PG32 "$p"
#define MAPPING_ISA "$isa."

/* A section of pairs of words: the address of an instruction, and the immediate of 16 bits that it
 * is to get, which no relocation of RISC-V could give it. */
#define MAPPING_IMMEDIATES ".pg32.immediates"

enum mapping_kind { MAPPED_CODE, MAPPED_DATA, MAPPED_PG32 };

/* From this address on a section is of this kind. */
struct mapping {
	uint32_t section, address;
	enum mapping_kind kind;
};

struct mappings {
	struct mapping *items; /* in order of section and address */
	size_t count, capacity;
};

/* Whether a symbol's name is a mapping symbol's, and its kind. */
bool is_mapping_name(const char *name, enum mapping_kind *kind);

void add_mapping(struct mappings *mappings, struct mapping mapping);

/* To be called once all are there. */
void sort_mappings(struct mappings *mappings);

/* The first that is behind this address of the section: what is before it, is of the kind. */
size_t mapping_after(const struct mappings *mappings, uint32_t section, uint32_t address,
                     enum mapping_kind *kind);

#endif
