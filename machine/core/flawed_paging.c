/* The pagings of profiles, straight from their definition. */
#include "isa/profiles.h"
#include "machine/core/translate.h"
#include "machine/core/values.h"

#undef IN_USER_MODE
#define IN_USER_MODE ((psw->status & STATUS_USER) != 0)
#define PAGE_ENTRY entry
#define IS_STORE (access == ACCESS_STORE)

enum { HELD, TABLES };

bool paging_walks(uint32_t profile)
{
	switch (profile) {
#define PAGING(name, source, kept, refused, marks, machine, text) \
	case PROFILE_##name:                                      \
		return (source) == TABLES;
#include "isa/flaws.def"
	default:
		return false;
	}
}

uint32_t paging_keeps(uint32_t profile)
{
	switch (profile) {
#define PAGING(name, source, kept, refused, marks, machine, text) \
	case PROFILE_##name:                                      \
		return kept;
#include "isa/flaws.def"
	default:
		return 0;
	}
}

bool mode_refuses(uint32_t profile, const struct psw *psw, uint32_t entry)
{
	switch (profile) {
#define PAGING(name, source, kept, refused, marks, machine, text) \
	case PROFILE_##name:                                      \
		return (refused) != 0;
#include "isa/flaws.def"
	default:
		return false;
	}
}

/* The bits of an entry that an access sets. */
static uint32_t marks_of(uint32_t profile, enum access access)
{
	switch (profile) {
#define PAGING(name, source, kept, refused, marks, machine, text) \
	case PROFILE_##name:                                      \
		return marks;
#include "isa/flaws.def"
	default:
		return 0;
	}
}

void mark_entry(uint32_t profile, const struct psw *psw, const struct memory *memory,
                uint32_t address, enum access access)
{
	uint32_t marks = marks_of(profile, access);
	const struct walk walk = walk_tables(psw, memory, address);
	if (marks != 0 && walk.has_link)
		write_word(memory->bytes + walk.entry_at, walk.entry | marks);
}

/* One text may hold this file and others. */
#undef IN_USER_MODE
#undef PAGE_ENTRY
#undef IS_STORE
