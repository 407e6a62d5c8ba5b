/* Arithmetic of windows, which a solver proves once for all numbers in a moment, and would take
 * long to find again inside every question about an address. */
#ifndef PG32_SPEC_THEOREMS_WINDOW_LEMMAS_H
#define PG32_SPEC_THEOREMS_WINDOW_LEMMAS_H

#include "spec/theorems/prover.h"

/* A window of so many bytes at base in memory of a size, and an address in it: all words. */
struct window_terms {
	Z3_ast base, window_size, memory_size;
	Z3_ast address;
};

/* What the lemmas say of these and of an access of so many bytes: first, that what is in the
 * window is in memory; second, for each place in a PSW, that what is in the window with all of the
 * PSW is in it alone. */
Z3_ast window_lemmas(Z3_context z, const struct window_terms *terms, unsigned bytes);

/* Whether they are true of all numbers, base and sizes being multiples of the page. */
bool window_lemmas_hold(struct prover *prover);

#endif
