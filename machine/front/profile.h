/* The machine that a tool is told to be for: the argument of --isa. */
#ifndef PG32_MACHINE_FRONT_PROFILE_H
#define PG32_MACHINE_FRONT_PROFILE_H

#include <stdbool.h>

#include "isa/profiles.h"
#include "machine/front/failure.h"

/* Whether the name is that of an unknown machine, unknown-N: one of the profiles with a flaw,
 * chosen by N. */
#define UNKNOWN_MACHINE "unknown-"
bool is_unknown_machine(const char *text);

/* The profile of this name, or of an unknown machine. False also where the name is help, with
 * status 0: they were listed. */
bool read_profile(const char *text, enum profile *profile, struct failure *failure);

#endif
