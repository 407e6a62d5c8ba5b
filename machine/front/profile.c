/* The profile that is named. */
#include "machine/front/profile.h"

#include <string.h>

#include "isa/profiles.h"
#include "machine/front/exit_status.h"
#include "machine/front/front.h"

bool is_unknown_machine(const char *text)
{
	return strncmp(text, UNKNOWN_MACHINE, strlen(UNKNOWN_MACHINE)) == 0;
}

/* The profile of an unknown machine: so the course hands machines out without their names. */
static bool read_unknown(const char *text, enum profile *profile)
{
	uint64_t number;
	struct failure unread;
	if (!is_unknown_machine(text) ||
	    !read_number("", text + strlen(UNKNOWN_MACHINE), 0, UINT64_MAX, &number, &unread))
		return false;
	number = (number + 1) * UINT64_C(0x9E3779B97F4A7C15);
	number = (number ^ number >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	*profile = (enum profile)(1 + (number >> 32) % (FIRST_PAGING_PROFILE - 1));
	return true;
}

bool read_profile(const char *text, enum profile *profile, struct failure *failure)
{
	if (strcmp(text, "help") == 0) {
		fputs(profile_list, stdout);
		return false;
	}
	*profile = profile_named(text);
	if (read_unknown(text, profile) || *profile < PROFILES)
		return true;
	return fail(failure, EXIT_USAGE, "no profile '%s'; --isa help lists them", text);
}
