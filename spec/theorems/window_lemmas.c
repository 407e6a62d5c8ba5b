/* Two lemmas, over terms: once to prove them, then to use them. */
#include "spec/theorems/window_lemmas.h"

#include "isa/architecture.h"
#include "spec/theorems/bare.h"

static Z3_ast holds(Z3_context z, Z3_ast size, Z3_ast address, unsigned bytes)
{
	return both(z, Z3_mk_bvult(z, address, size),
	            Z3_mk_bvuge(z, Z3_mk_bvsub(z, size, address), word_term(z, bytes)));
}

static Z3_ast window_is_in_memory(Z3_context z, const struct window_terms *terms, unsigned bytes)
{
	Z3_ast above = Z3_mk_bvsub(z, terms->memory_size, terms->base);
	Z3_ast physical = Z3_simplify(z, Z3_mk_bvadd(z, terms->base, terms->address));
	Z3_ast given[] = { Z3_mk_bvult(z, terms->base, terms->memory_size),
		           Z3_mk_bvule(z, terms->window_size, above),
		           holds(z, terms->window_size, terms->address, bytes) };
	return Z3_mk_implies(z, Z3_mk_and(z, sizeof given / sizeof *given, given),
	                     holds(z, terms->memory_size, physical, bytes));
}

static Z3_ast part_is_in_window(Z3_context z, const struct window_terms *terms, unsigned place,
                                unsigned bytes)
{
	Z3_ast whole = Z3_simplify(z, Z3_mk_bvsub(z, terms->address, word_term(z, place)));
	return Z3_mk_implies(z, holds(z, terms->window_size, whole, sizeof(struct psw)),
	                     holds(z, terms->window_size, terms->address, bytes));
}

Z3_ast window_lemmas(Z3_context z, const struct window_terms *terms, unsigned bytes)
{
	Z3_ast all = window_is_in_memory(z, terms, bytes);
	for (unsigned place = 0; place + bytes <= sizeof(struct psw); place += 4)
		all = both(z, all, part_is_in_window(z, terms, place, bytes));
	return all;
}

bool window_lemmas_hold(struct prover *prover)
{
	Z3_context z = prover->z;
	const struct path path = { .count = 0 };
	Z3_symbol name = Z3_mk_string_symbol(z, "address");
	const struct window_terms terms = {
		.base = any_multiple_of_page(z, "base"),
		.window_size = any_multiple_of_page(z, "window_size"),
		.memory_size = any_multiple_of_page(z, "memory_size"),
		.address = Z3_mk_const(z, name, Z3_mk_bv_sort(z, 32)),
	};
	bool all_hold = true;
	for (unsigned bytes = 1; bytes <= 4; bytes *= 2) {
		all_hold &= must_be(prover, &path, window_is_in_memory(z, &terms, bytes));
		for (unsigned place = 0; place + bytes <= sizeof(struct psw); place += 4)
			all_hold &=
			        must_be(prover, &path, part_is_in_window(z, &terms, place, bytes));
	}
	return all_hold;
}
