/* How the solver is asked: in its own steps, of which as many are taken on every host, and so that
 * what interrupts the tool interrupts the tool. */
#ifndef PG32_SPEC_THEOREMS_SOLVER_H
#define PG32_SPEC_THEOREMS_SOLVER_H

#include <z3.h>

/* A context in which a question is given up after so many steps, in decimal. The caller deletes it.
 */
Z3_context make_context(const char *steps);

/* Takes a solver that was just made, which then counts its users (Z3_solver_dec_ref). The library's
 * own answer to SIGINT, to give up the question at hand, would be a verdict that depends on time.
 */
Z3_solver take_solver(Z3_context z, Z3_solver solver);

#endif
