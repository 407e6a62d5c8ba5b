/* Whether a witness is one. */
#ifndef PG32_SPEC_THEOREMS_WITNESS_H
#define PG32_SPEC_THEOREMS_WITNESS_H

#include "spec/theorems/classify/concrete.h"

/* Whether the witness can be replayed on the profile's machine, is a pair as the claim says, and
 * shows it. */
bool witness_holds(uint32_t profile, const struct witness *witness, enum claim claim);

#endif
