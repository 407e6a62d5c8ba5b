/* An exit: the VMM's code, from where its trap enters to where it resumes the guest or ends. */
#include "spec/theorems/emulation.h"

static const char *const cause_texts[CAUSES] = {
#define CAUSE(NAME, number, text, value, hint) [CAUSE_##NAME] = text,
#include "isa/causes.def"
};

static const char *const device_names[DEVICES + 1] = {
#define DEVICE(NAME, number, latency, text) [DEVICE_##NAME] = #NAME,
#include "isa/ports.def"
	[DEVICES] = "no device",
};

bool has_port(const struct row *row)
{
	return row != NULL && (row->opcode == OPCODE_in || row->opcode == OPCODE_out);
}

void name_exit(char *name, size_t size, const struct exit_kind *kind)
{
	const char *cause = cause_texts[kind->cause];
	if (kind->cause == CAUSE_TIMER)
		snprintf(name, size, "time is over");
	else if (kind->cause != CAUSE_PRIVILEGED)
		snprintf(name, size, "reflect: %s", cause);
	else if (kind->mode == MODE_USER)
		snprintf(name, size, "reflect: %s from user mode", cause);
	else if (has_port(kind->row))
		snprintf(name, size, "emulate: %s, port of %s", kind->row->mnemonic,
		         device_names[kind->device]);
	else
		snprintf(name, size, "emulate: %s",
		         kind->row != NULL ? kind->row->mnemonic : "no instruction of group F");
}

static Z3_ast word_of_group_f(Z3_context z, Z3_ast word)
{
	return Z3_mk_eq(z, Z3_mk_extract(z, 31, 28, word), bits_term(z, 4, 0xF));
}

/* The trap as the real machine stores it, with what the cause says of word and value. */
static struct symbolic_trap any_trap(struct prover *prover, const struct exit_kind *kind,
                                     const struct bare *bare)
{
	Z3_context z = prover->z;
	Z3_sort sort = Z3_mk_bv_sort(z, 32);
	Z3_ast word = Z3_mk_const(z, Z3_mk_string_symbol(z, "word"), sort);
	Z3_ast value = Z3_mk_const(z, Z3_mk_string_symbol(z, "value"), sort);
	Z3_ast zero = word_term(z, 0);
	struct symbolic_trap trap = { word_term(z, kind->cause), value, word };
	if (kind->cause == CAUSE_PRIVILEGED) {
		trap.value = zero;
		assume(prover, word_of_group_f(z, word));
		if (kind->mode == MODE_SUPERVISOR)
			assume(prover, kind->row != NULL ? is_of_row(z, word, kind->row)
			                                 : is_undefined(z, word, PROFILE_pg32));
	} else if (kind->cause == CAUSE_FETCH) {
		trap.value = bare->state.psw.pc;
		trap.word = zero;
	} else if (kind->cause == CAUSE_TIMER) {
		trap.value = trap.word = zero;
	}
	return trap;
}

/* The port is one of the device's. */
static Z3_ast is_port_of(Z3_context z, Z3_ast port, enum device device)
{
	const struct {
		uint32_t number;
		enum device device;
	} ports[] = {
#define PORT(NAME, number, DEVICE, direction, text) { number, DEVICE_##DEVICE },
#include "isa/ports.def"
	};
	Z3_ast is_of_device = Z3_mk_false(z), is_of_any = Z3_mk_false(z);
	for (unsigned i = 0; i < sizeof ports / sizeof *ports; i++) {
		Z3_ast is_this = Z3_mk_eq(z, port, word_term(z, ports[i].number));
		is_of_any = either(z, is_of_any, is_this);
		if (ports[i].device == device)
			is_of_device = either(z, is_of_device, is_this);
	}
	return device == DEVICES ? Z3_mk_not(z, is_of_any) : is_of_device;
}

static void assume_port(struct prover *prover, const struct exit_kind *kind,
                        const struct bare *bare, Z3_ast word)
{
	Z3_context z = prover->z;
	if (has_port(kind->row))
		assume(prover, is_port_of(z, bare_port(z, bare, word, kind->row), kind->device));
}

/* Of a real timer that is over, and only of it, the timer trap comes. */
static void assume_timer(struct prover *prover, const struct exit_kind *kind,
                         const struct allotment *allotment)
{
	Z3_context z = prover->z;
	Z3_ast is_over = Z3_mk_eq(z, allotment->completed, allotment->given);
	assume(prover, kind->cause == CAUSE_TIMER ? is_over : Z3_mk_not(z, is_over));
}

