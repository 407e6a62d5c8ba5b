/* Making terms. */
#include "spec/theorems/terms/term.h"

#include <assert.h>
#include <stdio.h>

Z3_ast bits_term(Z3_context z, unsigned size, uint64_t value)
{
	return Z3_mk_unsigned_int64(z, value, Z3_mk_bv_sort(z, size));
}

Z3_ast word_term(Z3_context z, uint32_t value)
{
	return bits_term(z, 32, value);
}

bool is_numeral(Z3_context z, Z3_ast term, uint64_t *number)
{
	return Z3_get_ast_kind(z, term) == Z3_NUMERAL_AST && Z3_get_numeral_uint64(z, term, number);
}

bool is_number(Z3_context z, Z3_ast term, uint64_t *number)
{
	return is_numeral(z, Z3_simplify(z, term), number);
}

uint64_t model_number(Z3_context z, Z3_model model, Z3_ast term)
{
	Z3_ast value;
	uint64_t number = 0;
	if (!Z3_model_eval(z, model, term, true, &value))
		return 0;
	if (Z3_get_sort_kind(z, Z3_get_sort(z, value)) == Z3_BOOL_SORT)
		return Z3_get_bool_value(z, value) == Z3_L_TRUE;
	is_number(z, value, &number);
	return number;
}

Z3_sort devices_sort(Z3_context z)
{
	return Z3_mk_uninterpreted_sort(z, Z3_mk_string_symbol(z, "devices"));
}

Z3_sort registers_sort(Z3_context z)
{
	return Z3_mk_array_sort(z, Z3_mk_bv_sort(z, 4), Z3_mk_bv_sort(z, 32));
}

Z3_sort memory_sort(Z3_context z)
{
	return Z3_mk_array_sort(z, Z3_mk_bv_sort(z, 32), Z3_mk_bv_sort(z, 8));
}

Z3_ast has_bits(Z3_context z, Z3_ast word, uint32_t mask)
{
	Z3_ast common = Z3_mk_bvand(z, word, word_term(z, mask));
	return Z3_mk_not(z, Z3_mk_eq(z, common, word_term(z, 0)));
}

Z3_ast both(Z3_context z, Z3_ast a, Z3_ast b)
{
	return Z3_mk_and(z, 2, (Z3_ast[]){ a, b });
}

Z3_ast either(Z3_context z, Z3_ast a, Z3_ast b)
{
	return Z3_mk_or(z, 2, (Z3_ast[]){ a, b });
}

Z3_ast element(Z3_context z, Z3_ast array, Z3_ast index)
{
	Z3_app app = Z3_to_app(z, array);
	Z3_decl_kind kind = Z3_get_decl_kind(z, Z3_get_app_decl(z, app));
	if (kind == Z3_OP_ITE)
		return Z3_mk_ite(z, Z3_get_app_arg(z, app, 0),
		                 element(z, Z3_get_app_arg(z, app, 1), index),
		                 element(z, Z3_get_app_arg(z, app, 2), index));
	if (kind == Z3_OP_STORE)
		return Z3_mk_ite(z, Z3_mk_eq(z, index, Z3_get_app_arg(z, app, 1)),
		                 Z3_get_app_arg(z, app, 2),
		                 element(z, Z3_get_app_arg(z, app, 0), index));
	return Z3_mk_select(z, array, index);
}

Z3_ast unknown_term(Z3_context z, const char *name, const char *suffix, Z3_sort sort)
{
	char full[32];
	int length = snprintf(full, sizeof full, "%s%s", name, suffix);
	assert(length < (int)sizeof full);
	(void)length;
	return Z3_mk_const(z, Z3_mk_string_symbol(z, full), sort);
}
