/* Terms of Z3, of the sizes that the machine has. */
#ifndef PG32_SPEC_THEOREMS_TERM_H
#define PG32_SPEC_THEOREMS_TERM_H

#include <stdbool.h>
#include <stdint.h>
#include <z3.h>

/* The number that the term is as it stands, or simplified; false where it is none. */
bool is_numeral(Z3_context z, Z3_ast term, uint64_t *number);
bool is_number(Z3_context z, Z3_ast term, uint64_t *number);

/* The number that the term, or 1 for a condition that holds, is in the model; 0 where it has none.
 */
uint64_t model_number(Z3_context z, Z3_model model, Z3_ast term);

/* A constant of which nothing is known. */
Z3_ast unknown_term(Z3_context z, const char *name, const char *suffix, Z3_sort sort);

/* Terms of the machine's sizes. */
Z3_ast bits_term(Z3_context z, unsigned size, uint64_t value);
Z3_ast word_term(Z3_context z, uint32_t value);
Z3_sort devices_sort(Z3_context z);
Z3_sort registers_sort(Z3_context z);
Z3_sort memory_sort(Z3_context z);

/* Whether the mask has a bit in common with the word. */
Z3_ast has_bits(Z3_context z, Z3_ast word, uint32_t mask);

Z3_ast both(Z3_context z, Z3_ast a, Z3_ast b);
Z3_ast either(Z3_context z, Z3_ast a, Z3_ast b);

/* What the array holds at the index, as a term in which arrays are only read, and each is one of
 * which nothing is known. */
Z3_ast element(Z3_context z, Z3_ast array, Z3_ast index);

#endif
