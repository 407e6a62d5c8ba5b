/* Random states of the machine, of the kinds that matter, from a seed. */
#ifndef PG32_TESTS_THEOREMS_RANDOM_STATE_H
#define PG32_TESTS_THEOREMS_RANDOM_STATE_H

#include "spec/theorems/classify/concrete.h"

enum { RANDOM_PAGES = 4 };

/* A seed for a case of a test, which is named: no case depends on which others there are. */
uint32_t seed_of_case(const char *test, enum profile profile, enum operation operation);

uint32_t next_random(uint32_t *seed);

/* A word of the operation, with random fields; for OPERATIONS, a word that is no instruction of the
 * profile's machine. */
uint32_t random_word(uint32_t *seed, enum profile profile, enum operation operation);

/* A state with the word at its pc, in the window or in a space of RANDOM_PAGES pages, all held;
 * memory is zero but for the word, for what surrounds the addresses that the word can reach, and
 * for an old PSW in the trap area. Free its memory. */
struct concrete_state random_state(uint32_t *seed, uint32_t word);

/* The same, paged and of the profile's machine, whose pages have any of the bits that it keeps,
 * with a table in memory that has what is held. */
struct concrete_state random_paged_state(uint32_t *seed, uint32_t word, enum profile profile);

/* Where the byte at an address of the pages that a paged one holds is in its memory. */
uint32_t held_place(const struct concrete_state *state, uint32_t address);

/* The state with what may differ (enum differing): another mode, other resources, its window in
 * another place. */
struct concrete_state random_partner(uint32_t *seed, const struct concrete_state *state,
                                     unsigned differing);

#endif
