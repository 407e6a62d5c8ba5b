/* An address is a number, or in the guest's memory, or one of a few numbers. */
#include "spec/theorems/symbolic_access.h"

#include <stdlib.h>

#include "spec/theorems/window_lemmas.h"

/* So many places can one instruction of the VMM reach in its own memory. */
enum { PLACES = 64 };

struct places {
	uint32_t at[PLACES];
	unsigned count;
};

static int compare_places(const void *a, const void *b)
{
	uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
	return (first > second) - (first < second);
}

/* All numbers that the address can be on the path; false where there are too many. */
static bool find_places(const struct surroundings *surroundings, const struct path *path,
                        Z3_ast address, struct places *places)
{
	struct prover *prover = surroundings->prover;
	Z3_context z = prover->z;
	Z3_ast other = Z3_mk_true(z), value;
	Z3_model model = NULL;
	uint64_t number;
	places->count = 0;
	while (can_be(prover, path, other, &model)) {
		if (model == NULL || places->count == PLACES)
			return false;
		bool is_known = Z3_model_eval(z, model, address, true, &value) &&
		                is_number(z, value, &number);
		Z3_model_dec_ref(z, model);
		model = NULL;
		if (!is_known)
			return false;
		places->at[places->count++] = (uint32_t)number;
		Z3_ast same = Z3_mk_eq(z, address, word_term(z, (uint32_t)number));
		other = both(z, other, Z3_mk_not(z, same));
	}
	qsort(places->at, places->count, sizeof *places->at, compare_places);
	return places->count > 0;
}

static bool has_origin(const struct surroundings *surroundings, Z3_ast term)
{
	Z3_context z = surroundings->prover->z;
	Z3_ast origin = surroundings->origin, zero = word_term(z, 0);
	return Z3_substitute(z, term, 1, &origin, &zero) != term;
}

/* The place of a choice that is no part of a sum. */
#define WHOLE UINT32_MAX

/* The choice among the terms of a sum, or the sum itself, in which the origin is. */
static Z3_app find_choice(const struct surroundings *surroundings, Z3_ast term, unsigned *index)
{
	Z3_context z = surroundings->prover->z;
	if (Z3_get_ast_kind(z, term) != Z3_APP_AST)
		return NULL;
	Z3_app app = Z3_to_app(z, term);
	Z3_decl_kind kind = Z3_get_decl_kind(z, Z3_get_app_decl(z, app));
	*index = WHOLE;
	if (kind == Z3_OP_ITE)
		return has_origin(surroundings, term) ? app : NULL;
	for (unsigned i = 0; kind == Z3_OP_BADD && i < Z3_get_app_num_args(z, app); i++) {
		unsigned ignored;
		Z3_ast part = Z3_get_app_arg(z, app, i);
		bool is_sum =
		        Z3_get_ast_kind(z, part) != Z3_APP_AST ||
		        Z3_get_decl_kind(z, Z3_get_app_decl(z, Z3_to_app(z, part))) == Z3_OP_BADD;
		Z3_app choice = is_sum ? NULL : find_choice(surroundings, part, &ignored);
		*index = i;
		if (choice != NULL)
			return choice;
	}
	return NULL;
}

/* The term with the choice in its place settled. */
static Z3_ast settle_choice(Z3_context z, Z3_ast sum, Z3_app choice, unsigned index, unsigned side)
{
	Z3_ast total = Z3_get_app_arg(z, choice, side);
	Z3_app app = Z3_to_app(z, sum);
	for (unsigned i = 0; index != WHOLE && i < Z3_get_app_num_args(z, app); i++)
		if (i != index)
			total = Z3_mk_bvadd(z, total, Z3_get_app_arg(z, app, i));
	return Z3_simplify(z, total);
}

/* Where in the guest's memory the address is. A choice of addresses becomes one of offsets, so
 * that the origin, which would make it hard to solve, is gone from it. */
static Z3_ast offset_of(const struct surroundings *surroundings, Z3_ast address)
{
	Z3_context z = surroundings->prover->z;
	unsigned index;
	Z3_app choice = find_choice(surroundings, address, &index);
	if (choice == NULL)
		return Z3_simplify(z, Z3_mk_bvsub(z, address, surroundings->origin));
	Z3_ast then = offset_of(surroundings, settle_choice(z, address, choice, index, 1));
	Z3_ast otherwise = offset_of(surroundings, settle_choice(z, address, choice, index, 2));
	return Z3_simplify(z, Z3_mk_ite(z, Z3_get_app_arg(z, choice, 0), then, otherwise));
}

