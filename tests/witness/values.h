/* A moment in the prover's words: what each of its unknowns is in it. */
#ifndef PG32_TESTS_WITNESS_VALUES_H
#define PG32_TESTS_WITNESS_VALUES_H

#include "spec/theorems/emulation/emulation.h"
#include "tests/witness/moment.h"

enum { MOST_VALUES = 64 };

struct values {
	Z3_context z;
	Z3_ast unknowns[MOST_VALUES], values[MOST_VALUES];
	unsigned count;
};

/* The bare machine now, or as it was when the guest was resumed, but for registers and pc: of what
 * has passed since then the prover has time alone. */
struct machine state_of(const struct moment *moment, bool is_resumed);

/* The unknowns of an exit, or of what runs directly: they are those of that state. */
struct values values_of(Z3_context z, const struct moment *moment, bool is_resumed);
void add_word(struct values *values, const char *name, uint32_t word);

/* The number that the term is; false where it is none, for it has another unknown. */
bool value_of(const struct values *values, Z3_ast term, uint64_t *number);

/* A bare machine with numbers for terms. Of memory it has the trap area and what an instruction can
 * reach around the address. */
struct bare bare_of(Z3_context z, const struct machine *machine, uint32_t address);

#endif
