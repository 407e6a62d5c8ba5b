/* The profiles of the machine. */
#ifndef PG32_ISA_PROFILES_H
#define PG32_ISA_PROFILES_H

/* PG32, and PG32 with one flaw. */
enum profile {
	PROFILE_pg32,
#define FLAW(mnemonic, format, opcode, semantics, machine, text) PROFILE_##mnemonic,
#include "isa/flaws.def"
	PROFILES
};

#endif
