/* Random states of the machine, of the kinds that matter, from a seed. */
#ifndef PG32_TESTS_THEOREMS_RANDOM_STATE_H
#define PG32_TESTS_THEOREMS_RANDOM_STATE_H

#include "spec/theorems/concrete.h"

enum { RANDOM_PAGES = 4 };

uint32_t next_random(uint32_t *seed);

/* A word of the operation, with random fields; for OPERATIONS, a word that is no instruction. */
uint32_t random_word(uint32_t *seed, enum operation operation);

/* A state with the word at its pc, in the window; memory is zero but for the word and for what
 * surrounds the addresses that the word can reach. Free its memory. */
struct concrete_state random_state(uint32_t *seed, uint32_t word);

/* The state with another mode, other resources, and its window in another place. */
struct concrete_state random_partner(uint32_t *seed, const struct concrete_state *state);

#endif
