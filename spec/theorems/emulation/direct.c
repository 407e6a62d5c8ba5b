/* Direct execution: the real machine in f(S) does to f(S) what the bare one does to S. */
#include "spec/theorems/emulation/emulation.h"

/* Another state, in which is what f puts there: registers, window, real PSW. Memory beyond the
 * guest's is there too, and of it nothing is known. */
static struct symbolic_state real_state(struct direct *direct)
{
	struct prover *prover = &direct->prover;
	Z3_context z = prover->z;
	struct symbolic_state real = any_state(z, "_real");
	real.registers = direct->bare.state.registers;
	real.window = direct->bare.state.window;
	real.psw = real_psw(z, &direct->resumed, direct->allotment.origin);
	real.psw.timer = Z3_mk_bvsub(z, direct->allotment.given, direct->allotment.completed);
	Z3_ast end = Z3_mk_bvadd(z, direct->allotment.origin, direct->bare.state.memory_size);
	assume(prover, "real memory", Z3_mk_bvuge(z, real.memory_size, end));
	assume(prover, "memory's end is no sum that wraps",
	       Z3_mk_bvugt(z, end, direct->allotment.origin));
	return real;
}

void direct_open(struct direct *direct)
{
	direct->prover = prover_open();
	struct prover *prover = &direct->prover;
	Z3_context z = prover->z;
	direct->resumed = direct->bare = any_bare(z);
	direct->allotment = any_allotment_in_time(prover, &direct->resumed, PAGE_SIZE);
	pass_quiet_time(z, &direct->bare, direct->allotment.completed);
	direct->real = real_state(direct);
	direct->word = Z3_mk_const(z, Z3_mk_string_symbol(z, "word"), Z3_mk_bv_sort(z, 32));
}

void direct_take(struct direct *direct, const struct row *row)
{
	struct prover *prover = &direct->prover;
	Z3_context z = prover->z;
	Z3_ast word = direct->word;
	assume(prover, row != NULL ? "a word of the row" : "a word of no row",
	       row == NULL ? is_undefined(z, word, PROFILE_pg32) : is_of_row(z, word, row));
}

static void direct_settle(struct direct *direct, const struct agreements *agreements,
                          struct proof *proof)
{
	const struct path path = { .count = 0 };
	const struct counterexample example = { &direct->bare, &direct->allotment, direct->word,
		                                NULL, 0 };
	settle(&direct->prover, &path, agreements, &example, proof);
	if (proof->verdict == VERDICT_PROVED && direct->prover.gave_up)
		doubt(proof, "the solver gave up");
	prover_close(&direct->prover);
}

/* The time that both have after one more instruction: the real timer is what was given less what
 * was completed; when it is over, and not before, the bare machine has its event. */
static void agree_on_time(struct agreements *agreements, struct direct *direct)
{
	Z3_context z = direct->prover.z;
	Z3_ast one = word_term(z, 1);
	Z3_ast one_more = Z3_mk_bvadd(z, direct->allotment.completed, one);
	Z3_ast is_over = Z3_mk_eq(z, one_more, direct->allotment.given);
	struct bare after = direct->bare, accounted = direct->resumed;
	struct symbolic_state real = direct->real;
	pass_symbolic_time(z, &real, one, true);
	pass_symbolic_time(z, &after.state, one, true);
	pass_quiet_time(z, &accounted, one_more);
	agree(agreements, "real timer", real.psw.timer,
	      Z3_mk_bvsub(z, direct->allotment.given, one_more));
	agree(agreements, "real timer pending", has_bits(z, real.psw.status, STATUS_TIMER_PENDING),
	      is_over);
	agree(agreements, "timer", accounted.state.psw.timer, after.state.psw.timer);
	agree(agreements, "status", accounted.state.psw.status, after.state.psw.status);
	agree(agreements, "clock", accounted.state.clock, after.state.clock);
	agree(agreements, "event missed", Z3_mk_true(z),
	      either(z, is_over,
	             both(z, is_sound(z, &after), Z3_mk_not(z, is_interrupt_due(z, &after)))));
}

/* The windows are the same, and no event has come: so an instruction is fetched, or is not, on both
 * sides alike; and time passes alike. */
struct proof prove_fetch(void)
{
	struct proof proof = { .verdict = VERDICT_PROVED, .name = "fetch and time" };
	struct direct direct;
	struct agreements agreements = { .count = 0 };
	direct_open(&direct);
	Z3_context z = direct.prover.z;
	agree(&agreements, "window's size", window_size(z, &direct.real),
	      window_size(z, &direct.bare.state));
	agree(&agreements, "pc", direct.real.psw.pc, direct.bare.state.psw.pc);
	agree(&agreements, "real PSW is well-formed", is_well_formed(z, &direct.real.psw),
	      Z3_mk_true(z));
	agree(&agreements, "is sound", Z3_mk_true(z), is_sound(z, &direct.bare));
	agree(&agreements, "interrupt due", Z3_mk_false(z), is_interrupt_due(z, &direct.bare));
	agree_on_time(&agreements, &direct);
	direct_settle(&direct, &agreements, &proof);
	return proof;
}

static Z3_ast ends_in(const struct step *step, enum outcome outcome)
{
	return Z3_mk_eq(step->z, step->outcome, word_term(step->z, outcome));
}