/* Whether all bytes of the access are the guest's: for each choice of an offset. */
static bool is_in_guest(const struct surroundings *surroundings, const struct path *path,
                        Z3_ast offset, unsigned bytes)
{
	struct prover *prover = surroundings->prover;
	Z3_context z = prover->z;
	const struct guest_memory *guest = &surroundings->guest;
	Z3_ast left = Z3_mk_bvsub(z, surroundings->size, offset);
	Z3_ast inside = both(z, Z3_mk_bvult(z, offset, surroundings->size),
	                     Z3_mk_bvuge(z, left, word_term(z, bytes)));
	Z3_app app = Z3_to_app(z, offset);
	if (Z3_get_ast_kind(z, offset) == Z3_NUMERAL_AST)
		return must_be(prover, path, inside);
	if (Z3_get_decl_kind(z, Z3_get_app_decl(z, app)) == Z3_OP_ITE) {
		struct path then = *path, otherwise = *path;
		path_add(&then, Z3_get_app_arg(z, app, 0));
		path_add(&otherwise, Z3_mk_not(z, Z3_get_app_arg(z, app, 0)));
		return is_in_guest(surroundings, &then, Z3_get_app_arg(z, app, 1), bytes) &&
		       is_in_guest(surroundings, &otherwise, Z3_get_app_arg(z, app, 2), bytes);
	}
	const struct window_terms terms = {
		.base = guest->base,
		.window_size = guest->window_size,
		.memory_size = surroundings->size,
		.address = Z3_simplify(z, Z3_mk_bvsub(z, offset, guest->base)),
	};
	return must_be(prover, path, Z3_mk_implies(z, window_lemmas(z, &terms, bytes), inside));
}

/* An own access is within one word: a compiler makes no other. */
static bool is_within_word(uint32_t at, unsigned bytes)
{
	return at % 4 + bytes <= 4;
}

static Z3_ast part_of(Z3_context z, Z3_ast word, uint32_t at, unsigned bytes)
{
	unsigned low = 8 * (at % 4);
	return bytes == 4 ? word : Z3_simplify(z, Z3_mk_extract(z, low + 8 * bytes - 1, low, word));
}

static Z3_ast load_own(const struct surroundings *surroundings, const struct symbolic_cpu *cpu,
                       uint32_t at, unsigned bytes, const char **problem)
{
	Z3_context z = surroundings->prover->z;
	if (!is_within_word(at, bytes) || at >= surroundings->image->end) {
		*problem = "loads from what is neither its own nor its guest's";
		return bits_term(z, 8 * bytes, 0);
	}
	Z3_ast word =
	        at < PAGE_SIZE
	                ? own_word(cpu, at)
	                : word_term(z, vmm_image_word(surroundings->image, at & ~UINT32_C(3)));
	return part_of(z, word, at, bytes);
}

Z3_ast access_load(const struct surroundings *surroundings, struct symbolic_cpu *cpu,
                   Z3_ast address, unsigned bytes, const char **problem)
{
	Z3_context z = surroundings->prover->z;
	struct places places;
	uint64_t number;
	if (is_number(z, address, &number))
		return load_own(surroundings, cpu, (uint32_t)number, bytes, problem);
	Z3_ast offset = offset_of(surroundings, Z3_simplify(z, address));
	if (is_in_guest(surroundings, &cpu->path, offset, bytes))
		return guest_read(z, &surroundings->guest, cpu->written, offset, bytes);
	if (!find_places(surroundings, &cpu->path, address, &places)) {
		*problem = "loads from what may be neither its own nor its guest's";
		return bits_term(z, 8 * bytes, 0);
	}
	Z3_ast value = load_own(surroundings, cpu, places.at[0], bytes, problem);
	for (unsigned i = 1; i < places.count; i++)
		value = Z3_mk_ite(z, Z3_mk_eq(z, address, word_term(z, places.at[i])),
		                  load_own(surroundings, cpu, places.at[i], bytes, problem), value);
	return Z3_simplify(z, value);
}

/* Puts the value into its part of the word, where the condition is true. */
static const char *store_own(Z3_context z, struct symbolic_cpu *cpu, uint32_t at, unsigned bytes,
                             Z3_ast value, Z3_ast condition)
{
	if (!is_within_word(at, bytes) || at >= PAGE_SIZE)
		return "stores to what is neither its own page nor its guest's";
	Z3_ast *word = &cpu->own[at / 4];
	unsigned low = 8 * (at % 4), high = low + 8 * bytes;
	Z3_ast whole = value;
	if (low != 0)
		whole = Z3_mk_concat(z, whole, Z3_mk_extract(z, low - 1, 0, *word));
	if (high != 32)
		whole = Z3_mk_concat(z, Z3_mk_extract(z, 31, high, *word), whole);
	*word = Z3_simplify(z, Z3_mk_ite(z, condition, whole, *word));
	return NULL;
}

const char *access_store(const struct surroundings *surroundings, struct symbolic_cpu *cpu,
                         Z3_ast address, unsigned bytes, Z3_ast value)
{
	Z3_context z = surroundings->prover->z;
	struct places places;
	uint64_t number;
	if (is_number(z, address, &number))
		return store_own(z, cpu, (uint32_t)number, bytes, value, Z3_mk_true(z));
	Z3_ast offset = offset_of(surroundings, Z3_simplify(z, address));
	if (is_in_guest(surroundings, &cpu->path, offset, bytes)) {
		cpu->written = guest_write_word(z, surroundings->writes, cpu->written, offset,
		                                bytes, value);
		return NULL;
	}
	if (!find_places(surroundings, &cpu->path, address, &places))
		return "stores to what may be neither its own page nor its guest's";
	const char *problem = NULL;
	for (unsigned i = 0; i < places.count && problem == NULL; i++)
		problem = store_own(z, cpu, places.at[i], bytes, value,
		                    Z3_mk_eq(z, address, word_term(z, places.at[i])));
	return problem;
}
