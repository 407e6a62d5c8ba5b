/* Arithmetic of windows, which a solver proves once for all numbers in a moment, and would take
 * long to find again inside every question about an address. */
#include "spec/theorems/emulation/emulation.h"

/* For each size of an access. */
static void agree_on_memory(Z3_context z, struct agreements *agreements, const struct bare *bare,
                            Z3_ast address)
{
	const struct guest_memory *memory = &bare->memory;
	Z3_ast physical = Z3_mk_bvadd(z, memory->base, address);
	for (unsigned bytes = 1; bytes <= 4; bytes *= 2) {
		Z3_ast in_window = holds_access(z, memory->window_size, address, bytes);
		Z3_ast in_memory = holds_access(z, bare->state.memory_size, physical, bytes);
		agree(agreements, "in memory", Z3_mk_implies(z, in_window, in_memory),
		      Z3_mk_true(z));
	}
}

static void agree_on_psw(Z3_context z, struct agreements *agreements, const struct bare *bare,
                         Z3_ast address)
{
	Z3_ast size = bare->memory.window_size;
	Z3_ast whole = holds_access(z, size, address, sizeof(struct psw));
	for (unsigned place = 0; place < sizeof(struct psw); place += 4) {
		Z3_ast word = Z3_mk_bvadd(z, address, word_term(z, place));
		agree(agreements, "word of a PSW",
		      Z3_mk_implies(z, whole, holds_access(z, size, word, 4)), Z3_mk_true(z));
	}
}

struct proof prove_windows(void)
{
	struct proof proof = { .verdict = VERDICT_PROVED, .name = "windows" };
	struct prover prover = prover_open();
	Z3_context z = prover.z;
	const struct path path = { .count = 0 };
	const struct bare bare = any_bare(z);
	const struct allotment allotment = any_allotment(&prover, &bare, PAGE_SIZE);
	Z3_ast address = Z3_mk_const(z, Z3_mk_string_symbol(z, "address"), Z3_mk_bv_sort(z, 32));
	const struct counterexample example = { &bare, &allotment, word_term(z, 0), NULL, 0 };
	struct agreements agreements = { .count = 0 };
	agree_on_memory(z, &agreements, &bare, address);
	agree_on_psw(z, &agreements, &bare, address);
	settle(&prover, &path, &agreements, &example, &proof);
	prover_close(&prover);
	return proof;
}
