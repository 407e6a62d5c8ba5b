/* A symbolic state of the machine: S = <E, M, P, R> of the paper, with registers, interrupts, timer
 * and devices, each a term of Z3 that stands for any value. */
#ifndef PG32_SPEC_THEOREMS_STATE_H
#define PG32_SPEC_THEOREMS_STATE_H

#include <stdbool.h>
#include <stdint.h>
#include <z3.h>

#include "spec/theorems/terms/space.h"
#include "spec/theorems/terms/term.h"

/* The byte that the console holds where a witness has it request attention. */
enum { HELD_BYTE = 'A' };

struct symbolic_psw {
	Z3_ast status, pc, base, bound, timer;
};

/* Memory is two arrays, so that two states can have the same window at different places:
 *
 *   window    the byte at each virtual address below the window's size
 *   outside   the byte at each physical address that is not in the window
 *
 * Both are those of the PSW before the instruction, also where it loads another. Where R is of the
 * paged kind the window is the storage by its names (space.h), and outside is what has no name. */
struct symbolic_state {
	Z3_ast registers; /* an array: four bits to a word; register 0 holds 0 */
	struct symbolic_psw psw;
	Z3_ast window;
	Z3_ast outside;
	Z3_ast memory_size;
	bool is_paged;               /* which kind R is of */
	uint32_t profile;            /* and if paged, whose paging it is */
	struct symbolic_space space; /* what the buffer holds: in force where R is paged */
	Z3_ast clock;                /* 64 bits */
	Z3_ast devices; /* all that the devices hold beside the clock: of an uninterpreted sort */
};

/* A state of which nothing is known; its terms are named with the suffix. R is not paged. */
struct symbolic_state any_state(Z3_context z, const char *suffix);

/* The window's size: what R lets an instruction reach, or if paged where that ends. */
Z3_ast window_size(Z3_context z, const struct symbolic_state *state);

Z3_ast is_user(Z3_context z, const struct symbolic_state *state);

/* Whether the devices request attention; whether they have something coming. Of both nothing is
 * known but that they are functions of the devices. */
Z3_ast is_requesting(Z3_context z, Z3_ast devices);
Z3_ast has_event_coming(Z3_context z, Z3_ast devices);

/* Whether the PSW may be loaded. */
Z3_ast is_well_formed(Z3_context z, const struct symbolic_psw *psw);

/* Whether it is a state of a machine in which the next thing to happen is an instruction. */
Z3_ast is_possible(Z3_context z, const struct symbolic_state *state);

#endif
