/* A machine that runs the VMM's code over terms: the rows of isa/pg32.def once more. */
#ifndef PG32_SPEC_THEOREMS_SYMBOLIC_CPU_H
#define PG32_SPEC_THEOREMS_SYMBOLIC_CPU_H

#include "spec/theorems/emulation/symbolic_machine.h"
#include "spec/theorems/terms/rows.h"

/* How an instruction goes on. */
enum flow { FLOW_NEXT, FLOW_BRANCH, FLOW_JUMP, FLOW_END, FLOW_STRAY };

struct flow_on {
	enum flow flow;
	Z3_ast condition; /* of a branch */
	Z3_ast target;
	bool is_call;            /* a jump that links through ra */
	const char *stray;       /* what it did */
	enum outcome outcome;    /* an end: COMPLETED where a PSW is loaded */
	struct symbolic_psw psw; /* the one */
	Z3_ast value;            /* the status of a halt */
};

/* Executes the instruction at the pc, of which it changes all but pc and calls. */
struct flow_on execute_symbolic(const struct surroundings *surroundings, struct symbolic_cpu *cpu);

#endif
