/* Sums of words in one form, however they are written: for the solver two ways to write an address
 * are two addresses, until it has found by their bits that they are one. */
#ifndef PG32_SPEC_THEOREMS_SUMS_H
#define PG32_SPEC_THEOREMS_SUMS_H

#include "spec/theorems/terms/state.h"

/* The word a less the word b. */
Z3_ast difference(Z3_context z, Z3_ast a, Z3_ast b);

/* The low word of a term of 64 bits: of a sum, the sum of the low words. */
Z3_ast low_word(Z3_context z, Z3_ast wide);

/* Whether the word a is so much more than the word b. */
Z3_ast is_behind(Z3_context z, Z3_ast a, Z3_ast b, uint32_t distance);

#endif
