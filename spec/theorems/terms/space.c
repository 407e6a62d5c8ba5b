/* Pages, names and frames. */
#include "spec/theorems/terms/space.h"

#include "spec/theorems/terms/term.h"

enum { NUMBER_BITS = 32 - PAGE_BITS };

Z3_sort page_sort(Z3_context z)
{
	return Z3_mk_bv_sort(z, NUMBER_BITS);
}

Z3_sort bits_sort(Z3_context z)
{
	return Z3_mk_bv_sort(z, PAGE_BITS);
}

static Z3_ast pages_to(Z3_context z, const char *name, const char *suffix, unsigned bits)
{
	return unknown_term(z, name, suffix,
	                    Z3_mk_array_sort(z, page_sort(z), Z3_mk_bv_sort(z, bits)));
}

struct symbolic_space any_space(Z3_context z, const char *suffix)
{
	return (struct symbolic_space){
		.names = pages_to(z, "names", suffix, NUMBER_BITS),
		.bits = pages_to(z, "bits", suffix, PAGE_BITS),
		.root = unknown_term(z, "root", suffix, Z3_mk_bv_sort(z, 32)),
		.limit = unknown_term(z, "limit", suffix, Z3_mk_bv_sort(z, 32)),
		.frames = pages_to(z, "frames", suffix, NUMBER_BITS),
		.owners = pages_to(z, "owners", suffix, NUMBER_BITS + 1),
	};
}

Z3_ast no_bits(Z3_context z)
{
	return Z3_mk_const_array(z, page_sort(z), bits_term(z, PAGE_BITS, 0));
}

Z3_ast page_term(Z3_context z, Z3_ast address)
{
	return Z3_mk_extract(z, 31, PAGE_BITS, address);
}

Z3_ast address_in(Z3_context z, Z3_ast page, Z3_ast address)
{
	return Z3_mk_concat(z, page, Z3_mk_extract(z, PAGE_BITS - 1, 0, address));
}

static Z3_ast name_of(Z3_context z, const struct symbolic_space *space, Z3_ast address)
{
	return Z3_mk_select(z, space->names, page_term(z, address));
}

Z3_ast space_bits(Z3_context z, const struct symbolic_space *space, Z3_ast address)
{
	return Z3_mk_select(z, space->bits, page_term(z, address));
}

Z3_ast space_permits(Z3_context z, const struct symbolic_space *space, Z3_ast address,
                     enum entry_bit permission)
{
	Z3_ast held = Z3_mk_zero_ext(z, NUMBER_BITS, space_bits(z, space, address));
	return both(z, Z3_mk_bvult(z, address, space->limit), has_bits(z, held, permission));
}

Z3_ast space_storage(Z3_context z, const struct symbolic_space *space, Z3_ast address)
{
	return address_in(z, name_of(z, space, address), address);
}

Z3_ast space_physical(Z3_context z, const struct symbolic_space *space, Z3_ast address)
{
	return address_in(z, Z3_mk_select(z, space->frames, name_of(z, space, address)), address);
}

static Z3_ast owner_of(Z3_context z, const struct symbolic_space *space, Z3_ast address)
{
	return Z3_mk_select(z, space->owners, page_term(z, address));
}

Z3_ast is_storage(Z3_context z, const struct symbolic_space *space, Z3_ast address)
{
	Z3_ast bit = Z3_mk_extract(z, NUMBER_BITS, NUMBER_BITS, owner_of(z, space, address));
	return Z3_mk_eq(z, bit, bits_term(z, 1, 1));
}

Z3_ast storage_of_physical(Z3_context z, const struct symbolic_space *space, Z3_ast address)
{
	Z3_ast name = Z3_mk_extract(z, NUMBER_BITS - 1, 0, owner_of(z, space, address));
	return address_in(z, name, address);
}

Z3_ast is_consistent_page(Z3_context z, const struct symbolic_space *space, Z3_ast address,
                          Z3_ast memory_size, uint32_t bits)
{
	Z3_ast physical = space_physical(z, space, address);
	Z3_ast is_held = Z3_mk_not(
	        z, Z3_mk_eq(z, space_bits(z, space, address), bits_term(z, PAGE_BITS, 0)));
	Z3_ast held = Z3_mk_zero_ext(z, NUMBER_BITS, space_bits(z, space, address));
	Z3_ast all[] = { has_bits(z, held, ENTRY_VALID), Z3_mk_not(z, has_bits(z, held, ~bits)),
		         Z3_mk_bvult(z, physical, memory_size), is_storage(z, space, physical),
		         Z3_mk_eq(z, storage_of_physical(z, space, physical),
		                  space_storage(z, space, address)) };
	return Z3_mk_implies(z, is_held, Z3_mk_and(z, 5, all));
}

Z3_ast is_consistent_frame(Z3_context z, const struct symbolic_space *space, Z3_ast address)
{
	Z3_ast name = page_term(z, storage_of_physical(z, space, address));
	Z3_ast is_there = Z3_mk_eq(z, Z3_mk_select(z, space->frames, name), page_term(z, address));
	return Z3_mk_implies(z, is_storage(z, space, address), is_there);
}
