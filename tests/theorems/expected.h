/* What each profile's instruction is and what follows from it, worked out by hand. */
#ifndef PG32_TESTS_THEOREMS_EXPECTED_H
#define PG32_TESTS_THEOREMS_EXPECTED_H

#include "spec/theorems/classify/classify.h"

struct expected_profile {
	bool claims[CLAIMS]; /* of its instruction; of one with another paging of loads */
	bool holds[THEOREMS];
	bool stores[CLAIMS]; /* with another paging */
};

/* Nothing is expected of PROFILE_pg32's instruction: it has none. */
extern const struct expected_profile expected_profiles[PROFILES];

#endif
