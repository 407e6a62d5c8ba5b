/* The state that an exit finds, and the one that its guest was resumed in.
 *
 * The later one is what nothing is known of, and the earlier one is made of it: so all that the VMM
 * takes off for the time between is gone from its terms. prove_resumption shows that no state is
 * left out. */
#include "spec/theorems/emulation/emulation.h"

static Z3_ast unknown_word(Z3_context z, const char *name)
{
	return Z3_mk_const(z, Z3_mk_string_symbol(z, name), Z3_mk_bv_sort(z, 32));
}

/* The machine so many instructions before, if no time was over since. */
static struct bare resumed_before(Z3_context z, const struct bare *now, Z3_ast completed)
{
	struct bare resumed = *now;
	struct symbolic_state *state = &resumed.state;
	Z3_ast zero = word_term(z, 0), timer = state->psw.timer;
	Z3_ast before = Z3_mk_bvadd(z, timer, completed);
	state->psw.timer = Z3_mk_ite(z, Z3_mk_eq(z, timer, zero), zero, before);
	state->clock = Z3_mk_bvsub(z, state->clock, Z3_mk_zero_ext(z, 32, completed));
	return resumed;
}

/* The timer, where it is on, had more left than has passed. */
static Z3_ast is_timer_left(Z3_context z, const struct bare *resumed, const struct bare *now,
                            Z3_ast completed)
{
	return either(z, Z3_mk_eq(z, now->state.psw.timer, word_term(z, 0)),
	              Z3_mk_bvugt(z, resumed->state.psw.timer, completed));
}

static Z3_ast is_none(Z3_context z, Z3_ast completed)
{
	return Z3_mk_eq(z, completed, word_term(z, 0));
}

struct allotment any_allotment_in_time(struct prover *prover, const struct bare *resumed,
                                       uint32_t lowest_origin)
{
	const struct allotment allotment = any_allotment(prover, resumed, lowest_origin);
	assume(prover, "time left", Z3_mk_bvult(prover->z, allotment.completed, allotment.given));
	return allotment;
}

struct resumption any_resumption_in_time(struct prover *prover, uint32_t lowest_origin)
{
	Z3_context z = prover->z;
	Z3_ast completed = unknown_word(z, "completed"), left = unknown_word(z, "left");
	struct resumption resumption = { .now = any_bare(z) };
	struct bare *resumed = &resumption.resumed, *now = &resumption.now;
	*resumed = resumed_before(z, now, completed);
	struct allotment *allotment = &resumption.allotment;
	*allotment = any_allotment_in_time(prover, resumed, lowest_origin);
	assume(prover, "timer left", is_timer_left(z, resumed, now, completed));
	now->delivering = both(z, now->delivering, is_none(z, completed));
	Z3_ast given = Z3_mk_bvadd(z, left, completed);
	assume(prover, "time completed and left", Z3_mk_eq(z, allotment->given, given));
	allotment->given = given;
	return resumption;
}

struct resumption any_resumption_over(struct prover *prover, uint32_t lowest_origin)
{
	Z3_context z = prover->z;
	struct resumption resumption = { .resumed = any_bare(z) };
	struct allotment *allotment = &resumption.allotment;
	*allotment = any_allotment(prover, &resumption.resumed, lowest_origin);
	assume(prover, "time over", Z3_mk_eq(z, allotment->completed, allotment->given));
	resumption.now = resumption.resumed;
	pass_quiet_time(z, &resumption.now, allotment->completed);
	return resumption;
}

/* What is due is less than 2^32 instructions away, as any_bare has it. */
static void agree_on_due(struct agreements *agreements, Z3_context z, const struct bare *now,
                         const struct due *due)
{
	Z3_ast near = Z3_mk_bvult(z, time_until(z, now, due), bits_term(z, 64, UINT64_C(1) << 32));
	agree(agreements, "time until due", either(z, Z3_mk_not(z, due->is_set), near),
	      Z3_mk_true(z));
}

struct proof prove_resumption(void)
{
	struct proof proof = { .verdict = VERDICT_PROVED, .name = "time since resumption" };
	struct prover prover = prover_open();
	Z3_context z = prover.z;
	struct bare resumed = any_bare(z), now = resumed;
	const struct allotment allotment = any_allotment_in_time(&prover, &resumed, PAGE_SIZE);
	Z3_ast completed = allotment.completed;
	pass_quiet_time(z, &now, completed);
	const struct bare again = resumed_before(z, &now, completed);
	const struct counterexample example = { &resumed, &allotment, word_term(z, 0), NULL, 0 };
	const struct path path = { .count = 0 };
	struct agreements agreements = { .count = 0 };
	agree(&agreements, "status", now.state.psw.status, resumed.state.psw.status);
	agree(&agreements, "timer", again.state.psw.timer, resumed.state.psw.timer);
	agree(&agreements, "clock", again.state.clock, resumed.state.clock);
	agree(&agreements, "timer left", is_timer_left(z, &resumed, &now, completed),
	      Z3_mk_true(z));
	agree(&agreements, "delivering", now.delivering,
	      both(z, resumed.delivering, is_none(z, completed)));
#define EVENT(device, name) agree_on_due(&agreements, z, &now, &resumed.devices.device.name);
#include "machine/devices/devices.def"
	settle(&prover, &path, &agreements, &example, &proof);
	prover_close(&prover);
	return proof;
}
