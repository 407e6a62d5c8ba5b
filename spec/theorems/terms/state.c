/* The terms of a state, and which states there are. */
#include "spec/theorems/terms/state.h"

#include "isa/psw.h"

struct symbolic_state any_state(Z3_context z, const char *suffix)
{
	Z3_sort word = Z3_mk_bv_sort(z, 32);
	return (struct symbolic_state){
		.registers = unknown_term(z, "registers", suffix, registers_sort(z)),
		.psw = { unknown_term(z, "status", suffix, word),
		         unknown_term(z, "pc", suffix, word), unknown_term(z, "base", suffix, word),
		         unknown_term(z, "bound", suffix, word),
		         unknown_term(z, "timer", suffix, word) },
		.window = unknown_term(z, "window", suffix, memory_sort(z)),
		.outside = unknown_term(z, "outside", suffix, memory_sort(z)),
		.memory_size = unknown_term(z, "memory_size", suffix, word),
		.space = any_space(z, suffix),
		.clock = unknown_term(z, "clock", suffix, Z3_mk_bv_sort(z, 64)),
		.devices = unknown_term(z, "devices", suffix, devices_sort(z)),
	};
}

Z3_ast window_size(Z3_context z, const struct symbolic_state *state)
{
	const struct symbolic_psw *psw = &state->psw;
	if (state->is_paged)
		return state->space.limit;
	Z3_ast above = Z3_mk_bvsub(z, state->memory_size, psw->base);
	Z3_ast least = Z3_mk_ite(z, Z3_mk_bvult(z, psw->bound, above), psw->bound, above);
	return Z3_mk_ite(z, Z3_mk_bvuge(z, psw->base, state->memory_size), word_term(z, 0), least);
}

Z3_ast is_user(Z3_context z, const struct symbolic_state *state)
{
	return has_bits(z, state->psw.status, STATUS_USER);
}

static Z3_ast ask_devices(Z3_context z, const char *question, Z3_ast devices)
{
	Z3_sort domain = devices_sort(z);
	Z3_func_decl function = Z3_mk_func_decl(z, Z3_mk_string_symbol(z, question), 1, &domain,
	                                        Z3_mk_bool_sort(z));
	return Z3_mk_app(z, function, 1, &devices);
}

Z3_ast is_requesting(Z3_context z, Z3_ast devices)
{
	return ask_devices(z, "is_requesting", devices);
}

Z3_ast has_event_coming(Z3_context z, Z3_ast devices)
{
	return ask_devices(z, "has_event_coming", devices);
}

Z3_ast is_well_formed(Z3_context z, const struct symbolic_psw *psw)
{
	Z3_ast bad[] = { has_bits(z, psw->status, ~(uint32_t)STATUS_ALL), has_bits(z, psw->pc, 3),
		         has_bits(z, psw->base, PAGE_SIZE - 1),
		         has_bits(z, psw->bound, PAGE_SIZE - 1) };
	return Z3_mk_not(z, Z3_mk_or(z, sizeof bad / sizeof *bad, bad));
}

/* Whether R is of the kind that it is taken for. */
static Z3_ast is_of_kind(Z3_context z, const struct symbolic_state *state)
{
	Z3_ast is_paged = has_bits(z, state->psw.status, STATUS_PAGED);
	Z3_ast limit = state->space.limit;
	Z3_ast all[] = { is_paged, Z3_mk_eq(z, state->space.root, state->psw.base),
		         Z3_mk_bvule(z, limit, state->psw.bound),
		         Z3_mk_not(z, has_bits(z, limit, PAGE_SIZE - 1)) };
	return state->is_paged ? Z3_mk_and(z, 4, all) : Z3_mk_not(z, is_paged);
}

Z3_ast is_possible(Z3_context z, const struct symbolic_state *state)
{
	Z3_ast zero = word_term(z, 0);
	Z3_ast pending = either(z, has_bits(z, state->psw.status, STATUS_TIMER_PENDING),
	                        is_requesting(z, state->devices));
	Z3_ast interrupt = both(z, has_bits(z, state->psw.status, STATUS_INTERRUPTS), pending);
	Z3_ast is_zero_zero =
	        Z3_mk_eq(z, Z3_mk_select(z, state->registers, bits_term(z, 4, 0)), zero);
	Z3_ast all[] = {
		is_well_formed(z, &state->psw),
		Z3_mk_not(z, interrupt),
		is_of_kind(z, state),
		is_zero_zero,
		Z3_mk_not(z, has_bits(z, state->memory_size, PAGE_SIZE - 1)),
		Z3_mk_not(z, Z3_mk_eq(z, state->memory_size, zero)),
	};
	return Z3_mk_and(z, sizeof all / sizeof *all, all);
}
