/* A load or store of the VMM's: where it goes, with a proof. */
#ifndef PG32_SPEC_THEOREMS_SYMBOLIC_ACCESS_H
#define PG32_SPEC_THEOREMS_SYMBOLIC_ACCESS_H

#include "spec/theorems/emulation/symbolic_machine.h"

/* The value, of 8 * bytes bits; or *problem says what cannot be proved of the address. */
Z3_ast access_load(const struct surroundings *surroundings, struct symbolic_cpu *cpu,
                   Z3_ast address, unsigned bytes, const char **problem);

/* Stores the value; returns NULL, or what cannot be proved of the address. */
const char *access_store(const struct surroundings *surroundings, struct symbolic_cpu *cpu,
                         Z3_ast address, unsigned bytes, Z3_ast value);

#endif
