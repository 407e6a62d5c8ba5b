/* How the solver is asked. */
#include "spec/theorems/terms/solver.h"

Z3_context make_context(const char *steps)
{
	Z3_config config = Z3_mk_config();
	Z3_set_param_value(config, "rlimit", steps);
	Z3_context z = Z3_mk_context(config);
	Z3_del_config(config);
	return z;
}

Z3_solver take_solver(Z3_context z, Z3_solver solver)
{
	Z3_solver_inc_ref(z, solver);
	Z3_params params = Z3_mk_params(z);
	Z3_params_inc_ref(z, params);
	Z3_params_set_bool(z, params, Z3_mk_string_symbol(z, "ctrl_c"), false);
	Z3_solver_set_params(z, solver, params);
	Z3_params_dec_ref(z, params);
	return solver;
}
