/* The profiles of the machine. */
#ifndef PG32_ISA_PROFILES_H
#define PG32_ISA_PROFILES_H

/* PG32, and PG32 with one flaw: an instruction, or its paging. */
enum profile {
	PROFILE_pg32,
#define FLAW(mnemonic, format, opcode, semantics, machine, text) PROFILE_##mnemonic,
#define PAGING(name, source, kept, refused, marks, machine, text) PROFILE_##name,
#include "isa/flaws.def"
	PROFILES,
	FIRST_PAGING_PROFILE = PROFILE_pg32 + 1
#define FLAW(mnemonic, format, opcode, semantics, machine, text) +1
#include "isa/flaws.def"
};

struct profile_row {
	const char *name;
	const char *machine; /* where the flaw is from */
	const char *text;    /* what the instruction, or the paging, does */
};

extern const struct profile_row profile_rows[PROFILES];

/* The profile of this name, or PROFILES. */
enum profile profile_named(const char *name);

/* What --isa help prints: a line for each profile. */
extern const char profile_list[];

#endif
