/* By profile: the claims that some state shows, with the reason, and the conditions that hold. */
#include "tests/theorems/expected.h"

/* None of them traps: the pair of the two modes shows that it is not privileged. */
#define SHOWN_BY_EACH [CLAIM_UNPRIVILEGED] = true
#define IN_USER_MODE_TOO [CLAIM_USER] = true, [CLAIM_SUPERVISOR] = true, [CLAIM_BOTH_USER] = true
#define ALL_HOLD                       \
	{                              \
		true, true, true, true \
	}
#define THIRD_HOLDS                      \
	{                                \
		false, false, true, true \
	}
#define THIRD_HOLDS_BY_FOOTNOTE_5         \
	{                                 \
		false, false, false, true \
	}
#define NONE_HOLDS                         \
	{                                  \
		false, false, false, false \
	}

const struct expected_profile expected_profiles[PROFILES] = {
	[PROFILE_pg32] = { .holds = ALL_HOLD },

	/* A supervisor loses its mode. A user has that mode, and jumps. */
	[PROFILE_jrst1] = { { SHOWN_BY_EACH, [CLAIM_CONTROL] = true, [CLAIM_SUPERVISOR] = true },
	                    THIRD_HOLDS },

	/* A supervisor sets the interrupt enable. A user sets nothing, and sees nothing of it: the
	 * next instruction, the registers and memory are the same in either mode. */
	[PROFILE_popf] = { { SHOWN_BY_EACH, [CLAIM_CONTROL] = true, [CLAIM_SUPERVISOR] = true },
	                   THIRD_HOLDS },
	[PROFILE_cps] = { { SHOWN_BY_EACH, [CLAIM_CONTROL] = true, [CLAIM_SUPERVISOR] = true },
	                  THIRD_HOLDS },

	/* A supervisor reads by the trap area, which may be anywhere beside its window; a user
	 * reads its window, wherever that is. So a user is told apart from a supervisor, and from
	 * no other user; and the one may be outside a window where the other is not. */
	[PROFILE_mfpi] = { { SHOWN_BY_EACH, [CLAIM_BEHAVIOUR] = true, [CLAIM_LOCATION] = true,
	                     [CLAIM_MODE] = true, [CLAIM_USER] = true, [CLAIM_SUPERVISOR] = true,
	                     [CLAIM_FAULT] = true },
	                   THIRD_HOLDS_BY_FOOTNOTE_5 },

	/* The status word has the mode, and the interrupt enable and timer-pending, which two users
	 * may have different. */
	[PROFILE_smsw] = { { SHOWN_BY_EACH, [CLAIM_BEHAVIOUR] = true, [CLAIM_MODE] = true,
	                     [CLAIM_RESOURCE] = true, IN_USER_MODE_TOO },
	                   NONE_HOLDS },

	/* The interrupt enable alone. */
	[PROFILE_pushf] = { { SHOWN_BY_EACH, [CLAIM_BEHAVIOUR] = true, [CLAIM_RESOURCE] = true,
	                      IN_USER_MODE_TOO },
	                    NONE_HOLDS },

	/* The base, in either mode; its faults are those of a load. */
	[PROFILE_lra] = { { SHOWN_BY_EACH, [CLAIM_BEHAVIOUR] = true, [CLAIM_LOCATION] = true,
	                    IN_USER_MODE_TOO },
	                  NONE_HOLDS },

	/* Processor time, in either mode. */
	[PROFILE_rdtimer] = { { SHOWN_BY_EACH, [CLAIM_BEHAVIOUR] = true, [CLAIM_RESOURCE] = true,
	                        IN_USER_MODE_TOO },
	                      NONE_HOLDS },
	[PROFILE_rdtsc] = { { SHOWN_BY_EACH, [CLAIM_BEHAVIOUR] = true, [CLAIM_RESOURCE] = true,
	                      IN_USER_MODE_TOO },
	                    NONE_HOLDS },

	/* Changes R. What its user sees of it is the same wherever the window is: below it, the
	 * bound is the window's size. */
	[PROFILE_shrink] = { { SHOWN_BY_EACH, [CLAIM_CONTROL] = true, IN_USER_MODE_TOO },
	                     NONE_HOLDS },

	/* A page may be a supervisor's alone: of two users neither gets at it. To be refused by the
	 * mode is no memory trap, since R lets it through. */
	[PROFILE_userbit] = { { SHOWN_BY_EACH, [CLAIM_BEHAVIOUR] = true, [CLAIM_MODE] = true,
	                        [CLAIM_USER] = true, [CLAIM_SUPERVISOR] = true,
	                        [CLAIM_FAULT] = true },
	                      THIRD_HOLDS_BY_FOOTNOTE_5,
	                      { SHOWN_BY_EACH, [CLAIM_BEHAVIOUR] = true, [CLAIM_MODE] = true,
	                        [CLAIM_USER] = true, [CLAIM_SUPERVISOR] = true,
	                        [CLAIM_FAULT] = true } },

	/* Changes memory that no page need have; and where one has it, it is seen there. */
	[PROFILE_marks] = { { SHOWN_BY_EACH, [CLAIM_CONTROL] = true, [CLAIM_BEHAVIOUR] = true,
	                      [CLAIM_LOCATION] = true, IN_USER_MODE_TOO },
	                    NONE_HOLDS,
	                    { SHOWN_BY_EACH, [CLAIM_CONTROL] = true, [CLAIM_BEHAVIOUR] = true,
	                      [CLAIM_LOCATION] = true, IN_USER_MODE_TOO } },

	/* A store into a table changes R; a load changes nothing, and sees what it saw. */
	[PROFILE_walks] = { { SHOWN_BY_EACH },
	                    NONE_HOLDS,
	                    { SHOWN_BY_EACH, [CLAIM_CONTROL] = true, IN_USER_MODE_TOO } },

	/* Stops the processor, the same from any state. */
	[PROFILE_uhalt] = { { SHOWN_BY_EACH, [CLAIM_CONTROL] = true, IN_USER_MODE_TOO },
	                    NONE_HOLDS },
};
