/* The values and effects that only flawed rows have. */
#include "spec/theorems/terms/semantics.h"

Z3_ast choose(const struct step *step, Z3_ast condition, Z3_ast value, Z3_ast otherwise)
{
	Z3_context z = step->z;
	return Z3_mk_ite(z, Z3_mk_eq(z, condition, word_term(z, 0)), otherwise, value);
}

Z3_ast real_address(struct step *step, Z3_ast address)
{
	refuse_beyond(step, step->size, address, 1, CAUSE_LOAD);
	return Z3_mk_bvadd(step->z, step->before.psw.base, address);
}

/* A byte of physical memory: in the window, or in the rest. */
static Z3_ast read_physical(const struct step *step, Z3_ast address)
{
	Z3_context z = step->z;
	const struct symbolic_state *before = &step->before;
	Z3_ast in_window = Z3_mk_bvsub(z, address, before->psw.base);
	return Z3_mk_ite(z, Z3_mk_bvult(z, in_window, step->size),
	                 Z3_mk_select(z, before->window, in_window),
	                 Z3_mk_select(z, before->outside, address));
}

static Z3_ast read_physical_word(const struct step *step, Z3_ast address)
{
	Z3_context z = step->z;
	Z3_ast value = read_physical(step, address);
	for (unsigned i = 1; i < 4; i++)
		value = Z3_mk_concat(
		        z, read_physical(step, Z3_mk_bvadd(z, address, word_term(z, i))), value);
	return value;
}

static Z3_ast old_psw_word(const struct step *step, size_t offset)
{
	return read_physical_word(step, word_term(step->z, TRAP_OLD_PSW + (uint32_t)offset));
}

/* Nothing says that the old PSW is well-formed: its window may begin and end anywhere. */
Z3_ast load_previous(struct step *step, Z3_ast address)
{
	Z3_context z = step->z;
	struct symbolic_state previous = step->before;
	previous.psw.base = old_psw_word(step, offsetof(struct psw, base));
	previous.psw.bound = old_psw_word(step, offsetof(struct psw, bound));
	Z3_ast in_user_mode = is_user(z, &step->before);
	Z3_ast size = Z3_mk_ite(z, in_user_mode, step->size, window_size(z, &previous));
	refuse_beyond(step, size, address, 4, CAUSE_LOAD);
	Z3_ast place = Z3_mk_bvadd(z, previous.psw.base, address);
	return Z3_mk_ite(z, in_user_mode, read_bytes(step, address, 4),
	                 read_physical_word(step, place));
}

void set_status_and_jump(struct step *step, Z3_ast status, Z3_ast target)
{
	Z3_context z = step->z;
	step->after.psw.status = status;
	step->after.psw.pc = Z3_mk_bvand(z, target, word_term(z, ~UINT32_C(3)));
}
