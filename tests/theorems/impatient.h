/* A prover that gives up soon, and what it gives up on. */
#ifndef PG32_TESTS_THEOREMS_IMPATIENT_H
#define PG32_TESTS_THEOREMS_IMPATIENT_H

#include "spec/theorems/emulation/prover.h"
#include "spec/theorems/terms/solver.h"

static inline struct prover impatient_prover(void)
{
	Z3_context z = make_context("20000");
	return (struct prover){ .z = z, .solver = take_solver(z, Z3_mk_simple_solver(z)) };
}

static inline Z3_ast unknown_word(Z3_context z, const char *name)
{
	return Z3_mk_const(z, Z3_mk_string_symbol(z, name), Z3_mk_bv_sort(z, 32));
}

/* What is x, as no solver finds soon: its quotient by another number, times that, and the rest. */
static inline Z3_ast hard_word(Z3_context z)
{
	Z3_ast x = unknown_word(z, "x"), y = unknown_word(z, "y");
	Z3_ast product = Z3_mk_bvmul(z, Z3_mk_bvudiv(z, x, y), y);
	return Z3_mk_bvadd(z, product, Z3_mk_bvurem(z, x, y));
}

#endif
