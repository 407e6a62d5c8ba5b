/* The values and effects that only flawed rows have. */
#include "spec/theorems/terms/semantics.h"

#include <stddef.h>

Z3_ast choose(const struct step *step, Z3_ast condition, Z3_ast value, Z3_ast otherwise)
{
	Z3_context z = step->z;
	return Z3_mk_ite(z, Z3_mk_eq(z, condition, word_term(z, 0)), otherwise, value);
}

Z3_ast real_address(struct step *step, Z3_ast address)
{
	refuse(step, address, 1, ACCESS_LOAD);
	return step->before.is_paged ? space_physical(step->z, &step->before.space, address)
	                             : Z3_mk_bvadd(step->z, step->before.psw.base, address);
}

/* A word of memory before the instruction, that the instruction reads. */
static Z3_ast reach_physical_word(struct step *step, Z3_ast address)
{
	reach(&step->physical, address);
	reach(&step->physical, Z3_mk_bvadd(step->z, address, word_term(step->z, 3)));
	return read_physical_word(step, &step->before, address);
}

static Z3_ast old_psw_word(struct step *step, size_t offset)
{
	return reach_physical_word(step, word_term(step->z, TRAP_OLD_PSW + (uint32_t)offset));
}

/* Where R is of the paged kind a user's own space is not so simply one of two sizes. */
static void refuse_previous(struct step *step, Z3_ast in_user_mode, Z3_ast size, Z3_ast address)
{
	Z3_context z = step->z;
	const struct symbolic_space *space = &step->before.space;
	if (!step->before.is_paged) {
		Z3_ast either_size = Z3_mk_ite(z, in_user_mode, step->size, size);
		refuse_beyond(step, either_size, address, 4, CAUSE_LOAD);
		return;
	}
	Z3_ast last = Z3_mk_bvadd(z, address, word_term(z, 3));
	Z3_ast page = Z3_mk_bvand(z, last, word_term(z, ~(PAGE_SIZE - 1)));
	Z3_ast is_inside = Z3_mk_bvult(z, address, size);
	Z3_ast own[] = { Z3_mk_not(z, space_permits(z, space, address, ENTRY_READ)),
		         Z3_mk_not(z, space_permits(z, space, last, ENTRY_READ)) };
	reach(&step->virtual, address);
	reach(&step->virtual, last);
	raise_trap(step, both(z, in_user_mode, own[0]), CAUSE_LOAD, address);
	raise_trap(step, both(z, in_user_mode, own[1]), CAUSE_LOAD, page);
	raise_trap(step, both(z, Z3_mk_not(z, in_user_mode), is_beyond(step, size, address, 4)),
	           CAUSE_LOAD, Z3_mk_ite(z, is_inside, size, address));
}

/* Nothing says that the old PSW is well-formed: its window may begin and end anywhere. It is a
 * window, whatever its status says. */
Z3_ast load_previous(struct step *step, Z3_ast address)
{
	Z3_context z = step->z;
	struct symbolic_state previous = step->before;
	previous.is_paged = false;
	previous.psw.base = old_psw_word(step, offsetof(struct psw, base));
	previous.psw.bound = old_psw_word(step, offsetof(struct psw, bound));
	Z3_ast in_user_mode = is_user(z, &step->before);
	refuse_previous(step, in_user_mode, window_size(z, &previous), address);
	Z3_ast place = Z3_mk_bvadd(z, previous.psw.base, address);
	return Z3_mk_ite(z, in_user_mode, read_bytes(step, address, 4),
	                 reach_physical_word(step, place));
}

void set_status_and_jump(struct step *step, Z3_ast status, Z3_ast target)
{
	Z3_context z = step->z;
	step->after.psw.status = status;
	step->after.psw.pc = Z3_mk_bvand(z, target, word_term(z, ~UINT32_C(3)));
}