/* No device acts: the time until one does is longer than what passes in this exit. */
static void assume_quiet(struct prover *prover, const struct exit_kind *kind,
                         const struct bare *resumed, const struct bare *bare,
                         const struct allotment *allotment)
{
	Z3_context z = prover->z;
	Z3_ast zero = word_term(z, 0), passes = word_term(z, 1), timer = bare->state.psw.timer;
	Z3_ast device = time_to_device(z, bare);
	if (kind->cause == CAUSE_TIMER) {
		device = time_to_device(z, resumed);
		passes = allotment->completed;
	} else if (kind->row != NULL && kind->row->opcode == OPCODE_wait) {
		assume(prover, either(z, Z3_mk_eq(z, device, zero),
		                      Z3_mk_not(z, Z3_mk_eq(z, timer, zero))));
		passes = Z3_mk_ite(z, Z3_mk_eq(z, timer, zero), passes, timer);
	}
	assume(prover, either(z, Z3_mk_eq(z, device, zero), Z3_mk_bvugt(z, device, passes)));
}

static void assume_mode(struct prover *prover, const struct exit_kind *kind,
                        const struct bare *bare)
{
	Z3_ast user = is_user(prover->z, &bare->state);
	if (kind->mode == MODE_USER)
		assume(prover, user);
	if (kind->mode == MODE_SUPERVISOR)
		assume(prover, Z3_mk_not(prover->z, user));
}

/* What the bare machine does where the virtual one exits: a privileged instruction, a trap, or
 * nothing; and then the interrupts that are due. */
static void act(Z3_context z, struct bare *bare, const struct exit_kind *kind,
                const struct symbolic_trap *trap)
{
	if (kind->cause == CAUSE_PRIVILEGED && kind->mode == MODE_SUPERVISOR)
		execute_bare(z, bare, trap->word, kind->row);
	else if (kind->cause != CAUSE_TIMER)
		deliver_bare(z, bare, Z3_mk_true(z), trap);
	take_interrupts(z, bare);
}

static void settle_ending(const struct surroundings *surroundings, const struct ending *ending,
                          const struct bare *expected, struct counterexample *example,
                          struct proof *proof)
{
	struct prover *prover = surroundings->prover;
	Z3_context z = prover->z;
	Z3_ast at = Z3_mk_const(z, Z3_mk_string_symbol(z, "at"), Z3_mk_bv_sort(z, 32));
	struct agreements agreements = { .count = 0 };
	struct path path = ending->cpu.path;
	example->what = ending->on.stray;
	example->pc = ending->cpu.pc;
	if (ending->on.flow == FLOW_STRAY) {
		agree(&agreements, "stray", Z3_mk_true(z), Z3_mk_false(z));
	} else {
		path_add(&path, Z3_mk_bvult(z, at, surroundings->size));
		agreements = agreements_of(surroundings, ending, expected, at);
	}
	settle(prover, &path, &agreements, example, proof);
	proof->endings++;
}

struct proof prove_exit(const struct vmm_image *image, const struct exit_kind *kind)
{
	struct proof proof = { .verdict = VERDICT_PROVED };
	struct prover prover = prover_open();
	Z3_context z = prover.z;
	struct bare resumed = any_bare(z), bare = resumed;
	struct allotment allotment = any_allotment(&prover, &resumed, image->end);
	struct symbolic_trap trap = any_trap(&prover, kind, &resumed);
	name_exit(proof.name, sizeof proof.name, kind);
	assume_timer(&prover, kind, &allotment);
	assume_mode(&prover, kind, &resumed);
	assume_port(&prover, kind, &resumed, trap.word);
	pass_quiet_time(z, &bare, allotment.completed);
	assume_quiet(&prover, kind, &resumed, &bare, &allotment);
	struct bare expected = bare;
	act(z, &expected, kind, &trap);

	struct guest_writes writes = { .latest = NULL };
	const struct surroundings surroundings = {
		.prover = &prover,
		.image = image,
		.origin = allotment.origin,
		.size = resumed.state.memory_size,
		.guest = { resumed.base, resumed.window_size, resumed.state.window,
		           resumed.state.outside },
		.writes = &writes,
		.is_thorough = kind->row != NULL,
	};
	struct symbolic_cpu cpu = cpu_at_exit(z, image, &resumed, &allotment, &trap);
	struct symbolic_run run = run_symbolic(&surroundings, &cpu);
	struct counterexample example = { &bare, &allotment, trap.word, NULL, 0 };
	for (const struct ending *ending = run.endings; ending != NULL; ending = ending->next)
		settle_ending(&surroundings, ending, &expected, &example, &proof);
	proof.branches = run.branches;
	proof.instructions = run.instructions;
	if (prover.gave_up)
		proof.verdict = VERDICT_UNKNOWN;
	symbolic_run_free(&run);
	guest_writes_free(&writes);
	prover_close(&prover);
	return proof;
}
