/* From a state that the machine can be in, every row that completes leads to one: proved. */
#include <criterion/criterion.h>

#include "spec/theorems/terms/rows.h"
#include "spec/theorems/terms/semantics.h"

/* Whether it completes and its PSW is malformed, or register zero is not zero. */
static Z3_ast leads_astray(const struct step *step)
{
	Z3_context z = step->z;
	Z3_ast zero = Z3_mk_select(z, step->after.registers, bits_term(z, 4, 0));
	Z3_ast completes = Z3_mk_eq(z, step->outcome, word_term(z, OUTCOME_COMPLETED));
	Z3_ast astray = either(z, Z3_mk_not(z, is_well_formed(z, &step->after.psw)),
	                       Z3_mk_not(z, Z3_mk_eq(z, zero, word_term(z, 0))));
	return both(z, completes, astray);
}

static Z3_lbool check(const struct row *row, bool is_paged)
{
	Z3_config config = Z3_mk_config();
	Z3_context z = Z3_mk_context(config);
	Z3_del_config(config);
	struct symbolic_state state = any_state(z, "");
	state.is_paged = is_paged;
	Z3_ast word = Z3_mk_const(z, Z3_mk_string_symbol(z, "word"), Z3_mk_bv_sort(z, 32));
	struct step step = take_step(z, &state, word, row, true);
	Z3_solver solver = Z3_mk_simple_solver(z);
	Z3_solver_inc_ref(z, solver);
	Z3_solver_assert(z, solver, is_possible(z, &state));
	Z3_solver_assert(z, solver, is_of_row(z, word, row));
	Z3_solver_assert(z, solver, leads_astray(&step));
	Z3_lbool result = Z3_solver_check(z, solver);
	Z3_solver_dec_ref(z, solver);
	Z3_del_context(z);
	return result;
}

Test(closure, of_the_states_under_every_row)
{
	for (enum operation operation = 0; operation < ALL_OPERATIONS; operation++)
		for (unsigned kind = 0; kind < 2 && operation != OPERATIONS; kind++)
			cr_expect_eq(check(&rows[operation], kind == 1), Z3_L_FALSE, "%s",
			             rows[operation].mnemonic);
}