/* Where the condition is true. */
static void agree_where(struct agreements *agreements, Z3_context z, Z3_ast condition,
                        const char *name, Z3_ast virtual, Z3_ast bare)
{
	agree(agreements, name, Z3_mk_ite(z, condition, virtual, bare), bare);
}

/* What neither machine changes: R, what is outside of the window, and time but as it passes. */
static void agree_on_place(struct agreements *agreements, const struct step *step, const char *name)
{
	Z3_context z = step->z;
	const struct symbolic_psw *before = &step->before.psw, *after = &step->after.psw;
	Z3_ast completes = ends_in(step, OUTCOME_COMPLETED);
	struct symbolic_state counted = step->before;
	pass_symbolic_time(z, &counted, word_term(z, 1), true);
	Z3_ast same[] = {
		Z3_mk_eq(z, before->base, after->base),
		Z3_mk_eq(z, before->bound, after->bound),
		Z3_mk_eq(z, counted.psw.status, after->status),
		Z3_mk_eq(z, counted.psw.timer, after->timer),
		Z3_mk_eq(z, counted.clock, step->after.clock),
		Z3_mk_eq(z, step->before.outside, step->after.outside),
	};
	agree_where(agreements, z, completes, name, Z3_mk_true(z),
	            Z3_mk_and(z, sizeof same / sizeof *same, same));
}

static void agree_on_effects(struct agreements *agreements, const struct step *real,
                             const struct step *bare)
{
	Z3_context z = real->z;
	Z3_ast completes = ends_in(bare, OUTCOME_COMPLETED);
	Z3_ast traps = ends_in(bare, OUTCOME_TRAPPED);
	Z3_ast number = Z3_mk_const(z, Z3_mk_string_symbol(z, "register"), Z3_mk_bv_sort(z, 4));
	Z3_ast at = Z3_mk_const(z, Z3_mk_string_symbol(z, "at"), Z3_mk_bv_sort(z, 32));
	agree(agreements, OUTCOME, real->outcome, bare->outcome);
	agree_where(agreements, z, traps, "cause", real->cause, bare->cause);
	agree_where(agreements, z, traps, "value", real->value, bare->value);
	agree_where(agreements, z, completes, "registers",
	            element(z, real->after.registers, number),
	            element(z, bare->after.registers, number));
	agree_where(agreements, z, completes, "pc", real->after.psw.pc, bare->after.psw.pc);
	agree_where(agreements, z, both(z, completes, Z3_mk_bvult(z, at, bare->size)), MEMORY,
	            element(z, real->after.window, at), element(z, bare->after.window, at));
	agree_on_place(agreements, real, "real mode, R and time");
	agree_on_place(agreements, bare, "mode, R and time");
}

/* Group F, also what is no instruction of it, does not run directly: it exits. */
static void agree_on_exit(struct agreements *agreements, const struct step *real, Z3_ast is_exit)
{
	Z3_context z = real->z;
	Z3_ast expected[] = { ends_in(real, OUTCOME_TRAPPED),
		              Z3_mk_eq(z, real->cause, word_term(z, CAUSE_PRIVILEGED)),
		              Z3_mk_eq(z, real->value, word_term(z, 0)) };
	agree_where(agreements, z, is_exit, "exit", Z3_mk_and(z, 3, expected), Z3_mk_true(z));
}

/* Writes the real window's size as the virtual one's, which it is: prove_fetch proves that. */
static void spell_window(struct direct *direct, struct step *real)
{
	Z3_context z = real->z;
	Z3_ast of_real = window_size(z, &direct->real);
	Z3_ast of_bare = window_size(z, &direct->bare.state);
	Z3_ast *terms[] = { &real->outcome, &real->cause, &real->value };
	for (unsigned i = 0; i < sizeof terms / sizeof *terms; i++)
		*terms[i] = Z3_substitute(z, *terms[i], 1, &of_real, &of_bare);
}

const char *direct_name(const struct row *row)
{
	return row == NULL ? "no instruction" : row->mnemonic;
}

struct proof prove_direct(const struct row *row)
{
	struct proof proof = { .verdict = VERDICT_PROVED };
	struct direct direct;
	struct agreements agreements = { .count = 0 };
	direct_open(&direct);
	struct prover *prover = &direct.prover;
	Z3_context z = prover->z;
	Z3_ast word = direct.word;
	snprintf(proof.name, sizeof proof.name, "%s", direct_name(row));
	direct_take(&direct, row);
	struct step real = take_step(z, &direct.real, word, row, true);
	struct step bare = take_step(z, &direct.bare.state, word, row, true);
	spell_window(&direct, &real);
	Z3_ast is_exit = is_of_privileged_group(z, word);
	agree_on_exit(&agreements, &real, is_exit);
	if (row == NULL || (row->traits & TRAIT_PRIVILEGED) == 0) {
		struct agreements effects = { .count = 0 };
		agree_on_effects(&effects, &real, &bare);
		Z3_ast runs = Z3_mk_not(z, is_exit);
		for (unsigned i = 0; i < effects.count; i++)
			agree_where(&agreements, z, runs, effects.list[i].name,
			            effects.list[i].virtual, effects.list[i].bare);
	}
	direct_settle(&direct, &agreements, &proof);
	return proof;
}
