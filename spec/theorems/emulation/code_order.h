/* The order in which the instructions of a program come: where paths part, and meet again. */
#ifndef PG32_SPEC_THEOREMS_CODE_ORDER_H
#define PG32_SPEC_THEOREMS_CODE_ORDER_H

#include "spec/theorems/emulation/symbolic_machine.h"

/* An instruction in its context of calls. */
struct place {
	uint32_t pc;
	uint32_t callers[CALL_DEPTH];
	unsigned calls;
	unsigned rank; /* lower: comes first, but for loops */
	unsigned ways; /* instructions that lead to it */
	struct place *same_pc;
};

struct code_order {
	const struct vmm_image *image;
	struct place **places; /* by pc / 4 */
	unsigned ranked;
};

/* The order of all that can follow the instruction at start. What a jump through a register leads
 * to is not in it, but for returns. */
struct code_order code_order_make(const struct vmm_image *image, uint32_t start);
void code_order_free(struct code_order *order);

/* Where the processor is; NULL where the order does not have it. */
const struct place *code_order_find(const struct code_order *order, const struct symbolic_cpu *cpu);

bool is_same_place(const struct symbolic_cpu *a, const struct symbolic_cpu *b);

#endif
