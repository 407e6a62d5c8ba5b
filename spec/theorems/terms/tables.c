/* The tables of paging, which are memory, and what the pagings of profiles do with them. */
#include "spec/theorems/terms/semantics.h"

/* In the window, or in the rest. */
Z3_ast read_physical(const struct step *step, const struct symbolic_state *state, Z3_ast address)
{
	Z3_context z = step->z;
	const struct symbolic_state *before = &step->before;
	if (before->is_paged) {
		Z3_ast storage = storage_of_physical(z, &before->space, address);
		return Z3_mk_ite(z, is_storage(z, &before->space, address),
		                 Z3_mk_select(z, state->window, storage),
		                 Z3_mk_select(z, state->outside, address));
	}
	Z3_ast in_window = Z3_mk_bvsub(z, address, before->psw.base);
	return Z3_mk_ite(z, Z3_mk_bvult(z, in_window, step->size),
	                 Z3_mk_select(z, state->window, in_window),
	                 Z3_mk_select(z, state->outside, address));
}

Z3_ast read_physical_word(const struct step *step, const struct symbolic_state *state,
                          Z3_ast address)
{
	Z3_context z = step->z;
	Z3_ast value = read_physical(step, state, address);
	for (unsigned i = 1; i < 4; i++)
		value = Z3_mk_concat(
		        z, read_physical(step, state, Z3_mk_bvadd(z, address, word_term(z, i))),
		        value);
	return value;
}

/* A byte of physical memory becomes another where the condition is true. */
static void write_physical(struct step *step, Z3_ast condition, Z3_ast address, Z3_ast byte)
{
	Z3_context z = step->z;
	const struct symbolic_space *space = &step->before.space;
	struct symbolic_state *after = &step->after;
	Z3_ast is_named = is_storage(z, space, address);
	Z3_ast named = both(z, condition, is_named);
	Z3_ast unnamed = both(z, condition, Z3_mk_not(z, is_named));
	Z3_ast storage = storage_of_physical(z, space, address);
	after->window =
	        Z3_mk_ite(z, named, Z3_mk_store(z, after->window, storage, byte), after->window);
	after->outside = Z3_mk_ite(z, unnamed, Z3_mk_store(z, after->outside, address, byte),
	                           after->outside);
}

/* Where the entry of an index lies, in the table at the frame of an address. */
static Z3_ast entry_place(Z3_context z, Z3_ast table, Z3_ast index)
{
	Z3_ast in_table = Z3_mk_concat(z, index, bits_term(z, 2, 0));
	return Z3_mk_concat(z, page_term(z, table), in_table);
}

static Z3_ast leads_to_page(Z3_context z, Z3_ast entry, Z3_ast memory_size)
{
	return both(z, has_bits(z, entry, ENTRY_VALID), Z3_mk_bvult(z, entry, memory_size));
}

struct symbolic_walk walk_of(const struct step *step, const struct symbolic_state *state,
                             Z3_ast address)
{
	Z3_context z = step->z;
	Z3_ast root = state->psw.base, size = state->memory_size;
	struct symbolic_walk walk;
	walk.link_at = entry_place(z, root, Z3_mk_extract(z, 31, 22, address));
	Z3_ast link = read_physical_word(step, state, walk.link_at);
	walk.has_link = both(z, Z3_mk_bvult(z, root, size), leads_to_page(z, link, size));
	walk.entry_at = entry_place(z, link, Z3_mk_extract(z, 21, 12, address));
	Z3_ast entry = read_physical_word(step, state, walk.entry_at);
	Z3_ast held = Z3_mk_bvand(z, entry, word_term(z, ~(PAGE_SIZE - 1) | ENTRY_BITS));
	walk.entry = Z3_mk_ite(z, both(z, walk.has_link, leads_to_page(z, entry, size)), held,
	                       word_term(z, 0));
	return walk;
}

#define PAGE_ENTRY entry
#define IS_STORE word_term(step->z, access == ACCESS_STORE)

static Z3_ast refused_by(const struct step *step, Z3_ast entry)
{
	switch ((uint32_t)step->before.profile) {
#define PAGING(name, source, kept, refused, marks, machine, text) \
	case PROFILE_##name:                                      \
		return refused;
#include "isa/flaws.def"
	default:
		(void)entry;
		return word_term(step->z, 0);
	}
}

static Z3_ast marks_of(const struct step *step, enum access access)
{
	switch ((uint32_t)step->before.profile) {
#define PAGING(name, source, kept, refused, marks, machine, text) \
	case PROFILE_##name:                                      \
		return marks;
#include "isa/flaws.def"
	default:
		(void)access;
		return word_term(step->z, 0);
	}
}

static bool is_zero(Z3_context z, Z3_ast term)
{
	uint64_t number;
	return is_number(z, term, &number) && number == 0;
}

Z3_ast mode_refuses_page(const struct step *step, Z3_ast address)
{
	Z3_context z = step->z;
	Z3_ast bits = space_bits(z, &step->before.space, address);
	Z3_ast refused = refused_by(step, Z3_mk_zero_ext(z, 32 - PAGE_BITS, bits));
	return is_zero(z, refused) ? Z3_mk_false(z)
	                           : Z3_mk_not(z, Z3_mk_eq(z, refused, word_term(z, 0)));
}

/* All marks are of the entry's lowest byte. */
void mark_page(struct step *step, Z3_ast address, enum access access)
{
	Z3_context z = step->z;
	Z3_ast marks = marks_of(step, access);
	if (is_zero(z, marks))
		return;
	struct symbolic_walk walk = walk_of(step, &step->after, address);
	Z3_ast byte = read_physical(step, &step->after, walk.entry_at);
	reach(&step->physical, walk.link_at);
	reach(&step->physical, walk.entry_at);
	write_physical(step, walk.has_link, walk.entry_at,
	               Z3_mk_bvor(z, byte, Z3_mk_extract(z, 7, 0, marks)));
}
