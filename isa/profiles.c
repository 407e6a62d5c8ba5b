/* The profiles of the machine as data. */
#include "isa/profiles.h"

#include <string.h>

const struct profile_row profile_rows[PROFILES] = {
	[PROFILE_pg32] = { "pg32", "PG32", "" },
#define FLAW(mnemonic, format, opcode, semantics, machine, text) \
	[PROFILE_##mnemonic] = { #mnemonic, machine, text },
#define PAGING(name, source, kept, refused, marks, machine, text) \
	[PROFILE_##name] = { #name, machine, text },
#include "isa/flaws.def"
};

/* No name is longer than a tab. */
const char profile_list[] = "pg32\tPG32 as it is: every sensitive instruction is privileged\n"
#define FLAW(mnemonic, format, opcode, semantics, machine, text) \
#mnemonic "\t" machine ": " text "\n"
#define PAGING(name, source, kept, refused, marks, machine, text) #name "\t" machine ": " text "\n"
#include "isa/flaws.def"
        ;

enum profile profile_named(const char *name)
{
	size_t size = strlen(name) + 1;
	for (enum profile profile = PROFILE_pg32; profile < PROFILES; profile++)
		if (strlen(profile_rows[profile].name) + 1 == size &&
		    memcmp(name, profile_rows[profile].name, size) == 0)
			return profile;
	return PROFILES;
}
